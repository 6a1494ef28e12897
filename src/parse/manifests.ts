import type { Document } from '../model/document.ts';
import type { ObjectIdentity } from '../model/finding.ts';
import { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';
import type { Source } from '../model/source.ts';

/** The objects of a document: itself, or the items of a List and of the Lists in it. Empty if it holds no Kubernetes object. */
export function manifestsOf(source: Source, document: Document): Manifest[] {
  const manifests: Manifest[] = [];
  collect({ source, document, root: document.root, item: [], apiVersion: '', kind: '' }, manifests);
  return manifests;
}

interface Candidate {
  readonly source: Source;
  readonly document: Document;
  readonly root: Node;
  readonly item: readonly number[];
  /** What a `PodList` says of items that say nothing themselves. */
  readonly apiVersion: string;
  readonly kind: string;
}

function collect(candidate: Candidate, manifests: Manifest[]): void {
  const { source, document, root, item } = candidate;
  const apiVersion = stringAt(root, 'apiVersion');
  const kind = stringAt(root, 'kind');
  const items = kind?.endsWith('List') ? root.get('items') : undefined;
  if (apiVersion !== undefined && items?.type === Type.List && item.length < 16) {
    const of = (kind as string).slice(0, -'List'.length);
    items.items.forEach((node, index) => {
      collect(
        { ...candidate, root: node, item: [...item, index], apiVersion: of === '' ? '' : apiVersion, kind: of },
        manifests,
      );
    });
    return;
  }
  const silent = apiVersion === undefined && kind === undefined;
  const identity = identityOf(root, silent ? candidate.apiVersion : apiVersion, silent ? candidate.kind : kind);
  if (identity !== undefined) manifests.push(new Manifest({ source, document, item, root, identity }));
}

function identityOf(root: Node, apiVersion: string | undefined, kind: string | undefined): ObjectIdentity | undefined {
  if (!apiVersion || !kind) return undefined;
  const metadata = root.get('metadata');
  const name = metadata === undefined ? undefined : (stringAt(metadata, 'name') ?? stringAt(metadata, 'generateName'));
  return { apiVersion, kind, name: name ?? '', namespace: (metadata && stringAt(metadata, 'namespace')) ?? '' };
}

/** The string under a key of a map; undefined if there is none or it is something else. */
export function stringAt(map: Node, key: string): string | undefined {
  const node = map.get(key);
  return node !== undefined && resolve(node) === Type.String ? text(node) : undefined;
}
