import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareFindings } from '../engine/findings.ts';
import type { Result, Summary } from '../engine/summary.ts';
import type { Finding } from '../model/finding.ts';
import { readText } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';

/** The reports of several runs as one, and what they were made for. */
export interface Merged {
  readonly result: Result;
  readonly kubernetesVersion: string;
}

interface Report {
  readonly name: string;
  readonly toolVersion: string;
  readonly kubernetesVersion: string;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly objects: Result['objects'];
}

/** Options that mean something only where manifests are linted. */
const IDLE = ['fix', 'unsafe-fixes', 'diff', 'shard', 'project', 'suppress-all', 'suppress-rule', 'prune-suppressions'];

/** Refuses what a command line asks for besides, if it would not be done. */
export function checkMerge({ switches, values }: Arguments): void {
  const idle = IDLE.find((name) => switches.has(name) || values.has(name));
  if (idle !== undefined) throw new UsageError(`--merge lints nothing, so that --${idle} has no meaning beside it`);
}

/** Reads JSON reports and puts them together. Throws a UsageError for what is no report, or not of this version. */
export function mergeReports(paths: readonly string[], cwd: string): Merged {
  const [first, ...others] = paths.map((path) => readReport(path, cwd));
  if (first === undefined) throw new UsageError('--merge needs the JSON reports that are to become one');
  for (const other of others) {
    if (other.toolVersion !== first.toolVersion)
      throw different('podlint', first, other, ({ toolVersion }) => toolVersion);
    if (other.kubernetesVersion !== first.kubernetesVersion)
      throw different('Kubernetes', first, other, ({ kubernetesVersion }) => kubernetesVersion);
  }
  const reports = [first, ...others];
  const findings = reports.flatMap((report) => report.findings).sort(compareFindings);
  const objects = reports
    .flatMap((report) => report.objects)
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return {
    result: { findings, objects, summary: sum(reports.map(({ summary }) => summary)) },
    kubernetesVersion: first.kubernetesVersion,
  };
}

function different(what: string, first: Report, other: Report, of: (report: Report) => string): UsageError {
  return new UsageError(
    `${other.name} is for ${what} ${of(other)}, and ${first.name} for ${what} ${of(first)}: reports of different versions make no whole`,
  );
}

const COUNTS = ['files', 'objects', 'skipped', 'errors', 'warnings', 'infos', 'fixable', 'suppressed'] as const;

function sum(summaries: readonly Summary[]): Summary {
  const total = (name: (typeof COUNTS)[number]): number => summaries.reduce((all, summary) => all + summary[name], 0);
  return Object.fromEntries(COUNTS.map((name) => [name, total(name)])) as unknown as Summary;
}

function readReport(name: string, cwd: string): Report {
  if (!existsSync(resolve(cwd, name))) throw new UsageError(`${name}: there is no such file`);
  const content = readText(resolve(cwd, name));
  if ('failure' in content) throw new UsageError(`${name} ${content.failure}`);
  let value: unknown;
  try {
    value = JSON.parse(content.text);
  } catch {
    throw new UsageError(`${name} is no JSON; --merge takes reports that \`-f json\` wrote`);
  }
  const { version, tool, kubernetesVersion, summary, findings, objects } = fieldsOf(value);
  const { name: toolName, version: toolVersion } = fieldsOf(tool);
  if (toolName !== 'podlint')
    throw new UsageError(`${name} is no report of podlint's; --merge takes reports that \`-f json\` wrote`);
  if (version !== 1)
    throw new UsageError(`${name} has the report version ${JSON.stringify(version)}, and this podlint knows version 1`);
  const isWhole =
    typeof toolVersion === 'string' &&
    typeof kubernetesVersion === 'string' &&
    COUNTS.every((count) => Number.isSafeInteger(fieldsOf(summary)[count])) &&
    isListOf(findings, isFinding) &&
    (objects === undefined || isListOf(objects, (object) => typeof fieldsOf(object)['file'] === 'string'));
  if (!isWhole) throw new UsageError(`${name} is no whole report; schema/report.json tells what belongs into it`);
  return { name, toolVersion, kubernetesVersion, summary, findings, objects: objects ?? [] } as Report;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isFinding(value: unknown): boolean {
  const finding = fieldsOf(value);
  const { severity, fix, related } = finding;
  return (
    ['rule', 'message', 'file', 'source'].every((name) => typeof finding[name] === 'string') &&
    (severity === 'error' || severity === 'warning' || severity === 'info') &&
    isRegion(finding) &&
    (fix === undefined || isListOf(fieldsOf(fix)['edits'], isEdit)) &&
    (related === undefined ||
      isListOf(
        related,
        (place) =>
          isRegion(fieldsOf(place)) &&
          typeof fieldsOf(place)['message'] === 'string' &&
          typeof fieldsOf(place)['file'] === 'string',
      ))
  );
}

function isRegion(place: Readonly<Record<string, unknown>>): boolean {
  return ['line', 'column', 'endLine', 'endColumn'].every(
    (name) => Number.isSafeInteger(place[name]) && (place[name] as number) >= 1,
  );
}

function isEdit(value: unknown): boolean {
  const { start, end, text } = fieldsOf(value);
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && typeof text === 'string';
}
