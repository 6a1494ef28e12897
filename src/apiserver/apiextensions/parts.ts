import type { Field } from '../../model/field.ts';
import type {
  CustomResourceColumnDefinition,
  CustomResourceSubresources,
  JSONSchemaProps,
  SelectableField,
} from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, unprintable } from '../formats.ts';
import { fieldAtPath } from './fieldpath.ts';
import { canBeStructural } from './structural.ts';

const COLUMN_TYPES: readonly string[] = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS: readonly string[] = [
  'byte',
  'date',
  'date-time',
  'double',
  'float',
  'int32',
  'int64',
  'password',
];

/** @mirrors apiextensions/validation.ValidateCustomResourceColumnDefinition */
export function validateColumn(column: Field<CustomResourceColumnDefinition>, errors: Errors): void {
  const { name = '', type = '', format = '', jsonPath = '' } = column.value ?? {};
  const path = column.get('jsonPath').shownAs('JSONPath');
  if (name === '') errors.required(column.get('name'));
  if (type === '') errors.required(column.get('type'), `is required: ${COLUMN_TYPES.join(', ')}`);
  else if (!COLUMN_TYPES.includes(type))
    errors.invalid(column.get('type'), `${quote(type)} is not allowed here; allowed: ${COLUMN_TYPES.join(', ')}`);
  if (format !== '' && !COLUMN_FORMATS.includes(format)) {
    errors.invalid(column.get('format'), `${quote(format)} is not allowed here; allowed: ${COLUMN_FORMATS.join(', ')}`);
  }
  if (jsonPath === '') errors.required(path);
  else if (!jsonPath.startsWith('.')) errors.invalid(path, `${quote(jsonPath)} must begin with a dot`);
}

/** @mirrors apiextensions/validation.ValidateCustomResourceDefinitionSubresources */
export function validateSubresources(subresources: Field<CustomResourceSubresources>, errors: Errors): void {
  const scale = subresources.get('scale');
  if (scale.value === undefined) return;
  validateReplicasPath(scale.get('specReplicasPath'), ['.spec.'], errors);
  validateReplicasPath(scale.get('statusReplicasPath'), ['.status.'], errors);
  if ((scale.value.labelSelectorPath ?? '') !== '')
    validateReplicasPath(scale.get('labelSelectorPath'), ['.spec.', '.status.'], errors);
}

/** @mirrors apiextensions/validation.validateSimpleJSONPath */
function validateReplicasPath(at: Field<string>, under: readonly string[], errors: Errors): void {
  const path = at.value ?? '';
  if (path === '') errors.required(at);
  else if (!path.startsWith('.')) errors.invalid(at, `${quote(path)} must begin with a dot`);
  else if (!under.some((start) => path.startsWith(start)))
    errors.invalid(at, `${quote(path)} must begin with ${under.map((start) => `\`${start}\``).join(' or ')}`);
}

const MOST_SELECTABLE = 8;
const SELECTABLE_TYPES: readonly string[] = ['string', 'boolean', 'integer'];

/** @mirrors apiextensions/validation.ValidateCustomResourceSelectableFields */
export function validateSelectableFields(
  fields: Field<SelectableField[]>,
  schema: JSONSchemaProps,
  errors: Errors,
): void {
  const hasFields = canBeStructural(schema);
  if (!hasFields) {
    errors.invalid(
      fields.shownAsPath(`${fields.path.slice(0, fields.path.lastIndexOf('.'))}.schema.openAPIV3Schema`),
      'no field can be looked for: the schema uses keywords that are not supported',
    );
  }
  const seen = new Set<string>();
  for (const field of fields.items()) {
    const at = field.get('jsonPath');
    const path = at.value ?? '';
    if (path === '') {
      errors.required(at);
      continue;
    }
    if (!hasFields && path.startsWith('.')) return; // upstream panics
    const end = fieldAtPath(path, schema, { brackets: false });
    if (typeof end === 'string') {
      errors.invalid(at, `${quote(path)} leads to no field: ${end}`);
      continue;
    }
    if (end.first === 'metadata') errors.invalid(at, 'fields of metadata can not be selected here');
    if (!SELECTABLE_TYPES.includes(end.schema?.type ?? ''))
      errors.invalid(at, `${quote(path)} must lead to a string, a boolean or an integer`);
    if (seen.has(end.path)) errors.duplicate(at);
    seen.add(end.path);
  }
  if (seen.size > MOST_SELECTABLE) errors.tooMany(fields, seen.size, MOST_SELECTABLE);
}

/** @mirrors apiextensions/validation.validateDeprecationWarning */
export function validateDeprecationWarning(warning: Field<string>, deprecated: boolean, errors: Errors): void {
  const text = warning.value;
  if (text === undefined) return;
  if (!deprecated) {
    errors.invalid(warning, 'may be set only where `deprecated: true` is');
    return;
  }
  if (byteLength(text) > 256) errors.invalid(warning, `has ${byteLength(text)} bytes; it may have at most 256`);
  if (text === '') errors.invalid(warning, 'must not be empty');
  if (unprintable(text) !== undefined) errors.invalid(warning, 'must hold printable characters only');
}
