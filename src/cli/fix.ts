import { unifiedDiff } from '../fix/diff.ts';
import type { Draft } from '../fix/rounds.ts';
import { replaceFile } from '../fix/write.ts';
import { plain } from '../format/plain.ts';
import type { Found } from './files.ts';
import type { Surroundings } from './main.ts';

/** A file's text as it was read and as it is after the fixes so far. */
export interface FileDraft extends Draft {
  readonly found: Found;
}

/** The drafts as one diff. */
export function diffOf(drafts: Iterable<FileDraft>): string {
  let text = '';
  for (const { found, before, after } of drafts) text += unifiedDiff(plain(found.file), before, after);
  return text;
}

/** Writes the drafts that have changed; false if one could not be written. Standard input goes to standard output. */
export function writeDrafts(drafts: Iterable<FileDraft>, around: Surroundings): boolean {
  let complete = true;
  for (const { found, before, after } of drafts) {
    if (before === after || found.path === '-') continue;
    const refusal = replaceFile(found.path, before, after);
    if (refusal === undefined) continue;
    complete = false;
    around.stderr.write(`podlint: ${plain(found.file)} ${refusal}: left as it is\n`);
  }
  return complete;
}
