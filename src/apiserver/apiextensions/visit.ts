import { Field } from '../../model/field.ts';
import type { JSONSchemaProps } from '../../schema/types.gen.ts';

export type SchemaField = Field<JSONSchemaProps>;

/** A schema where one is; undefined for `true`, `false`, a list and nothing. */
export function schemaIn(
  value: JSONSchemaProps | JSONSchemaProps[] | string[] | boolean | undefined,
): JSONSchemaProps | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

/** A part that is a single schema, as a field; undefined if there is none. */
export function childOf(at: SchemaField, part: 'items' | 'additionalProperties' | 'not'): SchemaField | undefined {
  return schemaIn(at.value?.[part]) === undefined ? undefined : (at.get(part) as SchemaField);
}

/** Hands on the schemas of `allOf`, `anyOf` and `oneOf`. */
export function eachAlternative(at: SchemaField, each: (schema: SchemaField) => void): void {
  const { allOf, anyOf, oneOf } = at.value as JSONSchemaProps;
  if (allOf !== undefined) for (const one of at.get('allOf').items()) each(one);
  if (anyOf !== undefined) for (const one of at.get('anyOf').items()) each(one);
  if (oneOf !== undefined) for (const one of at.get('oneOf').items()) each(one);
}

/** Hands on the properties of a schema. Definitions are large, so nothing is made that is not needed. */
export function eachProperty(at: SchemaField, each: (property: SchemaField, name: string) => void): void {
  const properties = at.value?.properties;
  if (properties === undefined || properties.size === 0) return;
  const holder = at.get('properties') as Field;
  for (const [name, schema] of properties) each(new Field(schema, at.manifest, holder, name, true), name);
}
