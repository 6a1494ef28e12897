import { type Node, Type } from '../../model/node.ts';
import { resolve } from '../../model/scalar.ts';
import { fingerprint } from './enums.ts';
import type { Schema } from './schema.ts';

/** An item that may not stand in its list. */
export interface BadItem {
  readonly index: number;
  readonly type: 'FieldValueDuplicate' | 'FieldValueInvalid';
  readonly message: string;
}

/** The items of a list of type set or map that are there already: each kind of them once, as upstream reports it. */
export function duplicatesIn(list: Node, schema: Schema): BadItem[] {
  if (schema.listType === 'set')
    return repeated(list.items.map(identity), () => 'is in the list already, and it is a set');
  const { items } = list;
  const stray = items.findIndex((item) => resolve(item) !== Type.Map && resolve(item) !== Type.Null);
  if (stray >= 0)
    return [{ index: stray, type: 'FieldValueInvalid', message: 'must be a map: the list is one by keys' }];
  const keys = schema.listKeys;
  const names = keys.map((key) => `\`${key}\``).join(' and ');
  return repeated(
    items.map((item) => keyOf(item, keys)),
    () => `another item of the list has the same ${names}`,
  );
}

function repeated(identities: readonly string[], message: () => string): BadItem[] {
  const seen = new Map<string, number>();
  const found: BadItem[] = [];
  identities.forEach((one, index) => {
    const times = seen.get(one) ?? 0;
    seen.set(one, times + 1);
    if (times === 1) found.push({ index, type: 'FieldValueDuplicate', message: message() });
  });
  return found;
}

/** 1 and 1.0 are two values, but two lists or maps with them are the same. */
function identity(node: Node): string {
  return fingerprint(node, node.type === Type.Map || node.type === Type.List);
}

function keyOf(item: Node, keys: readonly string[]): string {
  if (keys.length === 1) {
    const value = item.get(keys[0] as string);
    return value === undefined ? '' : identity(value);
  }
  return keys
    .map((key) => item.get(key))
    .map((value) => (value === undefined ? '' : fingerprint(value, true)))
    .join(',');
}
