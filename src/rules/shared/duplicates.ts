import { fixOf, removeItem } from '../../fix/edits.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';

/** Removes an item of a list that says the same as the one before it of its kind: nothing is lost by that. */
export function removeRepeated<T extends object>(
  item: Field<T>,
  isOfKind: (other: T, one: T) => boolean,
): Fix | undefined {
  const list = item.parent?.value;
  const one = item.value;
  if (!Array.isArray(list) || typeof item.step !== 'number' || one === undefined) return undefined;
  const before = (list as T[]).slice(0, item.step).findLast((other) => isOfKind(other, one));
  if (before === undefined || JSON.stringify(before) !== JSON.stringify(one)) return undefined;
  const [node, parent] = [item.node, item.parent?.node];
  return node && parent && fixOf('remove the second one, which says the same', item, true, [removeItem(parent, node)]);
}
