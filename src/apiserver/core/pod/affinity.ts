import type { Field } from '../../../model/field.ts';
import type {
  Affinity,
  LabelSelector,
  PodAffinity,
  PodAffinityTerm,
  WeightedPodAffinityTerm,
} from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Label } from '../../formats.ts';
import { validateLabelName } from '../../meta/labels.ts';
import { validateLabelSelector } from '../../meta/labelselector.ts';
import { validateNodeAffinity } from './affinity-node.ts';

/** @mirrors core/validation.validateAffinity */
export function validateAffinity(affinity: Field<Affinity>, errors: Errors, env: Env): void {
  const value = affinity.value;
  if (value === undefined) return;
  if (value.nodeAffinity !== undefined) validateNodeAffinity(affinity.get('nodeAffinity'), errors, env);
  if (value.podAffinity !== undefined) validatePodAffinity(affinity.get('podAffinity'), errors);
  if (value.podAntiAffinity !== undefined) validatePodAffinity(affinity.get('podAntiAffinity'), errors);
}

/**
 * @mirrors core/validation.validatePodAffinity
 * @mirrors core/validation.validatePodAntiAffinity
 * @mirrors core/validation.validatePodAffinityTerms
 * @mirrors core/validation.validateWeightedPodAffinityTerms
 */
function validatePodAffinity(affinity: Field<PodAffinity>, errors: Errors): void {
  for (const term of affinity.get('requiredDuringSchedulingIgnoredDuringExecution').items()) {
    validatePodAffinityTerm(term, errors);
  }
  for (const weighted of affinity.get('preferredDuringSchedulingIgnoredDuringExecution').items()) {
    validateWeight(weighted, errors);
    validatePodAffinityTerm(weighted.get('podAffinityTerm'), errors);
  }
}

/** How much a preference counts among others. */
export function validateWeight(weighted: Field<WeightedPodAffinityTerm>, errors: Errors): void {
  const weight = weighted.value?.weight ?? 0;
  if (weight < 1 || weight > 100) errors.invalid(weighted.get('weight'), `${weight} must be from 1 to 100`);
}

/**
 * @mirrors core/validation.validatePodAffinityTerm
 * @mirrors core/validation.ValidatePodAffinityTermSelector
 */
function validatePodAffinityTerm(term: Field<PodAffinityTerm>, errors: Errors): void {
  validateLabelSelector(term.get('labelSelector'), errors);
  validateLabelSelector(term.get('namespaceSelector'), errors);
  for (const namespace of term.get('namespaces').items()) {
    const fault = dns1123Label(namespace.value ?? '');
    if (fault === undefined) continue;
    errors.invalid(namespace.shownAsPath(`${term.path}.namespace`), `${quote(namespace.value ?? '')} ${fault}`);
  }
  validateMatchLabelKeysAndMismatchLabelKeys(term, errors);
  const key = term.get('topologyKey');
  if (!key.value) errors.required(key);
  validateLabelName(key, errors);
}

interface KeyedSelector {
  labelSelector?: LabelSelector | undefined;
  matchLabelKeys?: string[] | undefined;
  mismatchLabelKeys?: string[] | undefined;
}

/**
 * Keys whose values are taken from the Pod itself, beside the selector that they are added to.
 * @mirrors core/validation.ValidateMatchLabelKeysAndMismatchLabelKeys
 */
export function validateMatchLabelKeysAndMismatchLabelKeys(term: Field<KeyedSelector>, errors: Errors): void {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = term.value ?? {};
  if (matchLabelKeys.length === 0 && mismatchLabelKeys.length === 0) return;
  validateLabelKeys(term, 'matchLabelKeys', errors);
  validateLabelKeys(term, 'mismatchLabelKeys', errors);
  if (labelSelector !== undefined) validateKeysOnce(term, matchLabelKeys, errors);
  for (const key of term.get('matchLabelKeys').items()) {
    if (mismatchLabelKeys.includes(key.value ?? '')) {
      errors.invalid(key, `${quote(key.value)} is one of mismatchLabelKeys too`);
    }
  }
}

/**
 * In a Pod, the keys were added to the expressions before: a key that is in the selector once is that one, and a second one is the
 * user's. In a template they were not, and one is let through. The index of the key is printed behind the whole term.
 */
function validateKeysOnce(term: Field<KeyedSelector>, keys: readonly string[], errors: Errors): void {
  const selector = term.get('labelSelector');
  const seen = new Set(selector.value?.matchLabels?.keys());
  for (const expression of selector.get('matchExpressions').items()) {
    const key = expression.value?.key ?? '';
    const index = keys.lastIndexOf(key);
    if (index >= 0 && seen.has(key)) {
      const at = term.get('matchLabelKeys').item(index).shownAsPath(`${term.path}[${index}]`);
      errors.invalid(at, `${quote(key)} is one of matchLabelKeys too`);
    }
    seen.add(key);
  }
}

/** @mirrors core/validation.validateLabelKeys */
function validateLabelKeys(
  term: Field<KeyedSelector>,
  name: 'matchLabelKeys' | 'mismatchLabelKeys',
  errors: Errors,
): void {
  const keys = term.get(name);
  if (keys.value === undefined || keys.value.length === 0) return;
  if (term.value?.labelSelector === undefined) {
    if (!term.get('labelSelector').unknown) errors.forbidden(keys.atKey(), 'must not be set without a labelSelector');
    return;
  }
  for (const key of keys.items()) validateLabelName(key, errors);
}
