import type { Problem } from '../model/document.ts';
import { droppedAfter } from './dropped.ts';
import { Refusal } from './slow/cursor.ts';
import { type Reading, TreeReader } from './slow/reader.ts';
import { Kind } from './slow/token.ts';

/** A problem that does not know yet which document it is of. */
export type Failure = Omit<Problem, 'document'>;

/** Characters that YAML does not allow anywhere: control characters and halves of surrogate pairs. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Reads the document between two offsets of a source that ends with a line end. */
export function readSlow(source: string, start: number, end: number): Reading | Failure {
  const reader = new TreeReader(source, start, end);
  FORBIDDEN.lastIndex = start;
  const found = FORBIDDEN.exec(source);
  const forbidden = found === null || found.index >= end ? -1 : found.index;
  try {
    const { rest, ...reading } = reader.read();
    if (forbidden !== -1 && isRead(source, start, forbidden, reader.at)) throw new Refusal('control', forbidden);
    if (rest.kind === Kind.End) return reading;
    const mark = rest.kind === Kind.DocumentEnd ? rest : { start: rest.start, end: rest.start };
    return { ...reading, dropped: droppedAfter(source, mark, end) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { message: refusal.reason, start: refusal.at, end: refusal.at + 1, edits: undefined };
  }
}

/**
 * Whether Kubernetes comes to see a forbidden character: it reads blocks of 512 bytes, and a little ahead of the place where it
 * stops. Matters only to what stands after the end of a document.
 */
function isRead(source: string, start: number, forbidden: number, stopped: number): boolean {
  if (forbidden < stopped) return true;
  const bytes = (to: number): number => Buffer.byteLength(source.slice(start, to).replaceAll('\r\n', '\n'));
  return bytes(forbidden) < Math.ceil((bytes(stopped) + 1) / 512) * 512;
}
