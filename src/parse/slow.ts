import type { Problem } from '../model/document.ts';
import { droppedAfter } from './dropped.ts';
import { explain } from './explain/explain.ts';
import { findForbidden } from './forbidden.ts';
import type { Lines } from './explain/scene.ts';
import { Refusal } from './slow/cursor.ts';
import { type Reading, TreeReader } from './slow/reader.ts';
import { Kind } from './slow/token.ts';

/** A problem that does not know yet which document it is of. */
export type Failure = Omit<Problem, 'document'>;

/** Reads the document between two offsets of a source that ends with a line end. */
export function readSlow(lines: Lines, start: number, end: number): Reading | Failure {
  const { source } = lines;
  const reader = new TreeReader(source, start, end);
  const forbidden = findForbidden(source, start, end);
  try {
    const { rest, ...reading } = reader.read();
    if (forbidden !== -1 && isRead(source, start, forbidden, reader.at)) throw new Refusal('control', forbidden);
    if (rest.kind === Kind.End) return reading;
    const mark = rest.kind === Kind.DocumentEnd ? rest : { start: rest.start, end: rest.start };
    return { ...reading, dropped: droppedAfter(source, mark, end) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return explain(lines, { start, end }, earlier(refusal, forbidden));
  }
}

/** A forbidden character is the better explanation of what follows it. */
function earlier(refusal: Refusal, forbidden: number): Refusal {
  return forbidden !== -1 && forbidden <= refusal.at ? new Refusal('control', forbidden) : refusal;
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
