import type { Field } from '../../model/field.ts';
import type {
  RollingUpdateStatefulSetStrategy,
  StatefulSetPersistentVolumeClaimRetentionPolicy,
  StatefulSetUpdateStrategy,
} from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { validateNonnegativeField } from '../meta/objectmeta.ts';
import { getIntOrPercentValue, isNotMoreThan100Percent, validatePositiveIntOrPercent } from './intorpercent.ts';

/**
 * The type of a strategy is reported at the strategy.
 * @mirrors apps/validation.ValidateStatefulSetSpec (partly: its update strategy)
 */
export function validateUpdateStrategy(strategy: Field<StatefulSetUpdateStrategy>, errors: Errors): void {
  const type = strategy.get('type');
  const update = strategy.get('rollingUpdate');
  if (type.value === 'RollingUpdate') {
    if (update.value !== undefined) validateRollingUpdateStatefulSet(update, errors);
  } else if (type.value !== 'OnDelete') {
    const message = `${quote(type.value)} must be RollingUpdate or OnDelete`;
    errors.invalid(type.shownAsPath(strategy.path), message, 'unknown-value');
  } else if (update.value !== undefined) {
    errors.invalid(update.atKey(), 'must not be set beside type OnDelete', 'recreate-with-rolling-update');
  }
}

/** @mirrors apps/validation.validateRollingUpdateStatefulSet */
function validateRollingUpdateStatefulSet(update: Field<RollingUpdateStatefulSetStrategy>, errors: Errors): void {
  validateNonnegativeField(update.get('partition'), errors);
  const maxUnavailable = update.get('maxUnavailable');
  if (maxUnavailable.value === undefined) return;
  validatePositiveIntOrPercent(maxUnavailable, errors);
  if (getIntOrPercentValue(maxUnavailable.value) === 0) {
    errors.invalid(maxUnavailable, 'must not be 0: no Pod could ever be replaced', 'stuck-rollout');
  }
  isNotMoreThan100Percent(maxUnavailable, errors);
}

const RETENTION: readonly string[] = ['Retain', 'Delete'];

/**
 * @mirrors apps/validation.ValidatePersistentVolumeClaimRetentionPolicy
 * @mirrors apps/validation.ValidatePersistentVolumeClaimRetentionPolicyType
 */
export function validatePersistentVolumeClaimRetentionPolicy(
  policy: Field<StatefulSetPersistentVolumeClaimRetentionPolicy>,
  errors: Errors,
): void {
  if (policy.value === undefined) return;
  for (const name of ['whenDeleted', 'whenScaled'] as const) {
    const at = policy.get(name);
    if (!RETENTION.includes(at.value ?? '')) errors.notSupported(at, RETENTION);
  }
}
