import type { Field } from '../../model/field.ts';
import type { MutatingAdmissionPolicy, MutatingAdmissionPolicySpec, Mutation } from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { requireExpression, validateMatchConditions, validateParamKind, validateVariable } from './conditions.ts';
import { setMatchResourcesDefaults, validateMatchConstraints, validateMutatingOperations } from './matchresources.ts';
import { validateStaticSuffix, warnOfStaticSuffix } from './staticsuffix.ts';
import { FAILURE_POLICIES, REINVOCATION_POLICIES, validateEnum } from './webhooks.ts';

/** @mirrors admissionregistration/v1.SetDefaults_MutatingAdmissionPolicySpec */
function setDefaults(policy: Field<MutatingAdmissionPolicy>): void {
  setDefault(policy, 'spec', {});
  const spec = policy.get('spec');
  setDefault(spec, 'failurePolicy', 'Fail');
  setMatchResourcesDefaults(spec.get('matchConstraints'));
}

/** @mirrors admissionregistration/validation.ValidateMutatingAdmissionPolicy */
function validate(policy: Field<MutatingAdmissionPolicy>, errors: Errors, env: Env): void {
  const meta = policy.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, anyFinalizers: true, name: nameIsDNSSubdomain });
  validateSpec(policy.get('spec'), errors);
  validateStaticSuffix(meta, errors, env);
}

/** @mirrors admissionregistration/validation.validateMutatingAdmissionPolicySpec (partly: expressions are not compiled) */
function validateSpec(spec: Field<MutatingAdmissionPolicySpec>, errors: Errors): void {
  const { mutations = [], paramKind, reinvocationPolicy = '' } = spec.value ?? {};
  validateEnum(spec.get('failurePolicy'), FAILURE_POLICIES, errors);
  if (paramKind !== undefined) validateParamKind(spec.get('paramKind'), errors);
  validateMatchConstraints(spec.get('matchConstraints'), errors);
  validateMutatingOperations(spec.get('matchConstraints'), errors);
  validateMatchConditions(spec.get('matchConditions'), errors);
  for (const variable of spec.get('variables').items()) validateVariable(variable, errors);
  if (mutations.length === 0) errors.required(spec.get('mutations'), 'needs at least one mutation');
  for (const mutation of spec.get('mutations').items()) validateMutation(mutation, errors);
  const reinvocation = spec.get('reinvocationPolicy');
  if (reinvocationPolicy === '') errors.required(reinvocation, 'is required: Never or IfNeeded');
  else validateEnum(reinvocation, REINVOCATION_POLICIES, errors);
}

const PATCHES: ReadonlyMap<string, 'applyConfiguration' | 'jsonPatch'> = new Map([
  ['ApplyConfiguration', 'applyConfiguration'],
  ['JSONPatch', 'jsonPatch'],
]);

/**
 * @mirrors admissionregistration/validation.validateMutation
 * @mirrors admissionregistration/validation.validateJSONPatch (partly: the expression is not compiled)
 * @mirrors admissionregistration/validation.validateApplyConfiguration (partly: the expression is not compiled)
 */
function validateMutation(mutation: Field<Mutation>, errors: Errors): void {
  const type = mutation.get('patchType');
  const name = PATCHES.get(type.value ?? '');
  if (!type.value) errors.required(type, 'is required: ApplyConfiguration or JSONPatch');
  else if (name === undefined) errors.notSupported(type, [...PATCHES.keys()]);
  if (name === undefined) return;
  const patch = mutation.get(name);
  if (patch.value === undefined) errors.required(patch, `is required beside \`patchType: ${type.value}\``);
  else requireExpression(patch.get('expression'), errors);
  const other = mutation.get(name === 'jsonPatch' ? 'applyConfiguration' : 'jsonPatch');
  if (other.value !== undefined) errors.invalid(other.atKey(), `must not be set beside \`patchType: ${type.value}\``);
}

/** How MutatingAdmissionPolicies are created. */
export const mutatingAdmissionPolicyStrategy: Strategy<MutatingAdmissionPolicy> = {
  namespaced: false,
  defaults: setDefaults,
  prepare(policy) {
    const { metadata } = policy.value ?? {};
    if (metadata !== undefined) metadata.generation = 1;
  },
  validate,
  warn: (policy, env) => warnOfStaticSuffix(policy.get('metadata'), env),
  // Its expressions are not compiled; a policy without any is refused.
  isComplete: () => false,
};
