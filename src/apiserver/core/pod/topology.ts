import type { Field } from '../../../model/field.ts';
import type { TopologySpreadConstraint } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { validateLabelName } from '../../meta/labels.ts';
import { validateLabelSelector } from '../../meta/labelselector.ts';
import { requireFields, validatePositiveField } from '../checks.ts';
import { validateMatchLabelKeysAndMismatchLabelKeys } from './affinity.ts';

const ACTIONS: readonly string[] = ['DoNotSchedule', 'ScheduleAnyway'];
const NODE_POLICIES: readonly string[] = ['Honor', 'Ignore'];

/**
 * @mirrors core/validation.validateTopologySpreadConstraints
 * @mirrors core/validation.ValidateTopologyKey
 * @mirrors core/validation.ValidateWhenUnsatisfiable
 */
export function validateTopologySpreadConstraints(
  constraints: Field<TopologySpreadConstraint[]>,
  errors: Errors,
  env: Env,
): void {
  for (const constraint of constraints.items()) {
    const { whenUnsatisfiable = '' } = constraint.value ?? {};
    validatePositiveField(constraint.get('maxSkew'), errors);
    requireFields(constraint, ['topologyKey'], errors);
    if (!ACTIONS.includes(whenUnsatisfiable)) errors.notSupported(constraint.get('whenUnsatisfiable'), ACTIONS);
    validateSpreadConstraintNotRepeat(constraint, constraints.value ?? [], errors);
    validateMinDomains(constraint, errors);
    validateNodeInclusionPolicy(constraint.get('nodeAffinityPolicy'), errors);
    validateNodeInclusionPolicy(constraint.get('nodeTaintsPolicy'), errors);
    if (env.gates.MatchLabelKeysInPodTopologySpreadSelectorMerge) {
      validateMatchLabelKeysAndMismatchLabelKeys(constraint, errors);
    } else {
      validateMatchLabelKeysInTopologySpread(constraint, errors);
    }
    validateLabelSelector(constraint.get('labelSelector'), errors);
  }
}

/**
 * One constraint for a key and what happens if it can't be held. Of two, the first one is reported.
 * @mirrors core/validation.ValidateSpreadConstraintNotRepeat
 */
function validateSpreadConstraintNotRepeat(
  constraint: Field<TopologySpreadConstraint>,
  all: readonly TopologySpreadConstraint[],
  errors: Errors,
): void {
  const { topologyKey = '', whenUnsatisfiable = '' } = constraint.value ?? {};
  for (let i = (constraint.step as number) + 1; i < all.length; i++) {
    const other = all[i] as TopologySpreadConstraint;
    if ((other.topologyKey ?? '') !== topologyKey || (other.whenUnsatisfiable ?? '') !== whenUnsatisfiable) continue;
    const at = constraint.get('topologyKey').shownAs('{topologyKey, whenUnsatisfiable}');
    errors.duplicate(at, `${quote(topologyKey)} with ${quote(whenUnsatisfiable)} is in another constraint too`);
    return;
  }
}

/** @mirrors core/validation.validateMinDomains */
function validateMinDomains(constraint: Field<TopologySpreadConstraint>, errors: Errors): void {
  const minDomains = constraint.get('minDomains');
  if (minDomains.value === undefined) return;
  validatePositiveField(minDomains, errors);
  const { whenUnsatisfiable = '' } = constraint.value ?? {};
  if (whenUnsatisfiable === 'DoNotSchedule' || constraint.get('whenUnsatisfiable').unknown) return;
  errors.invalid(
    minDomains,
    `may be set only where whenUnsatisfiable is DoNotSchedule, and it is ${quote(whenUnsatisfiable)}`,
  );
}

/** @mirrors core/validation.validateNodeInclusionPolicy */
function validateNodeInclusionPolicy(policy: Field<string>, errors: Errors): void {
  if (policy.value !== undefined && !NODE_POLICIES.includes(policy.value)) errors.notSupported(policy, NODE_POLICIES);
}

/** @mirrors core/validation.ValidateMatchLabelKeysInTopologySpread */
function validateMatchLabelKeysInTopologySpread(constraint: Field<TopologySpreadConstraint>, errors: Errors): void {
  const { matchLabelKeys = [], labelSelector } = constraint.value ?? {};
  if (matchLabelKeys.length === 0) return;
  const keys = constraint.get('matchLabelKeys');
  if (labelSelector === undefined && !constraint.get('labelSelector').unknown) {
    errors.forbidden(keys.atKey(), 'must not be set without a labelSelector');
  }
  const selected = new Set(labelSelector?.matchLabels?.keys());
  for (const { key = '' } of labelSelector?.matchExpressions ?? []) selected.add(key);
  for (const key of keys.items()) {
    validateLabelName(key, errors);
    if (selected.has(key.value ?? '')) errors.invalid(key, `${quote(key.value)} is in labelSelector too`);
  }
}
