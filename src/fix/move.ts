import type { Edit } from '../model/document.ts';
import { type Node, Style } from '../model/node.ts';
import { removeEntry } from './edits.ts';

/**
 * Moves an entry of a map that is itself an entry of `holder` one step out, behind the map it stood in: its lines lose as much indentation
 * as the map has more. An undefined edit says that it is not simple.
 */
export function moveUp(holder: Node, parent: Node, node: Node): (Edit | undefined)[] {
  const { source } = node;
  if (
    holder.style !== Style.Block ||
    parent.style !== Style.Block ||
    holder.alias !== undefined ||
    parent.alias !== undefined
  )
    return [undefined];
  const entry = removeEntry(parent, node);
  const lineStart = source.lastIndexOf('\n', node.keyStart - 1) + 1;
  const indent = node.keyStart - lineStart;
  const wanted = parent.keyStart - source.lastIndexOf('\n', parent.keyStart - 1) - 1;
  if (
    entry === undefined ||
    entry.start !== lineStart ||
    indent <= wanted ||
    source.slice(lineStart, node.keyStart).trim() !== ''
  )
    return [undefined];
  const lines = source.slice(entry.start, entry.end).split('\n');
  const cut = ' '.repeat(indent - wanted);
  if (lines.some((line) => line.trim() !== '' && !line.startsWith(cut))) return [undefined];
  const text = lines.map((line) => (line.trim() === '' ? line : line.slice(cut.length))).join('\n');
  const end = endOfLines(source, parent.end);
  if (end === entry.end) return [{ ...entry, text }];
  return [entry, { start: end, end, text: text.endsWith('\n') ? text : `${text}\n` }];
}

/** The start of the line after the last one of a node. */
function endOfLines(source: string, end: number): number {
  const newline = source.indexOf('\n', Math.max(end - 1, 0));
  return newline === -1 ? source.length : newline + 1;
}
