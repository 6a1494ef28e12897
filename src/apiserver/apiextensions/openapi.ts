import type { JSONSchemaProps, ValidationRule } from '../../schema/types.gen.ts';
import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { fieldAtPath } from './fieldpath.ts';
import { validateListType } from './listtype.ts';
import { canBeStructural } from './structural.ts';
import { type SchemaField, childOf, eachAlternative, eachProperty } from './visit.ts';
import { trimEnd } from '../../model/trim.ts';

/** What holds for a schema because of where it stands. */
interface Place {
  readonly isRoot: boolean;
  /** Why there may be no defaults; undefined: there may be. */
  readonly noDefaults: string | undefined;
  /** In the metadata, apiVersion or kind of an object. */
  readonly inMeta: boolean;
}

const META: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/**
 * What the API server takes of OpenAPI in the schema of a custom kind.
 * @mirrors apiextensions/validation.ValidateCustomResourceDefinitionOpenAPISchema (partly: CEL rules are not compiled)
 */
export function validateOpenAPISchema(at: SchemaField, errors: Errors): void {
  validateSchema(at, { isRoot: true, noDefaults: undefined, inMeta: false }, errors);
}

function validateSchema(at: SchemaField, place: Place, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  const { definitions, dependencies, items } = schema;
  const isObject = place.isRoot || schema['x-kubernetes-embedded-resource'] === true;
  validateKeywords(at, place, errors);
  if (schema.uniqueItems === true)
    errors.forbidden(
      at.get('uniqueItems'),
      'must not be set: comparing all items takes too long; use x-kubernetes-list-type: set',
    );
  if (schema.additionalProperties !== undefined) validateAdditional(at, place, errors);
  const inside = place.isRoot ? { ...place, isRoot: false } : place;
  eachProperty(at, (property, name) => {
    const isMeta = isObject && META.has(name);
    const noDefaults = isMeta && place.isRoot ? `in the ${name} of an object` : place.noDefaults;
    validateSchema(property, isMeta ? { isRoot: false, noDefaults, inMeta: true } : inside, errors);
  });
  eachAlternative(at, (one) => validateSchema(one, inside, errors));
  if (schema.not !== undefined) validateSchema(at.get('not'), inside, errors);
  if (Array.isArray(items))
    for (const one of (at.get('items') as unknown as Field<JSONSchemaProps[]>).items())
      validateSchema(one, inside, errors);
  else if (items !== undefined) validateSchema(at.get('items') as SchemaField, inside, errors);
  for (const name of definitions?.keys() ?? [])
    validateSchema(at.get('definitions').key(name) as SchemaField, inside, errors);
  for (const [name, one] of dependencies ?? []) {
    if (!Array.isArray(one)) validateSchema(at.get('dependencies').key(name) as SchemaField, inside, errors);
  }
  validateExtensions(at, errors);
  const rules = schema['x-kubernetes-validations'];
  if (rules !== undefined)
    for (const rule of at.get('x-kubernetes-validations').items()) validateRule(rule, schema, errors);
}

function validateAdditional(at: SchemaField, place: Place, errors: Errors): void {
  const { additionalProperties, properties } = at.value as JSONSchemaProps;
  if ((properties?.size ?? 0) > 0 && additionalProperties !== true)
    errors.forbidden(at.get('additionalProperties'), 'excludes `properties`: an object has fields or is a map');
  const additional = childOf(at, 'additionalProperties');
  const noDefaults = place.inMeta ? 'in additionalProperties of metadata' : place.noDefaults;
  if (additional !== undefined) validateSchema(additional, { ...place, isRoot: false, noDefaults }, errors);
}

const TYPES: readonly string[] = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const UNSUPPORTED = ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref'] as const;

