import { Node, Type } from '../../model/node.ts';
import { fingerprint } from '../custom/enums.ts';

/** Fields that upstream keeps absent and empty apart in. */
const POINTERS: ReadonlySet<string> = new Set([
  '$ref',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'optionalOldSelf',
  'deprecationWarning',
  'additionalProperties',
]);

/**
 * Whether two decoded values mean the same: absent and empty lists and texts are alike.
 * @mirrors equality.Semantic.DeepEqual
 */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Node && b instanceof Node)
    return a.type === b.type || a.type >= Type.Plain ? fingerprint(a, true) === fingerprint(b, true) : false;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => isSame(one, b[i]));
  if (a instanceof Map && b instanceof Map) {
    if (a.size !== b.size) return false;
    for (const [key, value] of a) if (!b.has(key) || !isSame(value, b.get(key))) return false;
    return true;
  }
  if (!isObject(a) || !isObject(b)) return isEmpty(a) && isEmpty(b);
  for (const name in a) {
    const [one, other] = [a[name], b[name]];
    if (one === other || (POINTERS.has(name) && (one === undefined) === (other === undefined) && isSame(one, other)))
      continue;
    if (POINTERS.has(name) || !isSame(one, other)) return false;
  }
  return Object.keys(b).every((name) => name in a || b[name] === undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Map) &&
    !Array.isArray(value) &&
    !(value instanceof Node)
  );
}

function isEmpty(value: unknown): boolean {
  if (value instanceof Map) return value.size === 0;
  return value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}
