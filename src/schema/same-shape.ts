import type { Node } from '../model/node.ts';
import type { TypeRef } from './table.ts';

/** Whether two types have the same shape as far as an object uses them. */
export function agree(node: Node, one: TypeRef, other: TypeRef): boolean {
  if (one.kind !== other.kind) return false;
  if (one.typeName !== undefined && one.typeName === other.typeName) return true;
  if (one.item !== undefined && other.item !== undefined) {
    const [a, b] = [one.item, other.item];
    return node.items.every((item) => agree(item, a, b));
  }
  const [a, b] = [one.def, other.def];
  if (a === undefined || b === undefined) return a === b;
  return node.items.every((item) => {
    const [field, same] = [a.fields.get(item.key as string), b.fields.get(item.key as string)];
    return field !== undefined && same !== undefined && agree(item, field.type, same.type);
  });
}
