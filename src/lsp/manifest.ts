import { admit } from '../apiserver/index.ts';
import type { Manifest } from '../model/manifest.ts';
import { Source } from '../model/source.ts';
import { manifestsOf } from '../parse/manifests.ts';
import { readSource } from '../parse/read.ts';
import type { Folder } from './folder.ts';
import type { TypedObject } from './object.ts';
import type { Outline } from './outline.ts';

/**
 * An object of a document as the API server would hold it, defaults included; undefined while it can't be read. Without a key: as if that were not written.
 */
export function manifestOf(folder: Folder, text: string, { object, outline, without }: Wanted): Manifest | undefined {
  const written = text.slice(outline.start, outline.end);
  const source = new Source('', without === undefined ? written : renamed(written, without, outline.start));
  let found: Manifest | undefined;
  const index = object.root.parent === undefined ? 0 : object.root.parent.items.indexOf(object.root);
  readSource(source.text, {
    document: (document) => (found ??= manifestsOf(source, document)[index]),
    problem: () => {},
  });
  if (found === undefined) return undefined;
  const { shapes } = folder.judge;
  if (found.kind === 'CustomResourceDefinition') return undefined;
  if (shapes.check(found, ignore) !== 'known') return undefined;
  admit(found, shapes.strategyOf(found), ignore);
  return found;
}

/** Which object, and in which document. */
export interface Wanted {
  readonly object: TypedObject;
  readonly outline: Outline;
  /** Where the key stands that is to be left out. */
  readonly without?: { readonly start: number; readonly end: number } | undefined;
}

/** A key that no type has counts as not written. */
function renamed(text: string, { start, end }: { start: number; end: number }, from: number): string {
  return `${text.slice(0, start - from)}"podlint--none"${text.slice(end - from)}`;
}

function ignore(): void {}

/** The value at the end of a way through a decoded object. */
export function valueAt(object: unknown, steps: readonly (string | number)[]): unknown {
  let value = object;
  for (const step of steps) {
    if (value instanceof Map) value = value.get(step);
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, step))
      value = (value as Record<string | number, unknown>)[step];
    else return undefined;
  }
  return value;
}
