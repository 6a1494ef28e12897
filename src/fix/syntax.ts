import type { Problem } from '../model/document.ts';
import { readSource } from '../parse/read.ts';
import { applyEdits } from './apply.ts';

/** How many characters are read to mend one text: the slips of a document show one after another. */
const MOST_READ = 5_000_000;

/** What can't be read of a text. */
export function problemsIn(text: string): Problem[] {
  const problems: Problem[] = [];
  readSource(text, { document: () => {}, problem: (problem) => problems.push(problem) });
  return problems;
}

/** Mends slip after slip of a text, as long as none makes another one. A text with no end of them is left as it is. */
export function mendSyntax(text: string): string {
  let mended = text;
  let problems = problemsIn(text);
  let left = 20 + 3 * text.split('\n').length;
  for (let read = text.length; ; read += mended.length) {
    if (left-- === 0 || read > MOST_READ) return text;
    const edits = problems.find((problem) => problem.edits !== undefined)?.edits ?? [];
    const next = applyEdits(mended, edits);
    const remaining = problemsIn(next);
    if (next === mended || remaining.length > problems.length) return mended;
    mended = next;
    problems = remaining;
  }
}
