import type { Result } from '../engine/summary.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { AnyRule, RuleDocs } from '../model/rule.ts';

/** What a report says besides what was found. */
export interface About {
  readonly version: string;
  /** The minor that was aimed at, as `1.37`. */
  readonly kubernetesVersion: string;
  readonly color: boolean;
  /** List every object and its verdict, where the format has a place for it. */
  readonly objects: boolean;
  readonly statistics: boolean;
  /** The severities that make the run fail, for formats that know tests. */
  readonly failing: ReadonlySet<Severity>;
  /** Where podlint lives; links to the rules' pages are made of it, and left out without it. */
  readonly homepage: string | undefined;
  /** All rules and their pages; only for formats that want them (`needsDocs`). */
  readonly rules: ReadonlyMap<string, AnyRule>;
  readonly docs: ReadonlyMap<string, RuleDocs> | undefined;
  /** The text of a file that was linted, for formats that count other than in UTF-16. */
  readonly textOf: (file: string) => string | undefined;
}

/** A report as text, from the whole of a run's result. */
export type Format = (result: Result, about: About) => string;

/** The address of a rule's page. */
export function ruleUrl(rule: string, { homepage, rules }: Pick<About, 'homepage' | 'rules'>): string | undefined {
  return homepage === undefined || !rules.has(rule)
    ? undefined
    : `${homepage.replace(/[#?].*$/, '').replace(/\/$/, '')}/blob/main/docs/rules/${rule}.md`;
}

/** Findings by the file they are in, in the order of the report. */
export function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = files.get(finding.file);
    if (group === undefined) files.set(finding.file, [finding]);
    else group.push(finding);
  }
  return files;
}

/** The findings of a report that has no place for all: in their order, infos left out first, then warnings. */
export function gravest(findings: readonly Finding[], most: number): readonly Finding[] {
  if (findings.length <= most) return findings;
  const kept = new Set<number>();
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const [i, finding] of findings.entries()) if (finding.severity === severity && kept.size < most) kept.add(i);
  }
  return findings.filter((_, i) => kept.has(i));
}
