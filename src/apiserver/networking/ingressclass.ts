import type { Field } from '../../model/field.ts';
import type { IngressClass, IngressClassParametersReference } from '../../schema/types.gen.ts';
import { startLife } from '../apps/prepare.ts';
import { validateDNS1123Label } from '../core/checks.ts';
import { validateDomainPrefixedPath } from '../core/domains.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateTypedReference } from './reference.ts';

const MOST_CONTROLLER = 250;

/** @mirrors networking/validation.ValidateIngressClass */
function validateIngressClass(ingressClass: Field<IngressClass>, errors: Errors, env: Env): void {
  validateObjectMeta(ingressClass.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const spec = ingressClass.get('spec');
  const controller = spec.get('controller');
  if (byteLength(controller.value ?? '') > MOST_CONTROLLER) errors.tooLong(controller, MOST_CONTROLLER);
  validateDomainPrefixedPath(controller, errors);
  if (spec.value?.parameters !== undefined) validateParameters(parametersOf(ingressClass), errors);
}

/** Before 1.21 these were fewer fields. */
function parametersOf(ingressClass: Field<IngressClass>): Field<IngressClassParametersReference> {
  return ingressClass.get('spec').get('parameters') as Field<IngressClassParametersReference>;
}

const SCOPES: readonly string[] = ['Cluster', 'Namespace'];

/** @mirrors networking/validation.validateIngressClassParametersReference (partly: the scope has a default) */
function validateParameters(parameters: Field<IngressClassParametersReference>, errors: Errors): void {
  validateTypedReference(parameters, errors);
  const { scope = '', namespace } = parameters.value ?? {};
  const at = parameters.get('namespace');
  if (!SCOPES.includes(scope)) errors.notSupported(parameters.get('scope'), SCOPES);
  else if (scope === 'Namespace') {
    if (namespace === undefined) errors.required(at, 'is required where the scope is Namespace');
    else validateDNS1123Label(at, errors);
  } else if (namespace !== undefined) {
    errors.given(parameters.get('scope')).forbidden(at.atKey(), 'must not be set where the scope is Cluster');
  }
}

/** How IngressClasses are created. */
export const ingressClassStrategy: Strategy<IngressClass> = {
  namespaced: false,
  /** @mirrors networking/v1.SetDefaults_IngressClass */
  defaults(ingressClass) {
    setDefault(parametersOf(ingressClass), 'scope', 'Cluster');
  },
  prepare: startLife,
  validate: validateIngressClass,
  warn() {},
};
