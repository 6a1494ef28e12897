import type { FileReport } from '../engine/report.ts';
import type { Finding } from '../model/finding.ts';
import type { AnyRule } from '../model/rule.ts';
import { changeBetween } from './text.ts';

/** A finding and the offsets at which it stands. */
export interface Placed {
  readonly finding: Finding;
  readonly start: number;
  readonly end: number;
}

/** The findings of a report with their offsets. */
export function placed(findings: readonly Finding[], { source }: FileReport): Placed[] {
  return findings.map((finding) => ({
    finding,
    start: source.lineStart(finding.line) + finding.column - 1,
    end: source.lineStart(finding.endLine) + finding.endColumn - 1,
  }));
}

/** Whether a finding depends on other objects than its own, so that it can't be told from one text. */
export function looksAcross({ rule, message }: Finding, rules: ReadonlyMap<string, AnyRule>): boolean {
  if (rules.get(rule)?.project !== undefined) return true;
  if (rule !== 'unused-directive') return false;
  const named = /`([^`]+)`/.exec(message)?.[1];
  return named !== undefined && rules.get(named)?.project !== undefined;
}

/** Findings of a text as they stand in a later one; those that the change touched are gone until they are found again. */
export function carried(findings: readonly Placed[], before: string, after: string): Placed[] {
  if (findings.length === 0 || before === after) return [...findings];
  const { start, end, length } = changeBetween(before, after);
  const by = length - (end - start);
  const kept: Placed[] = [];
  for (const one of findings) {
    if (one.end <= start) kept.push(withoutFix(one, 0));
    else if (one.start >= end) kept.push(withoutFix(one, by));
  }
  return kept;
}

/** A fix holds for the text that it was made for, and for no other. */
function withoutFix({ finding, start, end }: Placed, by: number): Placed {
  const { fix: _, ...rest } = finding;
  return { finding: rest, start: start + by, end: end + by };
}
