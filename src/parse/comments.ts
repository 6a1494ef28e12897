import type { Comment } from '../model/document.ts';
import { Refusal } from './slow/cursor.ts';
import { Scanner } from './slow/scanner.ts';
import { Kind } from './slow/token.ts';

/** Tells of each comment in the YAML between two offsets, up to its end or to where it cannot be read. */
export function findComments(
  source: string,
  range: { start: number; end: number },
  tell: (comment: Comment) => void,
): void {
  const scanner = new Scanner(source, range.start, range.end);
  scanner.cursor.onComment = (start, end) => tell({ start, end });
  try {
    while (scanner.take().kind !== Kind.End);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
  }
}
