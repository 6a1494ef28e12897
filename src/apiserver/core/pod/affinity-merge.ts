import type { Field } from '../../../model/field.ts';
import type { LabelSelector, PodAffinity, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';

type Labels = ReadonlyMap<string, string> | undefined;

interface KeyedSelector {
  labelSelector?: LabelSelector | undefined;
  matchLabelKeys?: string[] | undefined;
  mismatchLabelKeys?: string[] | undefined;
}

/**
 * In a Pod (not in a template) the values of its own labels are put into the selectors that name their keys. Nothing is added to what has no selector.
 * @mirrors pod.mutatePodAffinity
 */
export function mutatePodAffinity(spec: Field<PodSpec>, labels: Labels, env: Env): void {
  const affinity = spec.value?.affinity;
  if (affinity === undefined || !env.gates.MatchLabelKeysInPodAffinity) return;
  const parts = spec.get('affinity');
  for (const part of [parts.get('podAffinity'), parts.get('podAntiAffinity') as Field<PodAffinity>]) {
    for (const term of part.get('requiredDuringSchedulingIgnoredDuringExecution').items()) addKeys(term, labels);
    for (const weighted of part.get('preferredDuringSchedulingIgnoredDuringExecution').items()) {
      addKeys(weighted.get('podAffinityTerm'), labels);
    }
  }
}

/** @mirrors pod.mutateTopologySpreadConstraints */
export function mutateTopologySpreadConstraints(spec: Field<PodSpec>, labels: Labels, env: Env): void {
  if (!env.gates.MatchLabelKeysInPodTopologySpreadSelectorMerge) return;
  for (const constraint of spec.get('topologySpreadConstraints').items()) addKeys(constraint, labels);
}

/** @mirrors pod.applyMatchLabelKeysAndMismatchLabelKeys */
function addKeys(term: Field<KeyedSelector>, labels: Labels): void {
  if (term.value?.labelSelector === undefined) return;
  addExpressions(term, 'matchLabelKeys', labels);
  addExpressions(term, 'mismatchLabelKeys', labels);
}

/** @mirrors pod.applyLabelKeysToLabelSelector */
function addExpressions(
  term: Field<KeyedSelector>,
  name: 'matchLabelKeys' | 'mismatchLabelKeys',
  labels: Labels,
): void {
  const selector = term.value?.labelSelector as LabelSelector;
  for (const key of term.get(name).items()) {
    const value = labels?.get(key.value ?? '');
    if (value === undefined) continue;
    const operator = name === 'matchLabelKeys' ? 'In' : 'NotIn';
    selector.matchExpressions ??= [];
    const index = selector.matchExpressions.push({ key: key.value, operator, values: [value] }) - 1;
    term.manifest.derive(term.get('labelSelector').get('matchExpressions').item(index) as Field, key as Field);
  }
}
