import type { Field } from '../../model/field.ts';
import type { IPAddress, ParentReference } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1123Subdomain, pathSegmentName } from '../formats.ts';
import { ipStrict } from '../formats-ip.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

/**
 * @mirrors networking/validation.ValidateIPAddress
 * @mirrors networking/validation.ValidateIPAddressName
 */
function validate(address: Field<IPAddress>, errors: Errors, env: Env): void {
  validateObjectMeta(address.get('metadata'), errors, env, { namespaced: false, name: ipStrict });
  validateParentReference(address.get('spec').get('parentRef'), errors);
}

/** @mirrors networking/validation.validateIPAddressParentReference */
function validateParentReference(reference: Field<ParentReference>, errors: Errors): void {
  if (reference.value === undefined) {
    errors.required(reference, 'is required: the Service that has the address');
    return;
  }
  if (reference.value.group) validateFormat(reference.get('group'), dns1123Subdomain, errors);
  for (const name of ['resource', 'name'] as const) {
    const at = reference.get(name);
    if (!at.value) errors.required(at);
    else validateFormat(at, pathSegmentName, errors);
  }
  if (reference.value.namespace) validateFormat(reference.get('namespace'), pathSegmentName, errors);
}

/** How IPAddresses are created; whether an address is in use is the cluster's matter. */
export const ipAddressStrategy: Strategy<IPAddress> = {
  namespaced: false,
  defaults() {},
  prepare() {},
  validate,
  warn() {},
};
