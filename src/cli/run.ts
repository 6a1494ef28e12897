import { resolve } from 'node:path';
import { type Result, type Summary, count } from '../engine/summary.ts';
import { fixInRounds } from '../fix/rounds.ts';
import { plain } from '../format/plain.ts';
import { openRun } from '../lint.ts';
import type { Severity } from '../model/finding.ts';
import { versionOf } from '../schema/version.ts';
import { type Found, displayName, readText } from './files.ts';
import { Fragments } from './fragments.ts';
import { type FileDraft, diffOf, writeDrafts } from './fix.ts';
import { type Arguments, UsageError } from './flags.ts';
import { Inputs } from './inputs.ts';
import type { Surroundings } from './main.ts';
import { Memory } from './memory.ts';
import { checkMerge, mergeReports } from './merge.ts';
import { print } from './output.ts';
import { Pace } from './pace.ts';
import { toTemplates } from './rendered.ts';
import { openProgress } from './progress.ts';
import { type Output, outputsOf, writeReports } from './reports.ts';
import { type Bounds, boundsOf, one, settingsOf } from './settings.ts';
import { OldFindings } from './suppressions.ts';
import { Timing } from './timing.ts';
import { sayUnusedIgnores } from './unused-ignores.ts';
import { version } from './version.ts';

/** Lints what the arguments name, writes the reports, and tells the exit status. */
export async function run(args: Arguments, around: Surroundings): Promise<number> {
  const outputs = outputsOf(args, around);
  const bounds = boundsOf(args);
  const oldFindings = new OldFindings(args, around);
  if (args.switches.has('merge')) return merge(args, around, { outputs, bounds });
  const timing = new Timing(args);
  const inputs = await timing.wait('find files and configs', () => Inputs.find(args, settingsOf(args), around));
  if (args.values.has('print-config'))
    return printConfig(resolve(around.cwd(), one(args, 'print-config') as string), inputs, around);
  if (args.switches.has('list-files'))
    return list(
      around,
      inputs.files.map(({ file }) => plain(file)),
    );
  if (args.switches.has('list-skipped'))
    return list(
      around,
      inputs.skipped.map(({ file, reason }) => `${plain(file)}: ${reason}`),
    );

  const wantsFix = args.switches.has('fix') || args.switches.has('unsafe-fixes') || args.switches.has('diff');
  const work = { inputs, args, around, timing, bounds };
  const linted = wantsFix ? fixAll(work) : { result: inTemplates(lintAll(work), inputs, around), complete: true };
  if (args.switches.has('diff')) return linted.complete ? 0 : 1;

  const result = limit(oldFindings.settle(linted.result, inputs.settings), args, bounds);
  const about = {
    version,
    kubernetesVersion: `1.${versionOf(inputs.settings.kubernetesVersion)}`,
    failing: failingOf(result.summary, bounds),
    textOf: (file: string) => inputs.textOf(file),
  };
  const written = await timing.wait('write the reports', () => writeReports(outputs, { result, args, around, about }));
  timing.print(around);
  complain(inputs, result, { args, around, bounds });
  sayUnusedIgnores(linted.result, args, around);
  const unmatched = inputs.unmatched.length > 0 && !args.switches.has('no-error-on-unmatched-pattern');
  for (const [rule, reason] of inputs.pluginFailures)
    around.stderr.write(`podlint: plugin rule ${rule} failed: ${plain(reason)}\n`);
  if (!written || !linted.complete || unmatched || inputs.pluginFailures.size > 0) return 2;
  return fails(result.summary, args, about.failing) ? 1 : 0;
}

interface Work {
  readonly inputs: Inputs;
  readonly args: Arguments;
  readonly around: Surroundings;
  readonly timing: Timing;
  readonly bounds: Bounds;
}

function lintAll({ inputs, args, around, timing, bounds }: Work, drafts?: ReadonlyMap<string, FileDraft>): Result {
  const progress = openProgress(args, around, inputs.files.length + inputs.context.length);
  const lintRun = openRun(inputs.settings);
  const memory = new Memory();
  const pace = new Pace();
  const all = inOrder(inputs);
  const fragments = inputs.settings.asIs ? undefined : new Fragments(around.cwd(), all);
  const add = (found: Found, kind: { readonly definitions?: true; readonly context?: boolean }): void => {
    const draft = drafts?.get(found.file);
    const content = draft === undefined ? timing.of('read files', () => inputs.read(found)) : { text: draft.after };
    const { file, named } = found;
    const live = found.path === '-' && !args.switches.has('as-is');
    const text = 'text' in content ? content.text : '';
    pace.note(text.length);
    const refusal = 'text' in content ? memory.refusal(text) : content.failure;
    if (refusal === undefined)
      timing.ofFile('check each file', file, () =>
        lintRun.add({
          file,
          text,
          named,
          live,
          settings: inputs.settingsFor(found.path),
          ...fragments?.of(found, text),
          ...kind,
        }),
      );
    else if (!kind.context) lintRun.fail(file, refusal);
  };
  for (const found of inputs.definitions)
    add({ ...found, named: true }, { definitions: true, context: !inputs.reportsOn(found) });
  const context = new Set(inputs.context);
  for (const found of all) {
    progress.step(found.file);
    if (Date.now() < bounds.end) add(found, { context: context.has(found) });
    else if (!context.has(found))
      lintRun.fail(found.file, `is not checked: the run has taken longer than ${bounds.mostSeconds} s (--max-time)`);
  }
  const result = timing.of('look across objects', () => lintRun.finish());
  progress.done();
  return result;
}

