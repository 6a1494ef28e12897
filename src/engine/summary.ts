import { compareFindings } from './findings.ts';
import type { Finding } from '../model/finding.ts';
import type { Ignore } from '../model/settings.ts';
import type { Ignores } from './ignores.ts';
import type { FileReport, ObjectReport } from './report.ts';

/** What a run counts. */
export interface Summary {
  readonly files: number;
  readonly objects: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixable: number;
  readonly suppressed: number;
}

/** What a run found. */
export interface Result {
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  readonly objects: readonly ObjectReport[];
  /** Entries of the configs' `ignores` that left out nothing. */
  readonly unusedIgnores?: readonly Ignore[] | undefined;
}

/** Puts together what the files have to say: silenced findings out, the others in order, everything counted. */
export function summarize(reports: readonly FileReport[]): Result {
  const findings: Finding[] = [];
  const objects: ObjectReport[] = [];
  const ignores = new Set<Ignores>();
  let [files, skipped, suppressed] = [0, 0, 0];
  for (const report of reports) {
    if (report.input.context) continue;
    const closed = report.close();
    ignores.add(report.ignores);
    if (report.input.definitions && closed.kept.length === 0) continue;
    for (const finding of closed.kept) findings.push(finding);
    for (const object of report.objects) objects.push(object);
    suppressed += closed.suppressed;
    if (report.objects.length === 0 && closed.kept.length === 0) skipped++;
    else files++;
  }
  findings.sort(compareFindings);
  const unusedIgnores = [...ignores].flatMap(({ unused }) => unused);
  return {
    findings,
    objects,
    unusedIgnores,
    summary: { files, objects: objects.length, skipped, suppressed, ...count(findings) },
  };
}

/** Counts findings by severity, and those that can be mended. */
export function count(findings: readonly Finding[]): Pick<Summary, 'errors' | 'warnings' | 'infos' | 'fixable'> {
  let [errors, warnings, infos, fixable] = [0, 0, 0, 0];
  for (const { severity, fix } of findings) {
    if (severity === 'error') errors++;
    else if (severity === 'warning') warnings++;
    else infos++;
    if (fix !== undefined) fixable++;
  }
  return { errors, warnings, infos, fixable };
}
