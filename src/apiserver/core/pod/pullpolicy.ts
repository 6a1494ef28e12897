import type { Field } from '../../../model/field.ts';
import type { Errors } from '../../errors.ts';

const POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** Whether a text is a pull policy. */
export function isPullPolicy(policy: string | undefined): boolean {
  return policy === 'IfNotPresent' || policy === 'Always' || policy === 'Never';
}

/** @mirrors core/validation.validatePullPolicy (partly: the policy has a default) */
export function validatePullPolicy(policy: Field<string>, errors: Errors): void {
  if (!isPullPolicy(policy.value)) errors.notSupported(policy, POLICIES);
}
