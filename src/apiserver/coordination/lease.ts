import type { Lease } from '../../schema/types.gen.ts';
import { validateNonnegativeFields, validatePositiveField } from '../core/checks.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

const META = { namespaced: true, name: nameIsDNSSubdomain, anyFinalizers: true };

/**
 * How Leases are created.
 * @mirrors coordination/validation.ValidateLease
 * @mirrors coordination/validation.ValidateLeaseSpec (partly: its strategy hides behind a closed gate)
 */
export const leaseStrategy: Strategy<Lease> = {
  namespaced: true,
  defaults() {},
  prepare({ value }) {
    if (value?.spec === undefined) return;
    value.spec.strategy = undefined;
    value.spec.preferredHolder = undefined;
  },
  validate(lease, errors, env) {
    validateObjectMeta(lease.get('metadata'), errors, env, META);
    const spec = lease.get('spec');
    if (spec.value?.leaseDurationSeconds !== undefined) validatePositiveField(spec.get('leaseDurationSeconds'), errors);
    validateNonnegativeFields(spec, ['leaseTransitions'], errors);
  },
  warn() {},
};
