import type { Dropped, Problem } from '../model/document.ts';
import { Refusal } from './slow/cursor.ts';
import { type Reading, TreeReader } from './slow/reader.ts';
import { Kind, type Token } from './slow/token.ts';

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
    return { ...reading, dropped: droppedAfter(source, rest, end) };
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

/** What stands after a document's end within its text, if that is more than blank lines and comments. */
function droppedAfter(source: string, rest: Token, end: number): Dropped | undefined {
  if (rest.kind === Kind.End) return undefined;
  const from = rest.kind === Kind.DocumentEnd ? rest.end : rest.start;
  const lines = source.slice(from, end).split('\n').filter((line) => /^\s*[^\s#]/.test(line)).length;
  if (lines === 0) return undefined;
  return { start: rest.start, end: Math.max(rest.end, rest.start + 1), lines };
}
