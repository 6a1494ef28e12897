import type { Finding } from '../../../src/model/finding.ts';
import { Type, type Node } from '../../../src/model/node.ts';
import { Source } from '../../../src/model/source.ts';
import { readSource } from '../../../src/parse/read.ts';
import { Shapes } from '../../../src/shapes/shapes.ts';
import { judgePlain } from '../plain.ts';
import { lintChecked, lintOnce, offsetOf, print } from '../properties.ts';
import { type Stage, holds, same } from '../stage.ts';
import { asServer, inputOf, type Objects, objectCases, yamlOf } from './objects.ts';

/** What the API server would say: its paths lead to where the finding stands, and keys in another order change nothing of it. */
export const api: Stage<Objects> = {
  name: 'api',
  cases: objectCases(1),
  check(input) {
    const settings = asServer(input.minor);
    const text = yamlOf(input);
    const { findings, objects } = lintChecked([inputOf(text)], settings);
    checkPaths(text, findings);
    checkPlain(text, input.minor);
    const turned = lintOnce([inputOf(yamlOf({ ...input, values: input.values.map(turn) }))], settings);
    same('keys in another order make another verdict', verdicts(turned.objects), verdicts(objects));
  },
  show: yamlOf,
};

const shapes: Map<string, Shapes> = new Map();

/** What takes the short way through the validation is nothing that the long way has a word for. */
function checkPlain(text: string, minor: string): void {
  let own = shapes.get(minor);
  if (own === undefined) shapes.set(minor, (own = new Shapes({ kubernetesVersion: minor })));
  for (const { plain, said } of judgePlain(text, own))
    holds(!plain || said.length === 0, () => `taken for plain, and yet: ${said.join('; ')}`);
}

function verdicts(objects: readonly { readonly verdict: string }[]): string {
  return objects.map(({ verdict }) => verdict).join(' ');
}

type Json = Objects['values'][number];

/** The same value with the keys of all its maps the other way round. */
function turn(value: Json): Json {
  if (Array.isArray(value)) return value.map(turn);
  if (typeof value !== 'object' || value === null) return value;
  const turned: { [key: string]: Json } = {};
  for (const [key, item] of Object.entries(value).reverse())
    Object.defineProperty(turned, key, { value: turn(item), writable: true, enumerable: true, configurable: true });
  return turned;
}

/**
 * A path begins with a key that is there, and the finding stands within it. A defaulted value stands where its default came from, and some of the API
 * server's own paths lead nowhere.
 */
export function checkPaths(text: string, findings: readonly Finding[]): void {
  const roots = new Map<number, Node>();
  readSource(text, { document: ({ index, root }) => roots.set(index, root), problem: () => {} });
  const source = new Source('', text);
  for (const finding of findings) {
    const root = finding.document === undefined ? undefined : roots.get(finding.document);
    if (
      root === undefined ||
      finding.path === undefined ||
      finding.derived ||
      finding.source === 'api' ||
      finding.source === 'warning' ||
      finding.rule === 'duplicate-key'
    )
      continue;
    const at = offsetOf(source, finding.line, finding.column) as number;
    const node = follow(objectAt(root, finding.item), finding.path);
    if (node === undefined) continue;
    const start = node.keyStart >= 0 ? Math.min(node.keyStart, node.start) : node.start;
    holds(
      at >= start && at <= node.end,
      () => `the path leads to ${start}-${node.end}, the place is ${at}: ${print(finding)}`,
    );
  }
}

function objectAt(root: Node, item: Finding['item']): Node {
  let at = root;
  for (const index of item === undefined ? [] : typeof item === 'number' ? [item] : item)
    at = at.get('items')?.items[index] ?? at;
  return at;
}

/** The node of the first step that can be followed; undefined where a key may be written in several ways. */
function follow(root: Node, path: string): Node | undefined {
  const [first = ''] = /^[A-Za-z]+(?=[.[]|$)/.exec(path) ?? [];
  const node = root.get(first);
  // The server drops a status before it looks; a key without a name leaves no trace in a path.
  if (
    node === undefined ||
    root.get('') !== undefined ||
    first === '' ||
    first === 'status' ||
    node.alias !== undefined
  )
    return undefined;
  return node.type === Type.Map || node.type === Type.List ? node : undefined;
}
