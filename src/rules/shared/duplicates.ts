import { fixOf, removeItem } from '../../fix/edits.ts';
import type { Field } from '../../model/field.ts';
import type { Fix } from '../../model/finding.ts';

/** Of lists that were asked about: where the item before each one of its kind stands. */
const known: WeakMap<readonly object[], readonly (number | undefined)[]> = new WeakMap();

/** Removes an item of a list that says the same as the one before it of its kind: nothing is lost by that. */
export function removeRepeated<T extends object>(item: Field<T>, kindOf: (one: T) => string): Fix | undefined {
  const list = item.parent?.value;
  const one = item.value;
  if (!Array.isArray(list) || typeof item.step !== 'number' || one === undefined) return undefined;
  let earlier = known.get(list);
  if (earlier === undefined) known.set(list, (earlier = earlierOnes(list as T[], kindOf)));
  const before = earlier[item.step];
  if (before === undefined || JSON.stringify(list[before]) !== JSON.stringify(one)) return undefined;
  const [node, parent] = [item.node, item.parent?.node];
  return node && parent && fixOf('remove the second one, which says the same', item, true, [removeItem(parent, node)]);
}

function earlierOnes<T>(list: readonly T[], kindOf: (one: T) => string): (number | undefined)[] {
  const last = new Map<string, number>();
  return list.map((one, index) => {
    const kind = kindOf(one);
    const before = last.get(kind);
    last.set(kind, index);
    return before;
  });
}
