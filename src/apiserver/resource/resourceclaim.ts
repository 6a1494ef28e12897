import type { Field } from '../../model/field.ts';
import type { DeviceClaim, ResourceClaimTemplate, ResourceV1ResourceClaim } from '../../schema/types.gen.ts';
import { validateTemplateObjectMeta } from '../core/persistentvolumeclaim/template.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { dropDisabledClaimFields, setDeviceClaimDefaults, validateDeviceClaim } from './deviceclaim.ts';
import { hasExpressions } from './selectors.ts';

/** @mirrors resource/validation.ValidateResourceClaim */
function validateClaim(claim: Field<ResourceV1ResourceClaim>, errors: Errors, env: Env): void {
  validateObjectMeta(claim.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateDeviceClaim(claim.get('spec').get('devices'), errors, env);
}

/**
 * @mirrors resource/validation.ValidateResourceClaimTemplate
 * @mirrors resource/validation.validateResourceClaimTemplateSpec
 */
function validateTemplate(template: Field<ResourceClaimTemplate>, errors: Errors, env: Env): void {
  validateObjectMeta(template.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const spec = template.get('spec');
  validateTemplateObjectMeta(spec.get('metadata'), errors);
  validateDeviceClaim(spec.get('spec').get('devices'), errors, env);
}

function isComplete(claim: DeviceClaim | undefined): boolean {
  return (
    claim?.requests?.some(({ exactly, firstAvailable = [] }) =>
      [exactly, ...firstAvailable].some((request) => hasExpressions(request?.selectors)),
    ) !== true
  );
}

/** How ResourceClaims are created; whether the namespace grants administrators' access is the cluster's matter. */
export const resourceClaimStrategy: Strategy<ResourceV1ResourceClaim> = {
  namespaced: true,
  defaults: (claim) => setDeviceClaimDefaults(claim.get('spec').get('devices')),
  prepare({ value }, env) {
    if (value === undefined) return;
    value.status = undefined;
    dropDisabledClaimFields(value.spec?.devices, env);
  },
  validate: validateClaim,
  warn() {},
  isComplete: ({ value }) => isComplete(value?.spec?.devices),
};

/** How ResourceClaimTemplates are created. */
export const resourceClaimTemplateStrategy: Strategy<ResourceClaimTemplate> = {
  namespaced: true,
  defaults: (template) => setDeviceClaimDefaults(template.get('spec').get('spec').get('devices')),
  prepare: ({ value }, env) => dropDisabledClaimFields(value?.spec?.spec?.devices, env),
  validate: validateTemplate,
  warn() {},
  isComplete: ({ value }) => isComplete(value?.spec?.spec?.devices),
};
