import type { Result } from '../../src/engine/summary.ts';
import type { Input } from '../../src/engine/report.ts';
import { openRun } from '../../src/lint.ts';
import type { Edit } from '../../src/model/document.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Settings } from '../../src/model/settings.ts';
import { Source } from '../../src/model/source.ts';
import { rules } from '../../src/rules/list.gen.ts';
import { holds, same } from './stage.ts';

/** The findings of some texts; every property that holds for any input is looked at. */
export function lintChecked(inputs: readonly Input[], settings: Settings): Result {
  const result = lintOnce(inputs, settings);
  const sources = new Map(inputs.map(({ file, text }) => [file, new Source(file, text)]));
  for (const finding of result.findings) checkFinding(finding, sources);
  for (let i = 1; i < result.findings.length; i++)
    holds(
      !isAfter(result.findings[i - 1] as Finding, result.findings[i] as Finding),
      () => `findings are not in order: ${print(result.findings[i])}`,
    );
  const { errors, warnings, infos } = result.summary;
  holds(errors + warnings + infos === result.findings.length, 'the summary counts other findings than there are');
  // Every so often is often enough for what takes half the time.
  if (inputs.every(({ text }) => text.length % 8 === 0))
    same('two runs differ', JSON.stringify(lintOnce(inputs, settings)), JSON.stringify(result));
  checkPrototypes();
  return result;
}

/** The order of reports, written once more: file, line, column, rule. */
function isAfter(one: Finding, other: Finding): boolean {
  if (one.file !== other.file) return one.file > other.file;
  if (one.line !== other.line) return one.line > other.line;
  if (one.column !== other.column) return one.column > other.column;
  return one.rule > other.rule;
}

/** The same without a look at the properties. */
export function lintOnce(inputs: readonly Input[], settings: Settings): Result {
  const run = openRun(settings);
  for (const input of inputs) run.add(input);
  return run.finish();
}

const OWN = ['Object', 'Array', 'String', 'Number', 'Function', 'Map'].map((name) => {
  const { prototype } = (globalThis as unknown as Record<string, { prototype: object }>)[name] as { prototype: object };
  return { name, prototype, keys: Reflect.ownKeys(prototype).length };
});

/** Nothing that is read may get into what all objects have in common. */
export function checkPrototypes(): void {
  for (const { name, prototype, keys } of OWN)
    holds(Reflect.ownKeys(prototype).length === keys, `${name}.prototype has been changed`);
}

function checkFinding(finding: Finding, sources: ReadonlyMap<string, Source>): void {
  const { rule, severity, message, file, fix, related } = finding;
  holds(rules.has(rule) || rule === 'syntax-error', () => `there is no rule ${rule}`);
  holds(severity === 'error' || severity === 'warning' || severity === 'info', () => `severity ${severity}`);
  holds(
    message.length > 0 && !/\bundefined\b|\[object |\bNaN\b/.test(withoutQuotes(message)),
    () => `the message says ${message}`,
  );
  const source = sources.get(file);
  holds(source !== undefined, () => `there is no file ${file}`);
  checkPlace(finding, source, finding);
  for (const one of related ?? []) {
    const other = sources.get(one.file);
    holds(other !== undefined, () => `there is no related file ${one.file}`);
    checkPlace(one, other, finding);
  }
  if (fix !== undefined) checkEdits(fix.edits, source.text, finding);
}

/** What a message says by itself: quoted values may say anything. */
function withoutQuotes(message: string): string {
  return message.includes('undefined') || message.includes('[object') || message.includes('NaN')
    ? message.replaceAll(/`[^`]*`|"[^"]*"/g, '')
    : message;
}

interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function checkPlace({ line, column, endLine, endColumn }: Range, source: Source, finding: Finding): void {
  const start = offsetOf(source, line, column);
  const end = offsetOf(source, endLine, endColumn);
  holds(start !== undefined && end !== undefined, () => `the place is not in the file: ${print(finding)}`);
  holds(start <= end, () => `the place ends before it starts: ${print(finding)}`);
}

/** The offset of a line and column; undefined if there is no such place. */
export function offsetOf(source: Source, line: number, column: number): number | undefined {
  if (line < 1 || column < 1) return undefined;
  const start = source.lineStart(line);
  const offset = start + column - 1;
  const at = source.position(Math.min(offset, source.text.length));
  return at.line === line && at.column === column ? offset : undefined;
}

/** The edits of one fix lie in the text and leave each other alone. */
export function checkEdits(edits: readonly Edit[], text: string, finding: Finding): void {
  holds(edits.length > 0, () => `a fix changes nothing: ${print(finding)}`);
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const [i, { start, end }] of sorted.entries()) {
    holds(start >= 0 && start <= end && end <= text.length, () => `an edit is not in the text: ${print(finding)}`);
    holds(i === 0 || (sorted[i - 1] as Edit).end <= start, () => `edits overlap: ${print(finding)}`);
  }
}

/** A finding as people are shown it here. */
export function print(finding: Finding | undefined): string {
  return JSON.stringify(finding);
}

/** What findings say, places aside, so that two texts with the same objects can be compared. */
export function saidIn(findings: readonly Finding[], wanted: (finding: Finding) => boolean = () => true): string {
  return findings
    .filter(wanted)
    .map(
      ({ rule, severity, path = '', message, object }) =>
        `${rule} ${severity} ${path} ${message} ${object?.kind} ${object?.name}`,
    )
    .sort()
    .join('\n');
}
