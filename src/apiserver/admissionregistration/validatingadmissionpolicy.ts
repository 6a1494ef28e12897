import type { Field } from '../../model/field.ts';
import type {
  AuditAnnotation,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicySpec,
  Validation,
} from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, qualifiedName } from '../formats.ts';
import { trimSpace } from '../formats-ip.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { requireExpression, validateMatchConditions, validateParamKind, validateVariable } from './conditions.ts';
import { setMatchResourcesDefaults, validateMatchConstraints } from './matchresources.ts';
import { validateStaticSuffix, warnOfStaticSuffix } from './staticsuffix.ts';
import { FAILURE_POLICIES, validateEnum } from './webhooks.ts';

/** @mirrors admissionregistration/v1.SetDefaults_ValidatingAdmissionPolicySpec */
function setDefaults(policy: Field<ValidatingAdmissionPolicy>): void {
  setDefault(policy, 'spec', {});
  const spec = policy.get('spec');
  setDefault(spec, 'failurePolicy', 'Fail');
  setMatchResourcesDefaults(spec.get('matchConstraints'));
}

/** @mirrors admissionregistration/validation.ValidateValidatingAdmissionPolicy */
function validate(policy: Field<ValidatingAdmissionPolicy>, errors: Errors, env: Env): void {
  const meta = policy.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, anyFinalizers: true, name: nameIsDNSSubdomain });
  const spec = policy.get('spec');
  validateSpec(spec, errors);
  validateAuditAnnotations(spec, meta.get('name'), errors);
  validateStaticSuffix(meta, errors, env);
}

/** @mirrors admissionregistration/validation.validateValidatingAdmissionPolicySpec (partly: expressions are not compiled) */
function validateSpec(spec: Field<ValidatingAdmissionPolicySpec>, errors: Errors): void {
  const { validations = [], auditAnnotations = [], paramKind } = spec.value ?? {};
  validateEnum(spec.get('failurePolicy'), FAILURE_POLICIES, errors);
  if (paramKind !== undefined) validateParamKind(spec.get('paramKind'), errors);
  validateMatchConstraints(spec.get('matchConstraints'), errors);
  validateMatchConditions(spec.get('matchConditions'), errors);
  for (const variable of spec.get('variables').items()) validateVariable(variable, errors);
  if (validations.length === 0 && auditAnnotations.length === 0) {
    const both = errors.given(spec.get('validations'), spec.get('auditAnnotations'));
    for (const name of ['validations', 'auditAnnotations'] as const) {
      both.required(spec.get(name), 'at least one of `validations` or of `auditAnnotations` is required');
    }
  }
  for (const validation of spec.get('validations').items()) validateValidation(validation, errors);
}

const REASONS: readonly string[] = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];

/** @mirrors admissionregistration/validation.validateValidation (partly: expressions are not compiled) */
function validateValidation(validation: Field<Validation>, errors: Errors): void {
  const { message = '', messageExpression = '' } = validation.value ?? {};
  requireExpression(validation.get('expression'), errors);
  const blank = 'must not be blank: write something or leave it out';
  if (messageExpression !== '' && trimSpace(messageExpression) === '') {
    errors.invalid(validation.get('messageExpression'), blank);
  }
  const text = trimSpace(message);
  if (message !== '' && text === '') errors.invalid(validation.get('message'), blank);
  else if (/[\n\r]/.test(text)) errors.invalid(validation.get('message'), 'must be one line');
  validateEnum(validation.get('reason'), REASONS, errors);
}

const MOST_ANNOTATIONS = 20;
const LONGEST_VALUE = 5 * 1024;

function validateAuditAnnotations(
  spec: Field<ValidatingAdmissionPolicySpec>,
  name: Field<string>,
  errors: Errors,
): void {
  const annotations = spec.get('auditAnnotations');
  const count = annotations.value?.length ?? 0;
  if (count > MOST_ANNOTATIONS)
    errors.invalid(annotations, `may have at most ${MOST_ANNOTATIONS} items and has ${count}`);
  const keys = new Set<string>();
  for (const annotation of annotations.items()) {
    validateAuditAnnotation(annotation, name, errors);
    const { key = '' } = annotation.value ?? {};
    if (keys.has(key)) errors.duplicate(annotation.get('key'));
    keys.add(key);
  }
}

/**
 * The annotation's full key has the policy's name before it.
 * @mirrors admissionregistration/validation.validateAuditAnnotation (partly: the expression is not compiled)
 */
function validateAuditAnnotation(annotation: Field<AuditAnnotation>, name: Field<string>, errors: Errors): void {
  const key = annotation.get('key');
  const full = `${name.value ?? ''}/${key.value ?? ''}`;
  const fault = name.value ? qualifiedName(full) : 'needs the name of the policy before it, which has none';
  if (fault !== undefined) errors.given(name).invalid(key, `${quote(full)} ${fault}`);
  const value = annotation.get('valueExpression');
  if (requireExpression(value, errors) && byteLength(trimSpace(value.value as string)) > LONGEST_VALUE) {
    errors.required(value, `must have at most ${LONGEST_VALUE} bytes`);
  }
}

/** How ValidatingAdmissionPolicies are created. */
export const validatingAdmissionPolicyStrategy: Strategy<ValidatingAdmissionPolicy> = {
  namespaced: false,
  defaults: setDefaults,
  prepare(policy) {
    const { value } = policy;
    if (value === undefined) return;
    value.status = undefined;
    if (value.metadata !== undefined) value.metadata.generation = 1;
  },
  validate,
  warn: (policy, env) => warnOfStaticSuffix(policy.get('metadata'), env),
  // Its expressions are not compiled; a policy without any is refused.
  isComplete: () => false,
};
