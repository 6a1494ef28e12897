import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Duplicate } from '../model/document.ts';
import type { Report } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { placeOfKey } from '../model/place.ts';
import { text } from '../model/scalar.ts';
import { strictPath } from './complaints.ts';

/** Reports the keys of an object that are written twice: the API server never sees the first one, since kubectl keeps the last. */
export function reportDuplicates(manifest: Manifest, report: Report): void {
  for (const duplicate of manifest.document.duplicates) {
    const way = wayTo(duplicate.map, manifest.root);
    if (way !== undefined) reportDuplicate(duplicate, [...way, duplicate.second.key as string], { manifest, report });
  }
}

function reportDuplicate({ map, first, second }: Duplicate, way: readonly (string | number)[], to: { manifest: Manifest; report: Report }): void {
  const { source } = to.manifest;
  const line = source.position(first.keyStart).line;
  const same = isScalar(first) && isScalar(second) && first.type === second.type && text(first) === text(second);
  to.report({
    rule: 'duplicate-key',
    severity: 'error',
    source: 'schema',
    message: `\`${second.key}\` is there already in line ${line}; kubectl keeps only the last one`,
    ...placeOfKey(second),
    path: strictPath(way),
    related: [{ source, ...placeOfKey(first), message: 'the first one' }],
    fix: same ? fixOf('remove the second one', second, true, [removeEntry(map, second)]) : undefined,
  });
}

function isScalar(node: Node): boolean {
  return node.type !== Type.Map && node.type !== Type.List;
}

/** The way from an object's root to a map in it; undefined if the map is not part of it. Each node is looked at once, however often it is referred to. */
function wayTo(map: Node, root: Node): (string | number)[] | undefined {
  const seen = new Set<readonly Node[]>();
  const way: (string | number)[] = [];
  const search = (node: Node): boolean => {
    if (node === map || (node.items === map.items && node.items.length > 0)) return true;
    if (node.items.length === 0 || seen.has(node.items)) return false;
    seen.add(node.items);
    for (let i = 0; i < node.items.length; i++) {
      const item = node.items[i] as Node;
      way.push(item.key ?? i);
      if (search(item)) return true;
      way.pop();
    }
    return false;
  };
  return search(root) ? way : undefined;
}
