import type { Finding } from '../model/finding.ts';
import { applyFixes } from './apply.ts';
import { mendSyntax } from './syntax.ts';

/** What fixes make room for: two at one place, or one that only shows when another is in. */
const MOST_ROUNDS = 40;

/** A text as it was read, and as it is after the fixes so far. */
export interface Draft {
  readonly before: string;
  after: string;
}

/** What texts are linted with between the rounds. */
export interface Workshop<R> {
  /** Lints the texts as they are now. */
  lint(): R;
  findingsOf(result: R): readonly Finding[];
  readonly unsafe: boolean;
}

export interface Rounds<R> {
  /** What the last look at the texts came to. */
  readonly result: R;
  readonly fixed: number;
  /** The files whose fixes come to no end: they are left as they were. */
  readonly endless: readonly string[];
}

/**
 * Applies fixes, lints again, and goes on until nothing changes, so that whoever fixes twice changes nothing the second time. A text in which
 * fixes make each other necessary is left as it was.
 */
export function fixInRounds<R, D extends Draft>(drafts: ReadonlyMap<string, D>, shop: Workshop<R>): Rounds<R> {
  const open = new Map(drafts);
  const fixed = new Map<string, number>();
  let result = shop.lint();
  for (let round = 1; ; round++) {
    const changed = applyRound(open, shop.findingsOf(result), shop.unsafe);
    if (changed.size === 0) break;
    for (const [file, count] of changed) fixed.set(file, (fixed.get(file) ?? 0) + count);
    const isLate = round % MOST_ROUNDS === 0;
    // What did not end among others is left; if there is still no end then, so is all.
    const isLast = isLate && round > MOST_ROUNDS;
    for (const [file, draft] of open) {
      if (!isLast && !(changed.has(file) && (isLate || isOvergrown(draft)))) continue;
      draft.after = draft.before;
      fixed.delete(file);
      open.delete(file);
    }
    result = shop.lint();
  }
  return { result, fixed: sum(fixed.values()), endless: [...drafts.keys()].filter((file) => !open.has(file)) };
}

function isOvergrown({ before, after }: Draft): boolean {
  return after.length > 4 * before.length + 10_000;
}

/** The files that a round of fixes changed, with how many of them. */
function applyRound(
  drafts: ReadonlyMap<string, Draft>,
  findings: readonly Finding[],
  unsafe: boolean,
): Map<string, number> {
  const changed = new Map<string, number>();
  for (const [file, own] of group(findings)) {
    const draft = drafts.get(file);
    if (draft === undefined) continue;
    const { text, applied } = applyFixes(draft.after, own, { unsafe });
    const next = applied.some(({ source }) => source === 'syntax') ? mendSyntax(text) : text;
    if (next === draft.after) continue;
    draft.after = next;
    changed.set(file, applied.length);
  }
  return changed;
}

function group(findings: readonly Finding[]): Map<string, Finding[]> {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byFile.get(finding.file);
    if (others === undefined) byFile.set(finding.file, [finding]);
    else others.push(finding);
  }
  return byFile;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
