import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Duplicate } from '../model/document.ts';
import type { Report } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { placeOfKey } from '../model/place.ts';
import { plainType, resolve, text } from '../model/scalar.ts';
import { strictPath } from './paths.ts';

/** Reports the keys of an object that are written twice: the API server never sees the first one, since kubectl keeps the last. */
export function reportDuplicates(manifest: Manifest, report: Report): void {
  const { duplicates } = manifest.document;
  if (duplicates.length === 0) return;
  const wanted = new Map<readonly Node[], Duplicate[]>();
  for (const duplicate of duplicates) {
    const same = wanted.get(duplicate.map.items);
    if (same === undefined) wanted.set(duplicate.map.items, [duplicate]);
    else same.push(duplicate);
  }
  findMaps(manifest.root, wanted, (found, way) => {
    for (const duplicate of found)
      reportDuplicate(duplicate, [...way, duplicate.second.key as string], { manifest, report });
  });
}

function reportDuplicate(
  { map, first, second }: Duplicate,
  way: readonly (string | number)[],
  to: { manifest: Manifest; report: Report },
): void {
  const { source } = to.manifest;
  const line = source.position(first.keyStart).line;
  const isRefused = keyType(first) === keyType(second);
  const same =
    isScalar(first) && isScalar(second) && resolve(first) === resolve(second) && text(first) === text(second);
  to.report({
    rule: 'duplicate-key',
    severity: isRefused ? 'error' : 'warning',
    source: isRefused ? 'schema' : 'yaml',
    message: `\`${second.key}\` is there already in line ${line}; kubectl keeps only the last one`,
    ...placeOfKey(second),
    path: strictPath(way),
    related: [{ source, ...placeOfKey(first), message: 'the first one' }],
    fix: same ? fixOf('remove the second one', second, true, [removeEntry(map, second)]) : undefined,
  });
}

/**
 * What a key is before it becomes text: `1`, `1.0` and `"1"` are three keys of YAML and one of JSON. The API server refuses a key that is there twice, and
 * does not notice that.
 */
function keyType({ source, keyStart, keyEnd }: Node): Type {
  const isTagged = /![^\s,[\]{}]*\s+$/.test(source.slice(Math.max(0, keyStart - 40), keyStart));
  const isPlain = source[keyStart] !== '"' && source[keyStart] !== "'" && !isTagged;
  return isPlain ? plainType(source.slice(keyStart, keyEnd)) : Type.String;
}

function isScalar(node: Node): boolean {
  return node.type !== Type.Map && node.type !== Type.List;
}

/** Tells the way to each of the wanted maps that is part of an object. Each node is looked at once, however often it is referred to. */
function findMaps(
  root: Node,
  wanted: Map<readonly Node[], Duplicate[]>,
  tell: (found: readonly Duplicate[], way: readonly (string | number)[]) => void,
): void {
  const seen = new Set<readonly Node[]>();
  const way: (string | number)[] = [];
  const search = ({ items }: Node): void => {
    if (items.length === 0 || wanted.size === 0 || seen.has(items)) return;
    seen.add(items);
    const found = wanted.get(items);
    if (found !== undefined) {
      tell(found, way);
      wanted.delete(items);
    }
    for (let i = 0; i < items.length; i++) {
      const item = items[i] as Node;
      way.push(item.key ?? i);
      search(item);
      way.pop();
    }
  };
  search(root);
}
