import type { Field } from '../../model/field.ts';
import type { CrossVersionObjectReference } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { pathSegmentName } from '../formats.ts';

/** @mirrors autoscaling/validation.ValidateCrossVersionObjectReference */
export function validateCrossVersionObjectReference(
  reference: Field<CrossVersionObjectReference>,
  errors: Errors,
  env: Env,
  allowEmptyGroup: boolean,
): void {
  for (const name of ['kind', 'name'] as const) {
    const field = reference.get(name);
    if (!field.value) errors.required(field);
    else validateFormat(field, pathSegmentName, errors);
  }
  if (env.gates.HPAReferencesGroup) validateAPIVersion(reference, errors, allowEmptyGroup);
}

/** What is scaled most of the time. */
const IN_APPS: readonly string[] = ['Deployment', 'ReplicaSet', 'StatefulSet'];

/** @mirrors autoscaling/validation.ValidateAPIVersion */
function validateAPIVersion(
  reference: Field<CrossVersionObjectReference>,
  errors: Errors,
  allowEmptyGroup: boolean,
): void {
  const { apiVersion = '', kind = '' } = reference.value ?? {};
  const at = reference.get('apiVersion');
  const slash = apiVersion.indexOf('/');
  if (slash !== apiVersion.lastIndexOf('/')) {
    errors.invalid(at, `${quote(apiVersion)} is no \`group/version\` or \`version\``);
  } else if (slash <= 0 && !allowEmptyGroup) {
    const where = IN_APPS.includes(kind) ? `a ${kind} is in apps/v1` : 'expected `group/version`';
    errors.given(reference.get('kind')).invalid(at, `${quote(apiVersion)} names no group; ${where}`);
  }
}
