import type { Field } from '../../../model/field.ts';
import type { ResourceQuota, ResourceQuotaSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import { parseResource } from '../../../model/quantity.ts';
import { dropStatus } from '../../prepare.ts';
import type { Strategy } from '../../strategy.ts';
import { isStandardQuotaResourceName } from '../pod/resourcenames.ts';
import { type ResourceList, validateResourceName, validateResourceQuantityValue } from '../pod/resources.ts';
import { validateResourceQuotaScopes, validateScopedResourceSelectorRequirement } from './scopes.ts';

/** @mirrors core/validation.ValidateResourceQuota */
function validateResourceQuota(quota: Field<ResourceQuota>, errors: Errors, env: Env): void {
  validateObjectMeta(quota.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateResourceQuotaSpec(quota.get('spec'), errors, env);
}

/** @mirrors core/validation.ValidateResourceQuotaSpec */
function validateResourceQuotaSpec(spec: Field<ResourceQuotaSpec>, errors: Errors, env: Env): void {
  for (const [name, amount] of (spec.get('hard') as Field<ResourceList>).entries()) {
    validateResourceQuotaResourceName(name, amount, errors);
    validateResourceQuantityValue(amount, name, errors);
  }
  validateResourceQuotaScopes(spec, errors, env);
  if (spec.value?.scopeSelector !== undefined) validateScopedResourceSelectorRequirement(spec, errors, env);
}

/** @mirrors core/validation.ValidateResourceQuotaResourceName */
function validateResourceQuotaResourceName(name: string, amount: Field<string>, errors: Errors): void {
  if (!validateResourceName(name, amount.atKey(), errors)) return;
  if (name.includes('/') || isStandardQuotaResourceName(name)) return;
  errors.invalid(
    amount.atKey(),
    `${quote(name)} can't be limited by a quota; for storage there is \`requests.storage\``,
  );
}

/** Resources of which requests and limits are looked at, and those of them whose request has no prefix. */
const WITH_BOTH = ['cpu', 'memory', 'storage', 'ephemeral-storage'];
const BARE = ['cpu', 'memory'];

/** @mirrors resourcequota.WarningsOnCreate */
function warn(quota: Field<ResourceQuota>, env: Env): void {
  const hard = quota.value?.spec?.hard;
  if (!env.gates.QuotaRequestWarnings || hard === undefined) return;
  for (const name of WITH_BOTH) {
    const prefixed = `requests.${name}`;
    const request = hard.has(prefixed) || !BARE.includes(name) ? prefixed : name;
    const limit = `limits.${name}`;
    const asked = parseResource(hard.get(request) ?? '');
    const most = parseResource(hard.get(limit) ?? '');
    if (asked === undefined || most === undefined || asked.compare(most) <= 0) continue;
    const at = quota.get('spec').get('hard').key(request);
    env.warn(at, `${quote(hard.get(request))} should be at most \`${limit}\`, ${quote(hard.get(limit))}`);
  }
}

/** How quotas are created. */
export const resourceQuotaStrategy: Strategy<ResourceQuota> = {
  namespaced: true,
  defaults() {},
  prepare: dropStatus,
  validate: validateResourceQuota,
  warn,
};
