import type { Field } from '../../../model/field.ts';
import type { LabelSelector, NodeAffinity, NodeSelectorTerm, PodAffinity, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { quote } from '../../errors.ts';
import { labelValueFaults } from '../../formats.ts';
import { DEPRECATED_NODE_LABEL, nodeLabelDeprecation } from '../nodelabels.ts';

/** Labels of nodes that are on their way out, and selectors that select nothing. */
export function warnOfScheduling(spec: Field<PodSpec>, env: Env): void {
  const value = spec.value;
  if (value?.nodeSelector !== undefined) warnOfNodeSelector(spec.get('nodeSelector'), env);
  if (value?.affinity !== undefined) warnOfAffinity(spec, env);
  if (value?.topologySpreadConstraints === undefined) return;
  for (const constraint of spec.get('topologySpreadConstraints').items()) {
    warnOfLabel(constraint.get('topologyKey'), env);
    if (constraint.value?.labelSelector === undefined) warnOfNoSelector(constraint.get('labelSelector'), env);
  }
}

function warnOfNodeSelector(selector: Field<Map<string, string>>, env: Env): void {
  for (const key of selector.value?.keys() ?? []) {
    const message = nodeLabelDeprecation(key, env);
    if (message !== undefined) env.warn(selector.key(key).atKey(), `${quote(key)} ${message}`, DEPRECATED_NODE_LABEL);
  }
}

function warnOfAffinity(spec: Field<PodSpec>, env: Env): void {
  const affinity = spec.get('affinity');
  if (affinity.value?.nodeAffinity !== undefined) warnOfNodeAffinity(affinity.get('nodeAffinity'), env);
  if (affinity.value?.podAffinity !== undefined) warnOfPodAffinity(affinity.get('podAffinity'), env);
  if (affinity.value?.podAntiAffinity !== undefined) {
    warnOfPodAffinity(affinity.get('podAntiAffinity') as Field<PodAffinity>, env);
  }
}

function warnOfNodeAffinity(nodes: Field<NodeAffinity>, env: Env): void {
  const required = nodes.get('requiredDuringSchedulingIgnoredDuringExecution').get('nodeSelectorTerms');
  for (const term of required.items()) warnOfTerm(term, env, false);
  for (const preferred of nodes.get('preferredDuringSchedulingIgnoredDuringExecution').items()) {
    warnOfTerm(preferred.get('preference'), env, env.gates.PreferredNodeAffinityWarnings);
  }
}

function warnOfPodAffinity(pods: Field<PodAffinity>, env: Env): void {
  for (const term of pods.get('requiredDuringSchedulingIgnoredDuringExecution').items()) {
    if (term.value?.labelSelector === undefined) warnOfNoSelector(term.get('labelSelector'), env);
  }
  for (const weighted of pods.get('preferredDuringSchedulingIgnoredDuringExecution').items()) {
    const selector = weighted.get('podAffinityTerm').get('labelSelector');
    if (selector.value === undefined) warnOfNoSelector(selector, env);
  }
}

/** @mirrors node.GetWarningsForNodeSelectorTerm */
export function warnOfTerm(term: Field<NodeSelectorTerm>, env: Env, checkValues: boolean): void {
  for (const expression of term.get('matchExpressions').items()) {
    warnOfLabel(expression.get('key'), env);
    if (!checkValues) continue;
    for (const value of expression.get('values').items()) {
      for (const fault of labelValueFaults(value.value ?? '')) {
        env.warn(value, `${quote(value.value)} ${fault}: no node has such a label`);
      }
    }
  }
}

function warnOfLabel(key: Field<string>, env: Env): void {
  const message = nodeLabelDeprecation(key.value ?? '', env);
  if (message !== undefined) env.warn(key, `${quote(key.value)} ${message}`, DEPRECATED_NODE_LABEL);
}

function warnOfNoSelector(selector: Field<LabelSelector>, env: Env): void {
  env.warn(selector, 'is missing: without it no Pod is selected');
}
