import { badPattern } from '../custom/pattern.ts';
import type { JSONSchemaProps } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { type SchemaField, childOf, eachAlternative, eachProperty, schemaIn } from './visit.ts';

interface Tools {
  readonly errors: Errors;
  readonly env: Env;
}

/** Where a schema stands: what may be left out differs. */
type Level = 'root' | 'item' | 'field';

/**
 * Whether a schema is structural: it tells the type of every value once, and what else it demands in `allOf` and the like says nothing new of the shape.
 * @mirrors schema.ValidateStructural
 */
export function validateStructural(at: SchemaField, errors: Errors, env: Env): void {
  validateStructuralInvariants(at, 'root', { errors, env });
  validateCompleteness(at, at, errors);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** @mirrors schema.validateStructuralInvariants */
function validateStructuralInvariants(at: SchemaField, level: Level, tools: Tools): void {
  const { errors } = tools;
  const schema = at.value as JSONSchemaProps;
  const { type = '', items, additionalProperties } = schema;
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  if (type === 'array' && (items === undefined || isEmptyList(items)))
    errors.required(at.get('items'), '`items` is required: it says what the list holds');
  const item = childOf(at, 'items');
  if (item !== undefined) validateStructuralInvariants(item, 'item', tools);
  eachProperty(at, (property) => validateStructuralInvariants(property, 'field', tools));
  if (additionalProperties !== undefined) {
    if (level === 'root') errors.forbidden(at.get('additionalProperties'), 'must not be used at the root');
    if (isEmbedded)
      errors.forbidden(at.get('additionalProperties'), 'must not be used beside x-kubernetes-embedded-resource');
    const additional = childOf(at, 'additionalProperties');
    if (additional !== undefined) validateStructuralInvariants(additional, 'field', tools);
  }
  validateExtensions(at, errors);
  const { anyOf, allOf } = schema;
  const hasPlain = anyOf === undefined && allOf === undefined;
  const skips = hasPlain
    ? NO_SKIPS
    : { anyOf: isIntOrString(anyOf, tools), firstAllOf: isIntOrString(allOf?.[0]?.anyOf, tools) };
  validateValueValidation(at, skips, tools);
  validateType(at, level, errors);
  if (level === 'root' || isEmbedded) validateTypeMeta(at, errors);
  const metadata = schema.properties?.get('metadata');
  if (metadata !== undefined)
    validateMetadata(
      at.get('properties').key('metadata') as SchemaField,
      { isMeta: level === 'root' || isEmbedded, level },
      tools,
    );
  if (isEmbedded && schema['x-kubernetes-preserve-unknown-fields'] !== true && (schema.properties?.size ?? 0) === 0) {
    errors.required(
      at.get('properties'),
      'an embedded object needs `properties`, or x-kubernetes-preserve-unknown-fields',
    );
  }
}

function validateType(at: SchemaField, level: Level, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  const { type = '' } = schema;
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (schema['x-kubernetes-embedded-resource'] === true && type !== 'object') {
    if (type === '') errors.required(at.get('type'), 'an embedded object needs `type: object`');
    else errors.invalid(at.get('type'), `${quote(type)} must be \`object\`: this is an embedded object`);
  } else if (type === '' && !isFree)
    errors.required(
      at.get('type'),
      '`type` is required, unless x-kubernetes-int-or-string or x-kubernetes-preserve-unknown-fields is set',
    );
  if (level === 'root' && type !== '' && type !== 'object')
    errors.invalid(at.get('type'), `${quote(type)} must be \`object\` at the root`);
}

/** @mirrors schema.validateExtensions */
function validateExtensions(at: SchemaField, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  if (schema['x-kubernetes-int-or-string'] !== true) return;
  for (const name of ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'] as const) {
    if (schema[name] === true) errors.invalid(at.get(name), 'must not be set beside x-kubernetes-int-or-string');
  }
}

/** apiVersion and kind of an object are strings, whatever a schema says of them. */
function validateTypeMeta(at: SchemaField, errors: Errors): void {
  const { properties } = at.value as JSONSchemaProps;
  for (const name of ['kind', 'apiVersion']) {
    const property = properties?.get(name);
    if (property !== undefined && property.type !== 'string') {
      errors.invalid(
        (at.get('properties').key(name) as SchemaField).get('type'),
        `${quote(property.type ?? '')} must be \`string\``,
      );
    }
  }
}

const NAMES: readonly string[] = ['name', 'generateName'];

/** @mirrors schema.validateStructuralMetadataInvariants */
function validateMetadata(
  at: SchemaField,
  { isMeta, level }: { isMeta: boolean; level: Level },
  { errors, env }: Tools,
): void {
  const schema = at.value as JSONSchemaProps;
  if (isMeta && schema.type !== 'object')
    errors.invalid(at.get('type'), `${quote(schema.type ?? '')} must be \`object\``);
  if (level !== 'root') return;
  const names = [...(schema.properties?.keys() ?? [])];
  const says = Object.entries(schema).some(
    ([keyword, value]) =>
      keyword !== 'type' && keyword !== 'default' && keyword !== 'properties' && isThere(keyword, value, env),
  );
  if (says || schema.additionalProperties !== undefined || names.some((name) => !NAMES.includes(name))) {
    errors.forbidden(at, 'may only restrict `name` and `generateName`: what else metadata holds is known');
  }
}

function isSaid(value: unknown): boolean {
  if (value instanceof Map) return value.size > 0;
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== false;
}

/** Keywords that are there even if they are empty. */
const THERE: ReadonlySet<string> = new Set([
  'required',
  'properties',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
]);

function isThere(keyword: string, value: unknown, { gates }: Env): boolean {
  if ((keyword === 'example' || keyword === 'externalDocs') && !gates.ExamplesInSchemas) return false;
  if (keyword === 'additionalProperties' && value === false) return !gates.NestedAdditionalProperties;
  return isSaid(value) || (value !== undefined && THERE.has(keyword));
}

/** `anyOf: [{type: integer}, {type: string}]`, which is allowed for the sake of x-kubernetes-int-or-string. */
function isIntOrString(anyOf: readonly JSONSchemaProps[] | undefined, { env }: Tools): boolean {
  if (anyOf?.length !== 2) return false;
  return anyOf.every(
    (one, i) =>
      one.type === (i === 0 ? 'integer' : 'string') &&
      Object.entries(one).every(([name, value]) => name === 'type' || !isThere(name, value, env)),
  );
}

interface Skips {
  readonly anyOf: boolean;
  readonly firstAllOf: boolean;
}

const NO_SKIPS: Skips = { anyOf: false, firstAllOf: false };

/** @mirrors schema.validateValueValidation */
function validateValueValidation(at: SchemaField, skips: Skips, tools: Tools): void {
  const { allOf, anyOf, oneOf, not, pattern = '' } = at.value as JSONSchemaProps;
  if (anyOf !== undefined && !skips.anyOf)
    for (const part of at.get('anyOf').items()) validateNestedValueValidation(part, NO_SKIPS, tools);
  if (allOf !== undefined) {
    for (const part of at.get('allOf').items())
      validateNestedValueValidation(part, { anyOf: skips.firstAllOf && part.step === 0, firstAllOf: false }, tools);
  }
  if (oneOf !== undefined)
    for (const part of at.get('oneOf').items()) validateNestedValueValidation(part, NO_SKIPS, tools);
  if (not !== undefined) validateNestedValueValidation(at.get('not'), NO_SKIPS, tools);
  const fault = pattern === '' ? undefined : badPattern(pattern);
  if (fault !== undefined)
    tools.errors.invalid(at.get('pattern'), `${quote(pattern)} is no regular expression of RE2: ${fault}`);
}

/** Keywords that tell a shape: in alternatives they must not be repeated. */
const SHAPE = [
  'type',
  'additionalProperties',
  'default',
  'title',
  'description',
  'nullable',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-validations',
] as const;

/** @mirrors schema.validateNestedValueValidation */
function validateNestedValueValidation(at: SchemaField, skips: Skips, tools: Tools): void {
  const { errors, env } = tools;
  const schema = at.value as JSONSchemaProps;
  validateValueValidation(at, skips, tools);
  const item = childOf(at, 'items');
  if (item !== undefined) validateNestedValueValidation(item, NO_SKIPS, tools);
  eachProperty(at, (property, name) => {
    validateNestedValueValidation(property, NO_SKIPS, tools);
    if (name === 'metadata') errors.forbidden(property, 'must not be restricted here');
  });
  const said = 'must not be set here to be structural: it belongs to the schema that tells the shape';
  for (const name of SHAPE) {
    const isSet =
      name === 'additionalProperties'
        ? schema[name] !== undefined && !(schema[name] === false && env.gates.NestedAdditionalProperties)
        : isSaid(schema[name]);
    if (isSet) errors.forbidden(at.get(name), said);
  }
  for (const name of ['x-kubernetes-list-type', 'x-kubernetes-map-type'] as const)
    if (schema[name] !== undefined) errors.forbidden(at.get(name), said);
}

/**
 * What alternatives at the root speak of has to be part of the shape.
 * @mirrors schema.validateStructuralCompleteness
 * @mirrors schema.validateValueValidationCompleteness
 * @mirrors schema.validateNestedValueValidationCompleteness
 */
function validateCompleteness(values: SchemaField, shape: SchemaField, errors: Errors): void {
  const not = childOf(values, 'not');
  if (not !== undefined) validateNestedCompleteness(not, shape, errors);
  eachAlternative(values, (one) => validateNestedCompleteness(one, shape, errors));
}

function validateNestedCompleteness(values: SchemaField, shape: SchemaField, errors: Errors): void {
  const because = `is required, since \`${values.path}\` speaks of it`;
  validateCompleteness(values, shape, errors);
  const item = childOf(values, 'items');
  if (item !== undefined) {
    const shaped = childOf(shape, 'items');
    if (shaped === undefined) errors.required(shape.get('items') as SchemaField, because);
    else validateNestedCompleteness(item, shaped, errors);
  }
  eachProperty(values, (property, name) => {
    const shaped = shape.get('properties').key(name) as SchemaField;
    if (shaped.value === undefined) errors.required(shaped, because);
    else validateNestedCompleteness(property, shaped, errors);
  });
}

/**
 * Whether upstream can make a structural schema of a schema at all; what it can't is reported by others.
 * @mirrors schema.NewStructural
 */
export function canBeStructural(schema: JSONSchemaProps): boolean {
  const {
    id = '',
    $schema = '',
    $ref = '',
    patternProperties,
    dependencies,
    additionalItems,
    definitions,
    items,
  } = schema;
  if (
    id !== '' ||
    $schema !== '' ||
    $ref !== '' ||
    additionalItems !== undefined ||
    (Array.isArray(items) && items.length > 0)
  )
    return false;
  if ((patternProperties?.size ?? 0) > 0 || (dependencies?.size ?? 0) > 0 || (definitions?.size ?? 0) > 0) return false;
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) return false;
  if (schema.properties !== undefined)
    for (const one of schema.properties.values()) if (!canBeStructural(one)) return false;
  if (!canPartBe(schemaIn(items)) || !canPartBe(schemaIn(schema.additionalProperties)) || !canPartBe(schema.not))
    return false;
  const { allOf, anyOf, oneOf } = schema;
  return (
    (allOf?.every(canBeStructural) ?? true) &&
    (anyOf?.every(canBeStructural) ?? true) &&
    (oneOf?.every(canBeStructural) ?? true)
  );
}

function canPartBe(schema: JSONSchemaProps | undefined): boolean {
  return schema === undefined || canBeStructural(schema);
}
