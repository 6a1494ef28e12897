import { admit } from '../apiserver/index.ts';
import type { Manifest } from '../model/manifest.ts';
import { manifestsOf } from '../parse/manifests.ts';
import { readAgain } from '../parse/read.ts';
import type { Shapes } from '../shapes/shapes.ts';
import type { Entry } from './entry.ts';

/** Reads an object again, as it was when the other rules saw it: decoded, with its defaults. Nothing is said of it a second time. */
export function openEntry(entry: Entry, shapes: Shapes): Manifest | undefined {
  const { file, item } = entry;
  const document = readAgain(file.text, entry);
  if (document === undefined) return undefined;
  const manifest = manifestsOf(file.source, document).find((one) => isSame(one.item, item));
  if (manifest === undefined) return undefined;
  const shape = shapes.check(manifest, ignore);
  if (shape === 'known' && !file.patch) admit(manifest, shapes.strategyOf(manifest), ignore);
  return manifest;
}

function ignore(): void {}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}
