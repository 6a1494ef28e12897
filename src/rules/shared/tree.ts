import { type Node, Type } from '../../model/node.ts';
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
