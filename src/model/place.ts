import { type Node, Type } from './node.ts';

/** A range of text, as offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The short range that stands for a node: a scalar's own text (its first line), else the key it stands under,
 * else, in a list, the first key of the item. Whole maps are never underlined.
 */
export function placeOf(node: Node): Place {
  if (node.alias !== undefined) return { start: node.start, end: node.end };
  const scalar = node.type !== Type.Map && node.type !== Type.List;
  if (scalar && node.end > node.start) return { start: node.start, end: endOfFirstLine(node) };
  if (node.keyStart >= 0) return { start: node.keyStart, end: node.keyEnd };
  const first = node.items[0];
  if (first !== undefined && first.alias === undefined) return placeOfKey(first);
  return { start: node.start, end: Math.max(endOfFirstLine(node), node.start) };
}

/** The range of the key that a node stands under; of an item of a list, what stands for the item. */
export function placeOfKey(node: Node): Place {
  return node.keyStart >= 0 ? { start: node.keyStart, end: node.keyEnd } : placeOf(node);
}

function endOfFirstLine(node: Node): number {
  const newline = node.source.indexOf('\n', node.start);
  if (newline === -1 || newline >= node.end) return node.end;
  return node.source.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}
