import { resolve } from 'node:path';
import { type Result, count } from '../engine/summary.ts';
import { plain } from '../format/plain.ts';
import { openRun } from '../lint.ts';
import { versionOf } from '../schema/version.ts';
import { displayName } from './files.ts';
import { type Draft, diffOf, fixDrafts, writeDrafts } from './fix.ts';
import { type Arguments, UsageError } from './flags.ts';
import { Inputs } from './inputs.ts';
import type { Surroundings } from './main.ts';
import { print } from './output.ts';
import { openProgress } from './progress.ts';
import { outputsOf, writeReports } from './reports.ts';
import { type Bounds, boundsOf, one, settingsOf } from './settings.ts';
import { version } from './version.ts';

/** Lints what the arguments name, writes the reports, and tells the exit status. */
export async function run(args: Arguments, around: Surroundings): Promise<number> {
  const outputs = outputsOf(args, around);
  const bounds = boundsOf(args);
  const inputs = await Inputs.find(args, settingsOf(args), around);
  if (args.values.has('print-config')) return printConfig(resolve(around.cwd(), one(args, 'print-config') as string), inputs, around);
  if (args.switches.has('list-files')) return list(around, inputs.files.map(({ file }) => file));
  if (args.switches.has('list-skipped')) return list(around, inputs.skipped.map(({ file, reason }) => `${file}: ${reason}`));

  const wantsFix = args.switches.has('fix') || args.switches.has('unsafe-fixes') || args.switches.has('diff');
  const linted = wantsFix ? fixAll(inputs, args, around) : { result: lintAll(inputs, args, around), complete: true };
  if (args.switches.has('diff')) return linted.complete ? 0 : 1;

  const result = limit(linted.result, args, bounds);
  const about = { version, kubernetesVersion: `1.${versionOf(inputs.settings.kubernetesVersion)}`, textOf: (file: string) => inputs.textOf(file) };
  const written = await writeReports(outputs, { result, args, around, about });
  complain(inputs, result, { args, around, bounds });
  const unmatched = inputs.unmatched.length > 0 && !args.switches.has('no-error-on-unmatched-pattern');
  for (const [rule, reason] of inputs.pluginFailures) around.stderr.write(`podlint: plugin rule ${rule} failed: ${plain(reason)}\n`);
  if (!written || !linted.complete || unmatched || inputs.pluginFailures.size > 0) return 2;
  return fails(result, args, bounds) ? 1 : 0;
}

function lintAll(inputs: Inputs, args: Arguments, around: Surroundings, drafts?: ReadonlyMap<string, Draft>): Result {
  const progress = openProgress(args, around, inputs.files.length);
  const lintRun = openRun(inputs.settings);
  for (const found of inputs.definitions) {
    const content = inputs.read(found);
    if ('text' in content) lintRun.add({ file: found.file, text: content.text, named: true, definitions: true });
    else lintRun.fail(found.file, content.failure);
  }
  for (const found of inputs.files) {
    progress.step(found.file);
    const draft = drafts?.get(found.file);
    const content = draft === undefined ? inputs.read(found) : { text: draft.after };
    if ('text' in content) lintRun.add({ file: found.file, text: content.text, named: found.named, settings: inputs.settingsFor(found.path) });
    else lintRun.fail(found.file, content.failure);
  }
  const result = lintRun.finish();
  progress.done();
  return result;
}

/** Lints, fixes and lints again. Writes the files, or the diff that would be. `complete`: all was written; with a diff, that it is empty. */
function fixAll(inputs: Inputs, args: Arguments, around: Surroundings): { result: Result; complete: boolean } {
  const drafts = new Map<string, Draft>();
  for (const found of inputs.files) {
    const content = inputs.read(found);
    if ('text' in content) drafts.set(found.file, { found, before: content.text, after: content.text });
  }
  if (drafts.get('<stdin>')?.found.path === '-' && !args.switches.has('diff')) throw new UsageError('standard input can not be fixed; --diff shows what a fix would change');
  const { result, fixed } = fixDrafts(drafts, () => lintAll(inputs, args, around, drafts), args.switches.has('unsafe-fixes'));
  if (args.switches.has('diff')) {
    const diff = diffOf(drafts.values());
    print(around, diff);
    return { result, complete: diff === '' };
  }
  const complete = writeDrafts(drafts.values(), around);
  const files = [...drafts.values()].filter(({ before, after }) => before !== after).length;
  if (fixed > 0) around.stderr.write(`podlint: fixed ${fixed} in ${files === 1 ? 'one file' : `${files} files`}\n`);
  return { result, complete };
}

function list(around: Surroundings, lines: readonly string[]): number {
  print(around, lines.map((line) => `${line}\n`).join(''));
  return 0;
}

function printConfig(path: string, inputs: Inputs, around: Surroundings): number {
  const config = inputs.configFor(path);
  const from = config === undefined ? null : displayName(around.cwd(), config.path);
  print(around, `${JSON.stringify({ config: from, settings: { ...inputs.settingsFor(path), plugins: undefined } }, undefined, 2)}\n`);
  return 0;
}

function limit(result: Result, args: Arguments, { mostFindings: most }: Bounds): Result {
  const findings = args.switches.has('quiet') ? result.findings.filter(({ severity }) => severity === 'error') : result.findings;
  return { ...result, findings: most === undefined ? findings : findings.slice(0, most) };
}

function fails({ summary }: Result, args: Arguments, { failOn: level, mostWarnings }: Bounds): boolean {
  if (args.switches.has('exit-zero')) return false;
  if (summary.errors > 0 || (level !== 'error' && summary.warnings > 0) || (level === 'info' && summary.infos > 0)) return true;
  return mostWarnings !== undefined && summary.warnings > mostWarnings;
}

/** What is to be said besides the report: paths that are not there, and input without manifests. */
function complain({ unmatched }: Inputs, { summary, findings }: Result, { args, around, bounds }: { args: Arguments; around: Surroundings; bounds: Bounds }): void {
  if (!args.switches.has('no-error-on-unmatched-pattern')) {
    for (const path of unmatched) around.stderr.write(`podlint: ${path}: there is no such file, and no glob that matches one\n`);
  }
  const most = bounds.mostFindings;
  const all = args.switches.has('quiet') ? summary.errors : summary.errors + summary.warnings + summary.infos;
  if (most !== undefined && all > most) around.stderr.write(`podlint: ${all - most} more findings (--max-findings ${most})\n`);
  if (summary.files > 0 || unmatched.length > 0 || count(findings).errors > 0) return;
  const skipped = summary.skipped === 0 ? '' : ` (${summary.skipped === 1 ? 'one other file' : `${summary.skipped} other files`} skipped)`;
  around.stderr.write(`podlint: no Kubernetes manifests here${skipped}\n`);
}
