import { FieldDef, Kind, SCHEMA_KINDS, TypeDef, TypeRef } from '../../schema/table.ts';
import type { Schema } from './schema.ts';

const ALWAYS = { since: 0, until: Number.POSITIVE_INFINITY };

/** A schema as a reference to a type like those of built-in kinds, for messages and for hints about where a field belongs. */
class SchemaRef extends TypeRef {
  readonly #schema: Schema;

  constructor(kind: Kind, schema: Schema) {
    super(kind, '', schema.item === undefined || kind !== Kind.List ? {} : { item: refOf(schema.item) });
    this.#schema = schema;
  }

  override get def(): TypeDef | undefined {
    return this.kind === Kind.Object ? typeOf(this.#schema) : undefined;
  }
}

/** What a schema asks for, as a type of the table. */
export function refOf(schema: Schema): TypeRef {
  const [first, second] = schema.types;
  if (second !== undefined) return new SchemaRef(Kind.IntOrString, schema);
  if (first === 'object' && !schema.hasProperties && schema.additional !== undefined)
    return new SchemaRef(Kind.Map, schema);
  return new SchemaRef(first === undefined ? Kind.Any : (SCHEMA_KINDS[first] ?? Kind.Any), schema);
}

const made = new WeakMap<Schema, TypeDef>();

/** A schema with its properties, as a type of the table. */
export function typeOf(schema: Schema): TypeDef {
  let type = made.get(schema);
  if (type === undefined) {
    const fields = new Map<string, FieldDef>();
    for (const name of schema.propertyNames) {
      const property = schema.property(name);
      if (property !== undefined)
        fields.set(name, new FieldDef(name, refOf(property), { ...ALWAYS, required: false, listKeys: undefined }));
    }
    made.set(schema, (type = new TypeDef('custom', ALWAYS, fields)));
  }
  return type;
}
