import { droppedAfter } from './dropped.ts';
import { findForbidden } from './forbidden.ts';
import { Bail, type BailReason, bail } from './fast/chars.ts';
import type { FastRange } from './fast/place.ts';
import { FastReader } from './fast/reader.ts';
import type { Reading } from './slow/reader.ts';

const reader = new FastReader();

const NONE: never[] = [];

/** Reads a document of a source that ends with a line end; the reason if it has to be read slowly. */
export function readFast(source: string, range: FastRange): Reading | BailReason {
  try {
    const root = reader.read(source, range);
    const { marker, duplicates, odd } = reader;
    if (marker === -1) return { root, duplicates, overrides: NONE, odd, dropped: undefined };
    // Whether Kubernetes still comes to see a bad character after the end of the document is not for here to say.
    if (findForbidden(source, marker, range.end) !== -1) bail('character');
    const dropped = droppedAfter(source, { start: marker, end: marker + 3 }, range.end);
    return { root, duplicates, overrides: NONE, odd, dropped };
  } catch (error) {
    if (!(error instanceof Bail)) throw error;
    return error.reason;
  }
}

/** Lets go of the source that was read last, so that it can be freed. */
export function releaseSource(): void {
  reader.release();
}