/** All files that are read, sorted: what one says of another must not depend on which of them are reported on. */
function inOrder({ files, context }: Inputs): readonly Found[] {
  if (context.length === 0) return files;
  return [...files, ...context].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}

/** What came in on standard input may have been rendered from templates that lie here. */
function inTemplates(result: Result, inputs: Inputs, around: Surroundings): Result {
  const stdin = inputs.files.find(({ path }) => path === '-');
  const text = stdin === undefined ? undefined : inputs.textOf(stdin.file);
  return stdin === undefined || text === undefined
    ? result
    : toTemplates(result, { file: stdin.file, text, cwd: around.cwd() });
}

/** One report out of several: nothing is linted, all else is as if it had been one run. */
async function merge(
  args: Arguments,
  around: Surroundings,
  { outputs, bounds }: { outputs: readonly Output[]; bounds: Bounds },
): Promise<number> {
  checkMerge(args);
  const merged = mergeReports(args.paths, around.cwd());
  const textOf = (file: string): string | undefined => {
    const content = readText(resolve(around.cwd(), file));
    return 'text' in content ? content.text : undefined;
  };
  const result = limit(merged.result, args, bounds);
  const failing = failingOf(result.summary, bounds);
  const about = { version, kubernetesVersion: merged.kubernetesVersion, failing, textOf };
  const written = await writeReports(outputs, { result, args, around, about });
  sayMore(result, args, { around, bounds });
  if (!written) return 2;
  return fails(result.summary, args, about.failing) ? 1 : 0;
}

/** Lints, fixes and lints again. Writes the files, or the diff that would be. `complete`: all was written; with a diff, that it is empty. */
function fixAll(work: Work): { result: Result; complete: boolean } {
  const { inputs, args, around } = work;
  const drafts = new Map<string, FileDraft>();
  for (const found of inputs.files) {
    const content = inputs.read(found);
    if ('text' in content) drafts.set(found.file, { found, before: content.text, after: content.text });
  }
  if (drafts.get('<stdin>')?.found.path === '-' && !args.switches.has('diff'))
    throw new UsageError('standard input can not be fixed; --diff shows what a fix would change');
  const { result, fixed, endless } = fixInRounds(drafts, {
    lint: () => lintAll(work, drafts),
    findingsOf: ({ findings }) => findings,
    unsafe: args.switches.has('unsafe-fixes'),
  });
  for (const file of endless)
    around.stderr.write(`podlint: ${plain(file)}: one fix makes another necessary, without end: left as it is\n`);
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
  print(
    around,
    `${JSON.stringify({ config: from, settings: { ...inputs.settingsFor(path), plugins: undefined } }, undefined, 2)}\n`,
  );
  return 0;
}

function limit(result: Result, args: Arguments, { mostFindings: most }: Bounds): Result {
  const findings = args.switches.has('quiet')
    ? result.findings.filter(({ severity }) => severity === 'error')
    : result.findings;
  return { ...result, findings: most === undefined ? findings : findings.slice(0, most) };
}

/** The severities that make the run fail. */
function failingOf({ warnings }: Summary, { failOn, mostWarnings }: Bounds): ReadonlySet<Severity> {
  const failing = new Set<Severity>(['error']);
  if (failOn !== 'error' || (mostWarnings !== undefined && warnings > mostWarnings)) failing.add('warning');
  if (failOn === 'info') failing.add('info');
  return failing;
}

function fails({ errors, warnings, infos }: Summary, args: Arguments, failing: ReadonlySet<Severity>): boolean {
  if (args.switches.has('exit-zero')) return false;
  return errors > 0 || (failing.has('warning') && warnings > 0) || (failing.has('info') && infos > 0);
}

/** What is to be said besides the report: paths that are not there, and input without manifests. */
function complain(
  { unmatched }: Inputs,
  result: Result,
  { args, around, bounds }: { args: Arguments; around: Surroundings; bounds: Bounds },
): void {
  const { summary, findings } = result;
  if (!args.switches.has('no-error-on-unmatched-pattern')) {
    for (const path of unmatched)
      around.stderr.write(`podlint: ${plain(path)}: there is no such file, and no glob that matches one\n`);
  }
  sayMore(result, args, { around, bounds });
  // A part of a run may well be empty, and so may the list of what has changed.
  if (
    args.values.has('shard') ||
    args.switches.has('stdin-files0') ||
    summary.files > 0 ||
    unmatched.length > 0 ||
    count(findings).errors > 0
  )
    return;
  const skipped =
    summary.skipped === 0
      ? ''
      : ` (${summary.skipped === 1 ? 'one other file' : `${summary.skipped} other files`} skipped)`;
  around.stderr.write(`podlint: no Kubernetes manifests here${skipped}\n`);
}

/** Says how many findings are not shown. */
function sayMore(
  { summary }: Result,
  args: Arguments,
  { around, bounds: { mostFindings: most } }: { around: Surroundings; bounds: Bounds },
): void {
  const all = args.switches.has('quiet') ? summary.errors : summary.errors + summary.warnings + summary.infos;
  if (most !== undefined && all > most)
    around.stderr.write(`podlint: ${all - most} more findings (--max-findings ${most})\n`);
}