/** @mirrors apiextensions/validation.specStandardValidatorV3.validate */
function validateKeywords(at: SchemaField, { noDefaults, inMeta }: Place, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  const { type = '' } = schema;
  if (type !== '' && !TYPES.includes(type)) errors.notSupported(at.get('type'), TYPES);
  if (schema.default !== undefined && noDefaults !== undefined)
    errors.forbidden(at.get('default').atKey(), `there are no defaults ${noDefaults}`);
  if (usesUnsupported(schema)) forbidUnsupported(at, errors);
  if (type === 'null') errors.forbidden(at.get('type'), 'there is no type null; use `nullable: true`');
  if (Array.isArray(schema.items) && schema.items.length > 0)
    errors.forbidden(at.get('items'), 'must be one schema, not a list of them');
  if (inMeta && schema['x-kubernetes-embedded-resource'] === true)
    errors.forbidden(at.get('x-kubernetes-embedded-resource'), 'must not be used in metadata');
}

function usesUnsupported({
  id,
  additionalItems,
  patternProperties,
  definitions,
  dependencies,
  $ref,
}: JSONSchemaProps): boolean {
  return (id ?? additionalItems ?? patternProperties ?? definitions ?? dependencies ?? $ref) !== undefined;
}

function forbidUnsupported(at: SchemaField, errors: Errors): void {
  for (const keyword of UNSUPPORTED) {
    const value = at.value?.[keyword];
    const isSet =
      value instanceof Map
        ? value.size > 0 || keyword === 'dependencies'
        : value !== undefined && (value !== '' || keyword === '$ref');
    if (isSet) errors.forbidden(at.get(keyword).atKey(), `\`${keyword}\` is not supported`);
  }
}

function validateExtensions(at: SchemaField, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  const { type = '' } = schema;
  if (schema['x-kubernetes-preserve-unknown-fields'] === false)
    errors.invalid(at.get('x-kubernetes-preserve-unknown-fields'), 'must be true or left out');
  const mapType = schema['x-kubernetes-map-type'];
  if (mapType !== undefined) {
    if (type === '') errors.required(at.get('type'), '`type: object` is required beside x-kubernetes-map-type');
    else if (type !== 'object')
      errors.invalid(at.get('type'), `${quote(type)} must be \`object\` beside x-kubernetes-map-type`);
    if (mapType !== 'atomic' && mapType !== 'granular')
      errors.notSupported(at.get('x-kubernetes-map-type'), ['atomic', 'granular']);
  }
  validateListType(at, errors);
}

const REASONS: readonly string[] = [
  'FieldValueDuplicate',
  'FieldValueForbidden',
  'FieldValueInvalid',
  'FieldValueRequired',
];

/** What can be said of a CEL rule without reading it. */
function validateRule(at: Field<ValidationRule>, schema: JSONSchemaProps, errors: Errors): void {
  const { rule = '', message = '', messageExpression = '', reason, fieldPath = '' } = at.value ?? {};
  if (isBlank(rule)) errors.required(at.get('rule'), 'a rule is required');
  else if (message !== '' && isBlank(message)) errors.invalid(at.get('message'), 'must not be blank');
  else if (hasBreak(trim(message))) errors.invalid(at.get('message'), 'must be one line');
  else if (hasBreak(trim(rule)) && isBlank(message))
    errors.required(at.get('message'), 'a rule of several lines needs a message');
  if (messageExpression !== '' && isBlank(messageExpression))
    errors.required(at.get('messageExpression'), 'must not be blank');
  if (reason !== undefined && !REASONS.includes(reason)) errors.notSupported(at.get('reason'), REASONS);
  if (fieldPath === '') return;
  if (isBlank(fieldPath)) errors.invalid(at.get('fieldPath'), 'must not be blank');
  if (hasBreak(fieldPath)) errors.invalid(at.get('fieldPath'), 'must be one line');
  if (canBeStructural(schema) && typeof fieldAtPath(fieldPath, schema, { brackets: true }) === 'string') {
    errors.invalid(at.get('fieldPath'), `${quote(fieldPath)} leads to no field of this schema`);
  }
}

/** Go's idea of blanks. */
function trim(text: string): string {
  return trimEnd(
    text.replace(/^[\s\u0085]+/, ''),
    '\u0085\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
  );
}

function isBlank(text: string): boolean {
  return trim(text) === '';
}

function hasBreak(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}
