import type { Field } from '../../../model/field.ts';
import type { Errors } from '../../errors.ts';

const POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** @mirrors core/validation.validatePullPolicy (partly: the policy has a default) */
export function validatePullPolicy(policy: Field<string>, errors: Errors): void {
  if (!POLICIES.includes(policy.value ?? '')) errors.notSupported(policy, POLICIES);
}
