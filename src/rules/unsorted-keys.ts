import { fixOf, isBehindMore } from '../fix/edits.ts';
import { newlineOf } from '../fix/newline.ts';
import type { Edit } from '../model/document.ts';
import { type Node, Style, Type } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

type Order = 'alphabetical' | 'conventional';

export const rule: Rule<{ order: Order }> = {
  category: 'names',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  options: {
    order: {
      type: 'string',
      enum: ['alphabetical', 'conventional'],
      description: 'all keys by the alphabet, or the few first that everybody puts first',
    },
  },
  defaults: { order: 'conventional' },
  object(manifest, report, { order }) {
    const open: Found[] = [{ node: manifest.root, path: '', first: ROOT }];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const { node, path } = at;
      const rank = order === 'alphabetical' ? undefined : at.first;
      if (node.type === Type.Map && node.alias === undefined) raise(at);
      for (const [index, child] of node.items.entries()) {
        const inList = child.key === undefined;
        const childPath = inList ? `${path}[${index}]` : path === '' ? (child.key as string) : `${path}.${child.key}`;
        if (child.items.length > 0)
          open.push({ node: child, path: childPath, first: inList ? ITEM : child.key === 'metadata' ? METADATA : [] });
      }

      function raise({ node: map }: Found): void {
        const sorted = [...map.items].sort((a, b) => compare(a, b, rank));
        const wrong = map.items.findIndex((item, i) => item !== sorted[i]);
        if (wrong === -1 || map.items.some(({ alias, keyStart }) => alias !== undefined || keyStart < 0)) return;
        const early = sorted[wrong] as Node;
        const fix = fixOf('sort the keys', map, false, [reordered(map, sorted)]);
        const place = { start: early.keyStart, end: early.keyEnd };
        report(place, `${quote(early.key)} should come before ${quote(map.items[wrong]?.key)}`, {
          path: path === '' ? early.key : `${path}.${early.key}`,
          fix,
        });
      }
    }
  },
};

interface Found {
  readonly node: Node;
  readonly path: string;
  /** The keys that come first by convention. */
  readonly first: readonly string[];
}

const ROOT = ['apiVersion', 'kind', 'metadata', 'spec'];
const METADATA = ['name', 'generateName', 'namespace', 'labels', 'annotations'];
const ITEM = ['name'];

function compare(a: Node, b: Node, first: readonly string[] | undefined): number {
  const [ours, theirs] = [a.key ?? '', b.key ?? ''];
  if (first === undefined) return ours < theirs ? -1 : ours > theirs ? 1 : 0;
  return place(ours, first) - place(theirs, first);
}

function place(key: string, first: readonly string[]): number {
  const index = first.indexOf(key);
  return index === -1 ? first.length : index;
}

/** The entries of a block map in another order; undefined where comments, tags, block scalars whose end counts, or keys that are there twice stand between them. */
function reordered(map: Node, sorted: readonly Node[]): Edit | undefined {
  const { items, source } = map;
  const first = items[0];
  const last = items.at(-1);
  if (map.style !== Style.Block || first === undefined || last === undefined) return undefined;
  const lineEnd = source.indexOf('\n', Math.max(last.end - 1, last.keyEnd));
  const end = lineEnd === -1 ? source.length : lineEnd;
  const texts = new Map<Node, string>();
  for (const [i, item] of items.entries()) {
    const next = items[i + 1]?.keyStart ?? end;
    if (next < item.keyStart || isBehindMore(item, i > 0)) return undefined;
    const text = source.slice(item.keyStart, next).trimEnd();
    if (/(?:^|\s)#/.test(text) || hasBlockScalar(item)) return undefined;
    texts.set(item, text);
  }
  const indent = ' '.repeat(first.keyStart - source.lastIndexOf('\n', first.keyStart - 1) - 1);
  const newline = newlineOf(source);
  return {
    start: first.keyStart,
    end: first.keyStart + source.slice(first.keyStart, end).trimEnd().length,
    text: sorted.map((item) => texts.get(item)).join(newline + indent),
  };
}

function hasBlockScalar(node: Node): boolean {
  return node.style === Style.Literal || node.style === Style.Folded || node.items.some(hasBlockScalar);
}

export const docs: RuleDocs = {
  summary: 'Keys of a mapping that are not in order.',
  why: `Files whose keys are in the same order are easier to compare. By convention \`apiVersion\`, \`kind\`, \`metadata\` and \`spec\` come first in this order, \`name\` first in the items of lists; the option \`order: alphabetical\` asks
for all keys by the alphabet. The order means nothing to Kubernetes. The fix leaves mappings with comments or block scalars in them alone.`,
  bad: `kind: ConfigMap
apiVersion: v1
metadata:
  name: web
data:
  LOG_LEVEL: info
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
`,
};
