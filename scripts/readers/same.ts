import type { Document } from '../../src/model/document.ts';
import { type Node, Type } from '../../src/model/node.ts';
import { resolve, text } from '../../src/model/scalar.ts';
import { readFast } from '../../src/parse/fast.ts';
import { Lines } from '../../src/parse/explain/scene.ts';
import { readSlow } from '../../src/parse/slow.ts';

type Tree = Pick<Document, 'root' | 'duplicates' | 'overrides' | 'dropped'>;

/** Everything that a reader says of a document, as text: types, contents, places, keys and theirs, aliases. */
export function describe(reading: Tree): string {
  const lines: string[] = [];
  const write = (node: Node, depth: number): void => {
    const type = resolve(node);
    const content = type === Type.Map || type === Type.List ? '' : JSON.stringify(text(node));
    const alias = node.alias === undefined ? '' : ` alias of ${node.alias.start}-${node.alias.end}`;
    const key = node.key === undefined ? '' : `${JSON.stringify(node.key)} ${node.keyStart}-${node.keyEnd} = `;
    lines.push(`${' '.repeat(depth)}${key}${type} ${node.style} ${node.start}-${node.end} ${content}${alias}`);
    if (node.alias === undefined) for (const item of node.items) write(item, depth + 1);
  };
  write(reading.root, 0);
  for (const { map, first, second } of reading.duplicates)
    lines.push(`duplicate in ${map.start}: ${first.keyStart} ${second.keyStart}`);
  for (const { map, earlier, merged, mergeStart } of reading.overrides) {
    lines.push(`override in ${map.start}: ${earlier.keyStart} ${merged.keyStart} ${mergeStart}`);
  }
  if (reading.dropped !== undefined) lines.push(`dropped ${JSON.stringify(reading.dropped)}`);
  return lines.join('\n');
}

/** Where the fast reader's reading of a text, taken as one document, differs from the slow one's; undefined if it does not or gives the text up. */
export function disagreement(text: string): { fast: string; slow: string } | undefined | 'bail' {
  const source = text.endsWith('\n') ? text : `${text}\n`;
  const fast = readFast(source, { start: source.charCodeAt(0) === 0xfeff ? 1 : 0, end: source.length, isAlone: false });
  if (typeof fast === 'string') return 'bail';
  const slow = readSlow(new Lines(source), 0, source.length);
  const slowly = 'root' in slow ? describe(slow) : `refused: ${slow.message} at ${slow.start}`;
  const fastly = describe(fast);
  return fastly === slowly ? undefined : { fast: fastly, slow: slowly };
}
