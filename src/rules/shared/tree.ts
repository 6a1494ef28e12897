import { type Node, Style, Type } from '../../model/node.ts';
import { jsonText } from '../../model/scalar.ts';

/** Looks at every node below a root that is written there: what an alias or a merge stands for is looked at where it is anchored. */
export function visit(root: Node, look: (node: Node, above: readonly Node[]) => void): void {
  const above: Node[] = [root];
  const descend = (parent: Node): void => {
    const { items } = parent;
    for (let i = 0; i < items.length; i++) {
      const node = items[i] as Node;
      if (node.alias !== undefined && node.keyStart === node.start) continue;
      look(node, above);
      if (node.items.length === 0 || node.alias !== undefined) continue;
      above.push(node);
      descend(node);
      above.pop();
    }
  };
  descend(root);
}

/** Looks at the nodes that hold certain offsets (in order) of the text, their keys included. */
export function visitAt(
  root: Node,
  offsets: readonly number[],
  look: (node: Node, above: readonly Node[]) => void,
): void {
  const above: Node[] = [];
  const descend = (parent: Node, from: number): void => {
    above.push(parent);
    let next = from;
    for (const node of parent.items) {
      if (node.alias !== undefined && node.keyStart === node.start) continue;
      const begin = node.keyStart < 0 ? node.start : node.keyStart;
      while (next < offsets.length && (offsets[next] as number) < begin) next++;
      if (next === offsets.length || (offsets[next] as number) >= node.end) continue;
      look(node, above);
      if (node.items.length > 0 && node.alias === undefined) descend(node, next);
    }
    above.pop();
  };
  descend(root, 0);
}

/** A node, and what it hangs on. */
export interface Found {
  readonly node: Node;
  readonly above: readonly Node[];
}

/** What two rules look for in every node there is: found in one go for both, since the way through all nodes is what costs. */
export interface Suspects {
  /** Under a key that was read as a boolean. */
  readonly booleanKeys: readonly Found[];
  /** Plain scalars with a leading zero that does not stand alone. */
  readonly leadingZeros: readonly Found[];
}

const known: WeakMap<Node, Suspects> = new WeakMap();

/** The suspects below the root of an odd document. */
export function suspectsOf(root: Node): Suspects {
  let suspects = known.get(root);
  if (suspects === undefined) known.set(root, (suspects = search(root)));
  return suspects;
}

function search(root: Node): Suspects {
  const booleanKeys: Found[] = [];
  const leadingZeros: Found[] = [];
  visit(root, (node, above) => {
    const { key, type } = node;
    if (key === 'true' || key === 'false') booleanKeys.push({ node, above: [...above] });
    if ((type === Type.Plain || type === Type.Int) && hasLeadingZero(node))
      leadingZeros.push({ node, above: [...above] });
  });
  return { booleanKeys, leadingZeros };
}

function hasLeadingZero({ style, source, start, end }: Node): boolean {
  if (style !== Style.Plain || end - start < 2) return false;
  const first = source.charCodeAt(start);
  return first === 48 || ((first === 43 || first === 45) && source.charCodeAt(start + 1) === 48);
}

/** Fields that hold a free map: Kubernetes prints `labels[app]`, not `labels.app`. */
const MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'binaryData',
  'data',
  'hard',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'parameters',
  'requests',
  'selector',
  'stringData',
]);

/** The path of a node, as near to Kubernetes' way of writing it as the tree alone allows. */
export function pathOf(node: Node, above: readonly Node[]): string {
  let path = '';
  for (let i = 0; i < above.length; i++) {
    const parent = above[i] as Node;
    const step = above[i + 1] ?? node;
    if (parent.type === Type.List) path += `[${parent.items.indexOf(step)}]`;
    else if (MAPS.has(parent.key ?? '') || !/^[A-Za-z][A-Za-z0-9]*$/.test(step.key ?? '')) path += `[${step.key}]`;
    else path += path === '' ? step.key : `.${step.key}`;
  }
  return path;
}

/** Whether two values are the same to Kubernetes, however they are written. */
export function isSame(a: Node, b: Node): boolean {
  if (a.items === b.items && a.items.length > 0) return true;
  const isMap = a.type === Type.Map;
  if (!isMap && a.type !== Type.List) return jsonText(a) === jsonText(b) && b.type !== Type.Map && b.type !== Type.List;
  if (a.type !== b.type || a.items.length !== b.items.length) return false;
  return a.items.every((item, i) => {
    const other = isMap ? b.get(item.key as string) : b.items[i];
    return other !== undefined && isSame(item, other);
  });
}
