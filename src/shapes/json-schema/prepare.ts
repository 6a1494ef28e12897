/** JSON as it is parsed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** Keywords whose value holds schemas by name: what stands there are no keywords. */
const BY_NAME: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
  'dependencies',
]);
/** Keywords whose value is data. */
const DATA: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'example', 'examples']);
/** What says who a schema is: references are resolved by the files that hold them. */
const IDENTITY: ReadonlySet<string> = new Set(['$id', 'id', '$schema', '$anchor']);

/** How a reference is written once it is known what it leads to. */
export type Resolve = (reference: string) => string;

/**
 * A schema as ajv is to have it: without names of its own, references resolved, and what draft 4 writes in another way rewritten.
 */
export function prepare(schema: Json, resolve: Resolve): Json {
  if (Array.isArray(schema)) return schema.map((one: Json) => prepare(one, resolve));
  if (!isObject(schema)) return schema;
  const made: JsonObject = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (IDENTITY.has(keyword) && typeof value === 'string') continue;
    if (keyword === '$ref' && typeof value === 'string') made[keyword] = resolve(value);
    else if (DATA.has(keyword)) made[keyword] = value;
    else if (BY_NAME.has(keyword) && isObject(value)) made[keyword] = byName(value, resolve);
    else put(made, keyword, prepare(value, resolve));
  }
  return withNumericBounds(made);
}

function byName(schemas: { readonly [key: string]: Json }, resolve: Resolve): JsonObject {
  const made: JsonObject = {};
  for (const [name, schema] of Object.entries(schemas)) put(made, name, prepare(schema, resolve));
  return made;
}

/** `exclusiveMaximum: true` beside a maximum, as draft 4 and OpenAPI have it. */
function withNumericBounds(schema: JsonObject): JsonObject {
  for (const [exclusive, bound] of [
    ['exclusiveMaximum', 'maximum'],
    ['exclusiveMinimum', 'minimum'],
  ] as const) {
    if (typeof schema[exclusive] !== 'boolean') continue;
    const isSet = schema[exclusive];
    delete schema[exclusive];
    if (!isSet || schema[bound] === undefined) continue;
    schema[exclusive] = schema[bound];
    delete schema[bound];
  }
  return schema;
}

/** Whether a value is a map. */
export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a key of an object of its own, `__proto__` like any other. */
export function put<V>(object: { [key: string]: V }, key: string, value: V): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
