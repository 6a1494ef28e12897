import type { Result } from '../engine/summary.ts';
import { applyFixes } from '../fix/apply.ts';
import { unifiedDiff } from '../fix/diff.ts';
import { replaceFile } from '../fix/write.ts';
import { plain } from '../format/plain.ts';
import type { Finding } from '../model/finding.ts';
import type { Found } from './files.ts';
import type { Surroundings } from './main.ts';

/** What a fix makes room for: two fixes at one place, or one that only shows when another is in. */
const MOST_ROUNDS = 10;

/** A file's text as it was read and as it is after the fixes so far. */
export interface Draft {
  readonly found: Found;
  readonly before: string;
  after: string;
}

export interface Fixing {
  readonly result: Result;
  readonly fixed: number;
}

/**
 * Applies fixes in memory, lints again, and goes on until nothing changes: what is written in the end is what was linted
 * last. A round that would break a text, or bring a syntax error, is not taken.
 */
export function fixDrafts(drafts: ReadonlyMap<string, Draft>, lint: () => Result, unsafe: boolean): Fixing {
  let result = lint();
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const applied = applyRound(drafts, result, unsafe);
    if (applied.count === 0) break;
    const next = lint();
    if (count(next, isSyntax) > count(result, isSyntax)) {
      for (const [draft, text] of applied.before) draft.after = text;
      break;
    }
    fixed += applied.count;
    result = next;
  }
  return { result, fixed };
}

function applyRound(
  drafts: ReadonlyMap<string, Draft>,
  result: Result,
  unsafe: boolean,
): { count: number; before: Map<Draft, string> } {
  const byFile = group(result.findings);
  const before = new Map<Draft, string>();
  let number = 0;
  for (const [file, findings] of byFile) {
    const draft = drafts.get(file);
    if (draft === undefined) continue;
    const { text, applied } = applyFixes(draft.after, findings, { unsafe });
    if (text === draft.after) continue;
    before.set(draft, draft.after);
    draft.after = text;
    number += applied.length;
  }
  return { count: number, before };
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

function isSyntax(finding: Finding): boolean {
  return finding.source === 'syntax';
}

function count(result: Result, which: (finding: Finding) => boolean): number {
  return result.findings.filter(which).length;
}

/** The drafts as one diff. */
export function diffOf(drafts: Iterable<Draft>): string {
  let text = '';
  for (const { found, before, after } of drafts) text += unifiedDiff(plain(found.file), before, after);
  return text;
}

/** Writes the drafts that have changed; false if one could not be written. Standard input goes to standard output. */
export function writeDrafts(drafts: Iterable<Draft>, around: Surroundings): boolean {
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
