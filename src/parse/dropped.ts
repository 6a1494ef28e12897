import type { Dropped } from '../model/document.ts';

/** What stands after a document's end within its text, if that is more than blank lines and comments. `start` and `end` are those of the mark that ended it. */
export function droppedAfter(source: string, mark: { start: number; end: number }, end: number): Dropped | undefined {
  const lines = source
    .slice(mark.end, end)
    .split('\n')
    .filter((line) => /^\s*[^\s#]/.test(line)).length;
  return lines === 0 ? undefined : { start: mark.start, end: mark.end, lines };
}
