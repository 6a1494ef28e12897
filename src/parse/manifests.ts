import { detached } from '../model/detached.ts';
import type { Document } from '../model/document.ts';
import type { ObjectIdentity } from '../model/finding.ts';
import { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';
import type { Source } from '../model/source.ts';

/**
 * The objects of a document: itself, or the items of a List and of the Lists in it. Empty if it holds no Kubernetes object. `other` is handed what is
 * none: the document itself, or items of a List.
 */
export function manifestsOf(source: Source, document: Document, other?: (root: Node) => void): Manifest[] {
  const manifests: Manifest[] = [];
  collect({ source, document, other, root: document.root, item: [], apiVersion: '', kind: '' }, manifests);
  return manifests;
}

interface Candidate {
  readonly source: Source;
  readonly document: Document;
  readonly other: ((root: Node) => void) | undefined;
  readonly root: Node;
  readonly item: readonly number[];
  /** What a `PodList` says of items that say nothing themselves. */
  readonly apiVersion: string;
  readonly kind: string;
}

function collect(candidate: Candidate, manifests: Manifest[]): void {
  const { source, document, root, item } = candidate;
  const apiVersion = textOf(identifying(root, 'apiVersion'));
  const kind = textOf(identifying(root, 'kind'));
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
  if (identity === undefined) candidate.other?.(root);
  else manifests.push(new Manifest({ source, document, item, root, identity }));
}

function identityOf(root: Node, apiVersion: string | undefined, kind: string | undefined): ObjectIdentity | undefined {
  if (!apiVersion || !kind) return undefined;
  const metadata = root.get('metadata');
  const name = metadata === undefined ? undefined : (stringAt(metadata, 'name') ?? stringAt(metadata, 'generateName'));
  return {
    apiVersion: known(apiVersion),
    kind: known(kind),
    name: name ?? '',
    namespace: (metadata && stringAt(metadata, 'namespace')) ?? '',
  };
}

/** Versions and kinds that were met: the same string each time is found faster wherever something is kept by them. */
const met: Map<string, string> = new Map();
const MOST_MET = 1000;
const LONGEST_MET = 100;

function known(name: string): string {
  const same = met.get(name);
  if (same !== undefined || met.size >= MOST_MET || name.length > LONGEST_MET) return same ?? name;
  const own = detached(name);
  met.set(own, own);
  return own;
}

/** The string under a key of a map; undefined if there is none or it is something else. */
export function stringAt(map: Node, key: string): string | undefined {
  return textOf(map.get(key));
}

function textOf(node: Node | undefined): string | undefined {
  return node !== undefined && resolve(node) === Type.String ? text(node) : undefined;
}

/** What says of what kind an object is. The API server sees that in any case (`Kind`), and only then says that there is no such field. */
function identifying(root: Node, key: 'apiVersion' | 'kind'): Node | undefined {
  const exact = root.get(key);
  if (exact !== undefined || root.type !== Type.Map) return exact;
  const folded = key.toLowerCase();
  return root.items.find((item) => item.key?.length === key.length && item.key.toLowerCase() === folded);
}
