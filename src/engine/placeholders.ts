import type { Raised } from '../model/finding.ts';
import { isPlaceholder } from '../model/image.ts';
import type { Manifest } from '../model/manifest.ts';
import { type Node, Type } from '../model/node.ts';
import type { Place } from '../model/place.ts';

/** A value that waits to be filled in. */
export interface Unfilled extends Place {
  readonly path?: string | undefined;
  /** Whether a default came from here. */
  readonly derived?: boolean | undefined;
}

/** What in `spec` an error may be about besides the place that it stands at: a selector and labels, two numbers of a rollout. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  'selector-mismatch': ['selector'],
  'stuck-rollout': ['strategy', 'updateStrategy'],
};

/** `$NAME`: where text may be anything this is no placeholder, but where it breaks the form of a field it is. */
const VARIABLE = /(?<!\$)\$[A-Z_][A-Z0-9_]/;

/** Longer texts are no placeholders. */
const MOST = 1000;

/**
 * Where an error about an object is none because a value waits to be filled in by some other tool, or is encrypted: what stands there as it is
 * says nothing about what the API server will get. Undefined if the error is one.
 */
export function unfilledAt(raised: Raised, manifest: Manifest): Unfilled | undefined {
  const { rule, start, end, field, derived } = raised;
  // What is said of a placeholder is no word of the API server: its path is our own.
  const path = field?.walkedPath ?? raised.path;
  if (
    raised.severity !== 'error' ||
    (raised.source !== 'schema' && raised.source !== 'api') ||
    rule === 'duplicate-key'
  )
    return undefined;
  if (isUnfilled(manifest.source.text, { start, end })) return { start, end, path, derived };
  if (rule === 'unknown-field' && path === 'sops' && isEncrypted(manifest)) return { start, end, path, derived };
  const compared =
    (Object.hasOwn(COMPARED, rule) ? COMPARED[rule] : undefined)?.map((key) => manifest.root.get('spec')?.get(key)) ??
    [];
  for (const node of compared) {
    const unfilled = node && firstUnfilled(node);
    if (unfilled !== undefined) return unfilled;
  }
  return undefined;
}

/** Whether SOPS has encrypted values of an object: it leaves its own data beside them. */
export function isEncrypted({ root }: Manifest): boolean {
  const sops = root.get('sops');
  return sops?.type === Type.Map && (sops.get('mac') !== undefined || sops.get('lastmodified') !== undefined);
}

function isUnfilled(text: string, { start, end }: Place): boolean {
  if (end - start < 3 || end - start > MOST) return false;
  const written = text.slice(start, end);
  const first = written[0];
  const bare = first === '"' || first === "'" ? written.slice(1, -1) : written;
  return isPlaceholder(bare) || VARIABLE.test(bare);
}

function firstUnfilled(node: Node): Place | undefined {
  if (node.type !== Type.Map && node.type !== Type.List)
    return isUnfilled(node.source, node) ? { start: node.start, end: node.end } : undefined;
  for (const item of node.items) {
    const found = firstUnfilled(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
