/** Writes the JSON Schemas that kubeconform needs, out of podlint's own table of types: no network, and the same types for both. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kinds } from '../src/schema/kinds.ts';
import { Kind, type Table, type TypeDef, type TypeRef } from '../src/schema/table.ts';

type Schema = Readonly<Record<string, unknown>>;

const TEXT = { type: ['string', 'null'] };
const SCALARS: ReadonlyMap<Kind, Schema> = new Map<Kind, Schema>([
  [Kind.Bool, { type: ['boolean', 'null'] }],
  [Kind.Int32, { type: ['integer', 'null'], format: 'int32' }],
  [Kind.Int64, { type: ['integer', 'null'], format: 'int64' }],
  [Kind.Number, { type: ['number', 'null'] }],
  [Kind.Quantity, { oneOf: [{ type: ['string', 'null'] }, { type: 'number' }] }],
  [Kind.IntOrString, { oneOf: [{ type: ['string', 'null'] }, { type: 'integer' }] }],
]);
const ANYTHING: ReadonlySet<Kind> = new Set([Kind.Any, Kind.ObjectOrBool, Kind.ObjectOrList, Kind.ObjectOrStrings]);

/** Writes a schema for each kind of a minor, named as kubeconform looks for it: `deployment-apps-v1.json`. */
export function writeSchemas(folder: string, from: { table: Table; kinds: Kinds; minor: number }): void {
  mkdirSync(folder, { recursive: true });
  for (const { apiVersion, kind, typeName } of from.kinds.all()) {
    const def = typeName === '' ? undefined : from.table.type(typeName);
    if (def === undefined) continue;
    const definitions = new Map<string, Schema>();
    define(def, definitions, from.minor);
    const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const suffix = group === '' ? version : `${group.split('.')[0]}-${version}`;
    const schema = { $ref: `#/definitions/${def.name}`, definitions: Object.fromEntries(definitions) };
    writeFileSync(join(folder, `${kind.toLowerCase()}-${suffix}.json`), JSON.stringify(schema));
  }
}

function define(def: TypeDef, definitions: Map<string, Schema>, minor: number): void {
  if (definitions.has(def.name)) return;
  const properties: Record<string, Schema> = {};
  const schema: Record<string, unknown> = { type: ['object', 'null'], properties, additionalProperties: false };
  definitions.set(def.name, schema);
  const required: string[] = [];
  for (const name of def.fields.keys()) {
    const field = def.field(name, minor);
    if (field === undefined) continue;
    properties[name] = schemaOf(field.type, definitions, minor);
    if (field.required) required.push(name);
  }
  // An empty list is refused by the draft of JSON Schema that kubeconform reads.
  if (required.length > 0) schema['required'] = required;
}

function schemaOf(ref: TypeRef, definitions: Map<string, Schema>, minor: number): Schema {
  if (ref.kind === Kind.List && ref.item !== undefined)
    return { type: ['array', 'null'], items: schemaOf(ref.item, definitions, minor) };
  if (ref.kind === Kind.Map && ref.item !== undefined)
    return { type: ['object', 'null'], additionalProperties: schemaOf(ref.item, definitions, minor) };
  if (ANYTHING.has(ref.kind)) return {};
  if (ref.kind !== Kind.Object || ref.def === undefined) return SCALARS.get(ref.kind) ?? TEXT;
  define(ref.def, definitions, minor);
  return { $ref: `#/definitions/${ref.def.name}` };
}
