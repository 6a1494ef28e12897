import { Field } from '../model/field.ts';
import type { Manifest } from '../model/manifest.ts';
import { Node } from '../model/node.ts';

/** The field of an object in which a part of it stands: a decoded object, or, where nothing is decoded, a node. */
export function fieldIn(manifest: Manifest, part: object): Field | undefined {
  if (part instanceof Node) return wayTo(manifest.root, part, childrenOfNode, manifest);
  return manifest.object === undefined ? undefined : wayTo(manifest.object, part, childrenOfObject, manifest);
}

type Child<T> = readonly [step: string | number, value: T, isKey: boolean];

function wayTo<T extends object>(
  root: T,
  part: T,
  childrenOf: (value: T) => Iterable<Child<T>>,
  manifest: Manifest,
): Field | undefined {
  const open: (readonly [T, Field])[] = [[root, manifest.field()]];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [value, field] = at;
    if (value === part) return field;
    for (const [step, child, isKey] of childrenOf(value)) {
      open.push([child, new Field<unknown>(child instanceof Node ? undefined : child, manifest, field, step, isKey)]);
    }
  }
  return undefined;
}

function* childrenOfObject(value: object): Iterable<Child<object>> {
  const entries: Iterable<readonly [string | number, unknown]> = Array.isArray(value)
    ? value.entries()
    : value instanceof Map
      ? value
      : Object.entries(value);
  for (const [step, child] of entries) {
    if (typeof child === 'object' && child !== null && !(child instanceof Node))
      yield [step, child, value instanceof Map];
  }
}

function* childrenOfNode(node: Node): Iterable<Child<Node>> {
  for (const [index, item] of node.items.entries()) yield [item.key ?? index, item, false];
}
