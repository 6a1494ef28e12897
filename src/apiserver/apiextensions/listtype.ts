import type { JSONSchemaProps } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { type SchemaField, childOf, schemaIn } from './visit.ts';

const NO_KEYS: readonly string[] = [];
const LIST_TYPES: readonly string[] = ['atomic', 'map', 'set'];

/** x-kubernetes-list-type and the keys of lists that are maps. */
export function validateListType(at: SchemaField, errors: Errors): void {
  const schema = at.value as JSONSchemaProps;
  const { type = '' } = schema;
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? NO_KEYS;
  if (listType === undefined && keys.length === 0) return;
  const item = schemaIn(schema.items);
  if (listType !== undefined) {
    if (type === '') errors.required(at.get('type'), '`type: array` is required beside x-kubernetes-list-type');
    else if (type !== 'array')
      errors.invalid(at.get('type'), `${quote(type)} must be \`array\` beside x-kubernetes-list-type`);
    else if (listType === 'set' && item !== undefined) validateSetItem(at, item, errors);
    if (!LIST_TYPES.includes(listType)) errors.notSupported(at.get('x-kubernetes-list-type'), LIST_TYPES);
  }
  if (keys.length > 0 && listType !== 'map') {
    if (listType === undefined)
      errors.required(at.get('x-kubernetes-list-type'), '`map` is required beside x-kubernetes-list-map-keys');
    else
      errors.invalid(
        at.get('x-kubernetes-list-type'),
        `${quote(listType)} must be \`map\` beside x-kubernetes-list-map-keys`,
      );
  }
  if (listType === 'map') validateMap(at, keys, errors);
  if (item !== undefined && (listType === 'set' || listType === 'map'))
    validateItem(at, { item, keys, listType }, errors);
}

/** Items of a set are compared as a whole, so they have to be written as a whole. */
function validateSetItem(at: SchemaField, item: JSONSchemaProps, errors: Errors): void {
  const inside = at.get('items') as SchemaField;
  const listType = item['x-kubernetes-list-type'];
  if (item.type === 'array' && listType !== undefined && listType !== 'atomic') {
    errors.invalid(inside.get('x-kubernetes-list-type'), `${quote(listType)} must be \`atomic\` for items of a set`);
  }
  if (item.type === 'object' && item['x-kubernetes-map-type'] !== 'atomic')
    errors.invalid(inside.get('x-kubernetes-map-type'), 'must be `atomic` for items of a set');
}

function validateMap(at: SchemaField, keys: readonly string[], errors: Errors): void {
  const { items } = at.value as JSONSchemaProps;
  if (keys.length === 0) errors.required(at.get('x-kubernetes-list-map-keys'), 'a list of type map needs its keys');
  if (items === undefined) errors.required(at.get('items'), 'a list of type map needs a schema of its items');
  const inside = childOf(at, 'items');
  const item = inside?.value;
  if (items !== undefined && inside === undefined)
    errors.invalid(at.get('items'), 'must be one schema for a list of type map');
  if (inside === undefined || item === undefined) return;
  if (item.type !== 'object') {
    errors.invalid(inside.get('type'), `${quote(item.type ?? '')} must be \`object\` for items of a list of type map`);
    return;
  }
  const seen = new Set<string>();
  for (const key of keys) {
    const property = item.properties?.get(key);
    if (property === undefined)
      errors.invalid(at.get('x-kubernetes-list-map-keys'), `${quote(key)} is no property of the items`);
    else if (property.type === 'array' || property.type === 'object') {
      errors.invalid(
        (inside.get('properties').key(key) as SchemaField).get('type'),
        'a key of a list of type map must be a scalar',
      );
    }
    if (seen.has(key)) errors.invalid(at.get('x-kubernetes-list-map-keys'), `${quote(key)} is there twice`);
    seen.add(key);
  }
}

interface Item {
  readonly item: JSONSchemaProps;
  readonly keys: readonly string[];
  readonly listType: string;
}

/** @mirrors apiextensions/validation.validateMapListKeysMapSet */
function validateItem(at: SchemaField, { item, keys, listType }: Item, errors: Errors): void {
  const inside = at.get('items') as SchemaField;
  if (item.nullable === true)
    errors.forbidden(inside.get('nullable'), `items of a list of type ${listType} must not be nullable`);
  if (listType !== 'map') return;
  for (const key of keys) {
    const property = item.properties?.get(key);
    if (property === undefined) continue;
    const at = inside.get('properties').key(key) as SchemaField;
    if (item.required?.includes(key) !== true && property.default === undefined)
      errors.required(at.get('default'), `${quote(key)} is a key of the list: it must be required or have a default`);
    if (property.nullable === true)
      errors.forbidden(at.get('nullable'), `${quote(key)} is a key of the list: it must not be nullable`);
  }
}
