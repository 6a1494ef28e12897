import type { Field } from '../../model/field.ts';
import type { CustomResourceValidation, JSONSchemaProps } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { Errors, quote } from '../errors.ts';
import { validateDefaults } from './defaults.ts';
import { validateOpenAPISchema } from './openapi.ts';
import { canBeStructural, validateStructural } from './structural.ts';
import type { SchemaField } from './visit.ts';

/**
 * The schema of a version, or that of all of them.
 * @mirrors apiextensions/validation.validateCustomResourceDefinitionValidation (partly: the cost of CEL rules is not estimated)
 */
export function validateSchemaOf(
  validation: Field<CustomResourceValidation>,
  hasStatus: boolean,
  { errors, env }: { errors: Errors; env: Env },
): void {
  const at = validation.get('openAPIV3Schema') as SchemaField;
  const schema = at.value;
  if (schema === undefined) return;
  const before = errors.count;
  if (hasStatus) validateRootForStatus(at, errors);
  if (schema.nullable === true) errors.forbidden(at.get('nullable'), 'an object can not be null');
  const isConvertible = canBeStructural(schema);
  if (isConvertible) {
    const structural = errors.count;
    validateStructural(at, errors, env);
    if (errors.count === structural) validateDefaults(at, errors, env);
  }
  validateOpenAPISchema(at, errors);
  if (!isConvertible && errors.count === before)
    errors.invalid(at, 'can not be made a structural schema: it uses a keyword that is not supported (`$schema`)');
}

/** In the order in which upstream meets them: it reports one. */
const NOT_AT_ROOT = [
  'id',
  '$schema',
  '$ref',
  'type',
  'nullable',
  'default',
  'enum',
  'maxProperties',
  'minProperties',
  'allOf',
  'oneOf',
  'anyOf',
  'not',
  'additionalProperties',
  'patternProperties',
  'dependencies',
  'additionalItems',
  'definitions',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
] as const;

/** Keywords that say something even if they are false or empty. */
const POINTERS: ReadonlySet<string> = new Set([
  '$ref',
  'additionalProperties',
  'additionalItems',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
]);

/** Of the root only what it says of its properties counts for the status subresource. */
function validateRootForStatus(at: SchemaField, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  for (const keyword of NOT_AT_ROOT) {
    const value = schema[keyword];
    if (value === undefined || ((value === '' || value === false) && !POINTERS.has(keyword))) continue;
    if (keyword === 'type') {
      if (value === 'object') continue;
      errors.invalid(
        at.get('type'),
        `${quote(value)} must be \`object\` at the root, since there is a status subresource`,
      );
    } else
      errors.invalid(
        at.get(keyword).shownAsPath(at.path).atKey(),
        `\`${keyword}\` must not be used at the root, since there is a status subresource`,
      );
    return;
  }
}
