import type { Field } from '../../model/field.ts';
import type {
  MutatingAdmissionPolicyBinding,
  ParamRef,
  ValidatingAdmissionPolicyBinding,
  ValidatingAdmissionPolicyBindingSpec,
} from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1123Subdomain, pathSegmentName } from '../formats.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { setMatchResourcesDefaults, validateMatchResources, validateMutatingOperations } from './matchresources.ts';
import { validateStaticSuffix, warnOfStaticSuffix } from './staticsuffix.ts';

type Binding = MutatingAdmissionPolicyBinding | ValidatingAdmissionPolicyBinding;

/** What the bindings of both kinds of policy are asked; whether the author may read the parameters is the cluster's matter. */
function validateBinding(binding: Field<Binding>, errors: Errors, env: Env): void {
  const meta = binding.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, anyFinalizers: true, name: nameIsDNSSubdomain });
  const spec = binding.get('spec');
  const policy = spec.get('policyName');
  if (!policy.value) errors.required(policy);
  else validateFormat(policy, dns1123Subdomain, errors);
  validateParamRef(spec.get('paramRef'), errors);
  validateStaticSuffix(meta, errors, env);
}

const NOT_FOUND_ACTIONS: readonly string[] = ['Deny', 'Allow'];

/** @mirrors admissionregistration/validation.validateParamRef */
function validateParamRef(reference: Field<ParamRef>, errors: Errors): void {
  if (reference.value === undefined) return;
  const { name = '', selector, parameterNotFoundAction = '' } = reference.value;
  const exclusive = '`name` and `selector` exclude each other';
  if (name !== '') {
    validateFormat(reference.get('name'), pathSegmentName, errors);
    if (selector !== undefined) errors.forbidden(reference.get('name').atKey(), exclusive);
  }
  if (selector !== undefined) {
    validateLabelSelector(reference.get('selector'), errors);
    if (name !== '') errors.forbidden(reference.get('selector').atKey(), exclusive);
  }
  if (name === '' && selector === undefined) errors.required(reference, 'needs a `name` or a `selector`');
  const action = reference.get('parameterNotFoundAction');
  if (parameterNotFoundAction === '') errors.required(action, 'is required: Deny or Allow');
  else if (!NOT_FOUND_ACTIONS.includes(parameterNotFoundAction)) errors.notSupported(action, NOT_FOUND_ACTIONS);
}

const ACTIONS: readonly string[] = ['Audit', 'Deny', 'Warn'];

/** @mirrors admissionregistration/validation.validateValidationActions */
function validateValidationActions(actions: Field<string[]>, errors: Errors): void {
  const seen = new Set<string>();
  for (const action of actions.items()) {
    const name = action.value ?? '';
    if (!ACTIONS.includes(name)) errors.notSupported(action, ACTIONS);
    if (seen.has(name)) errors.duplicate(action);
    seen.add(name);
  }
  if (seen.has('Deny') && seen.has('Warn')) {
    errors.invalid(actions, 'must not hold both Deny and Warn, which would say the same twice');
  }
  if (seen.size === 0) errors.required(actions, 'needs at least one action: Deny, Warn or Audit');
}

/** @mirrors admissionregistration/validation.ValidateValidatingAdmissionPolicyBinding */
function validateValidating(binding: Field<ValidatingAdmissionPolicyBinding>, errors: Errors, env: Env): void {
  validateBinding(binding, errors, env);
  const spec: Field<ValidatingAdmissionPolicyBindingSpec> = binding.get('spec');
  const match = spec.get('matchResources');
  // Up to 1.31 upstream left a letter out.
  validateMatchResources(env.gates.MatchResourcesSpelled ? match : match.shownAs('matchResouces'), errors);
  validateValidationActions(spec.get('validationActions'), errors);
}

/** @mirrors admissionregistration/validation.ValidateMutatingAdmissionPolicyBinding */
function validateMutating(binding: Field<MutatingAdmissionPolicyBinding>, errors: Errors, env: Env): void {
  validateBinding(binding, errors, env);
  const match = binding.get('spec').get('matchResources');
  validateMatchResources(match, errors);
  validateMutatingOperations(match, errors);
}

function strategyFor<T extends Binding>(validate: Strategy<T>['validate']): Strategy<T> {
  return {
    namespaced: false,
    defaults: (binding: Field<Binding>) => setMatchResourcesDefaults(binding.get('spec').get('matchResources')),
    prepare(binding: Field<Binding>) {
      const { metadata } = binding.value ?? {};
      if (metadata !== undefined) metadata.generation = 1;
    },
    validate,
    warn: (binding: Field<Binding>, env) => warnOfStaticSuffix(binding.get('metadata'), env),
  };
}

/** How ValidatingAdmissionPolicyBindings are created. */
export const validatingAdmissionPolicyBindingStrategy: Strategy<ValidatingAdmissionPolicyBinding> =
  strategyFor(validateValidating);

/** How MutatingAdmissionPolicyBindings are created. */
export const mutatingAdmissionPolicyBindingStrategy: Strategy<MutatingAdmissionPolicyBinding> =
  strategyFor(validateMutating);
