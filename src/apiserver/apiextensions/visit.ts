import type { Field } from '../../model/field.ts';
import type { JSONSchemaProps } from '../../schema/types.gen.ts';

export type SchemaField = Field<JSONSchemaProps>;

/** The schemas in a schema, by the keyword that holds them. */
export type Part = 'items' | 'properties' | 'additionalProperties' | 'not' | 'allOf' | 'oneOf' | 'anyOf' | 'definitions' | 'dependencies';

/** A schema where one is; undefined for `true`, `false`, a list and nothing. */
export function schemaIn(value: JSONSchemaProps | JSONSchemaProps[] | string[] | boolean | undefined): JSONSchemaProps | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

/** A part that is a single schema, as a field; undefined if there is none. */
export function childOf(at: SchemaField, part: 'items' | 'additionalProperties' | 'not'): SchemaField | undefined {
  return schemaIn(at.value?.[part]) === undefined ? undefined : (at.get(part) as SchemaField);
}

/** A part that is a list of schemas. */
export function listOf(at: SchemaField, part: 'allOf' | 'oneOf' | 'anyOf'): readonly SchemaField[] {
  const list = at.value?.[part];
  return list === undefined || list.length === 0 ? NONE : at.get(part).items();
}

/** The properties of a schema, or its definitions. */
export function entriesOf(at: SchemaField, part: 'properties' | 'definitions'): readonly [string, SchemaField][] {
  const map = at.value?.[part];
  return map === undefined || map.size === 0 ? NONE : at.get(part).entries();
}

const NONE: readonly never[] = [];

/** Whether a schema or one of those in it is as asked; what upstream's SchemaHas visits. */
export function someSchema(schema: JSONSchemaProps | undefined, test: (schema: JSONSchemaProps) => boolean): boolean {
  if (schema === undefined) return false;
  if (test(schema)) return true;
  const { items, allOf, anyOf, oneOf, not, properties, additionalProperties, patternProperties, additionalItems, definitions, dependencies } = schema;
  for (const list of [allOf, anyOf, oneOf, Array.isArray(items) ? items : undefined]) {
    if (list?.some((one) => someSchema(one, test))) return true;
  }
  for (const one of [schemaIn(items), not, schemaIn(additionalProperties), schemaIn(additionalItems)]) {
    if (one !== undefined && someSchema(one, test)) return true;
  }
  for (const map of [properties, patternProperties, definitions, dependencies]) {
    if (map === undefined) continue;
    for (const one of map.values()) if (someSchema(schemaIn(one), test)) return true;
  }
  return false;
}
