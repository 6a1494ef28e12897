import { Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';

/** The node of an alias: it stands where the alias is written and holds what the anchored node holds. */
export function aliasOf(target: Node, source: string, start: number, end: number): Node {
  const node = new Node(resolve(target), target.style, source, start, end);
  node.items = target.items;
  if (node.type !== Type.Map && node.type !== Type.List) node.content = text(target);
  node.alias = target;
  return node;
}

/** An entry that comes into a map through the alias of a `<<`. Key and value stand where the alias does. */
export function mergedOf(entry: Node, alias: Node): Node {
  const node = aliasOf(entry, alias.source, alias.start, alias.end);
  node.key = entry.key;
  node.keyStart = alias.start;
  node.keyEnd = alias.end;
  return node;
}
