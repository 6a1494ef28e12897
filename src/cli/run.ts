import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Configs } from '../config/find.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { About } from '../format/format.ts';
import { formats } from '../format/index.ts';
import { openRun } from '../lint.ts';
import { matchesAny } from '../model/glob.ts';
import type { Settings } from '../model/settings.ts';
import { rules } from '../rules/list.gen.ts';
import { versionOf } from '../schema/version.ts';
import { type Result, count } from '../engine/summary.ts';
import { type Content, type Found, decode, displayName, findFiles, readText, reasonOf } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';
import type { Surroundings } from './main.ts';
import { ClosedPipe, writeAll } from './output.ts';
import { openProgress } from './progress.ts';
import { all, choice, known, number, onTop, settingsOf } from './settings.ts';
import { version } from './version.ts';

/** Lints what the arguments name, writes the reports, and tells the exit status. */
export async function run(args: Arguments, around: Surroundings): Promise<number> {
  const asked = settingsOf(args);
  const configs = await openConfigs(args, around);
  const settings = onTop(configs.main?.settings ?? {}, asked);
  const outputs = outputsOf(args, around);
  const { files, skipped, unmatched, project } = find(args, around, configs);
  if (args.values.has('print-config')) return printConfig(args, around, { configs, asked });
  if (args.switches.has('list-files')) return list(around, files.map(({ file }) => file));
  if (args.switches.has('list-skipped')) return list(around, skipped.map(({ file, reason }) => `${file}: ${reason}`));

  const progress = openProgress(args, around, files.length);
  const lintRun = openRun({ ...settings, project });
  const settingsFor = perConfig(configs, asked, project);
  for (const found of files) {
    progress.step(found.file);
    const content = found.path === '-' ? readStdin(around) : readText(found.path);
    if ('text' in content) lintRun.add({ file: found.file, text: content.text, named: found.named, settings: settingsFor(found.path) });
    else lintRun.fail(found.file, content.failure);
  }
  const result = limit(lintRun.finish(), args);
  progress.done();

  const about = { version, kubernetesVersion: `1.${versionOf(settings.kubernetesVersion)}` };
  const written = write(outputs, { result, args, around, about });
  complain(unmatched, result, { args, around });
  const wrong = !written || (unmatched.length > 0 && !args.switches.has('no-error-on-unmatched-pattern'));
  return wrong ? 2 : fails(result, args) ? 1 : 0;
}

function openConfigs(args: Arguments, around: Surroundings): Promise<Configs> {
  const { switches, values } = args;
  const cwd = around.cwd();
  const given = values.get('config')?.[0];
  const none = switches.has('no-config');
  return Configs.open(cwd, { given, none, code: !switches.has('no-config-code'), rules, name: (path) => displayName(cwd, path) });
}

/** The settings for a file, one object for all files under one config: the run prepares each only once. */
function perConfig(configs: Configs, asked: Settings, project: boolean): (path: string) => Settings {
  const known = new Map<LoadedConfig | undefined, Settings>();
  return (path) => {
    const config = path === '-' ? configs.main : configs.for(path);
    let settings = known.get(config);
    if (settings === undefined) known.set(config, (settings = { ...onTop(config?.settings ?? {}, asked), project }));
    return settings;
  };
}

function printConfig(args: Arguments, around: Surroundings, { configs, asked }: { configs: Configs; asked: Settings }): number {
  const path = resolve(around.cwd(), args.values.get('print-config')?.[0] ?? '');
  const config = configs.for(path);
  const from = config === undefined ? null : displayName(around.cwd(), config.path);
  print(around, `${JSON.stringify({ config: from, settings: onTop(config?.settings ?? {}, asked) }, undefined, 2)}\n`);
  return 0;
}

function find(args: Arguments, around: Surroundings, configs: Configs): ReturnType<typeof findFiles> {
  const cwd = around.cwd();
  const paths = [...args.paths, ...pathsFromStdin(args, around)];
  if (args.paths.length === 0 && !args.switches.has('stdin-files0')) paths.push('.');
  const found = findFiles({
    cwd,
    paths: paths.filter((path) => path !== '-'),
    ignorePatterns: all(args, 'ignore-pattern') ?? [],
    honourIgnoreFiles: !args.switches.has('no-ignore'),
    isIgnored: (path) => {
      const config = configs.for(path);
      return config !== undefined && config.ignoredFiles.length > 0 && matchesAny(config.ignoredFiles, displayName(config.folder, path));
    },
  });
  if (!paths.includes('-')) return found;
  const stdin: Found = { path: '-', file: args.values.get('stdin-filename')?.[0] ?? '<stdin>', named: true };
  return { ...found, files: [...found.files, stdin], project: true };
}

function pathsFromStdin(args: Arguments, around: Surroundings): string[] {
  if (!args.switches.has('stdin-files0')) return [];
  if (args.paths.includes('-')) throw new UsageError('standard input is either a manifest (-) or a list of paths (--stdin-files0)');
  const content = readStdin(around);
  if ('failure' in content) throw new UsageError(`standard input ${content.failure}`);
  return content.text.split('\0').filter((path) => path !== '');
}

function readStdin(around: Surroundings): Content {
  try {
    return decode(readFileSync(around.stdin.fd));
  } catch (error) {
    return { failure: reasonOf(error) };
  }
}

function list(around: Surroundings, lines: readonly string[]): number {
  print(around, lines.map((line) => `${line}\n`).join(''));
  return 0;
}

interface Output {
  readonly format: string;
  /** Undefined: standard output. */
  readonly file: string | undefined;
}

function outputsOf(args: Arguments, around: Surroundings): Output[] {
  const file = args.values.get('output-file')?.[0];
  const outputs = (args.values.get('format') ?? []).map((asked) => {
    const equals = asked.indexOf('=');
    const name = equals === -1 ? asked : asked.slice(0, equals);
    return { format: known(name, Object.keys(formats), 'format'), file: equals === -1 ? undefined : asked.slice(equals + 1) };
  });
  if (outputs.length === 0) outputs.push({ format: around.stdout.isTTY && file === undefined ? 'pretty' : 'compact', file: undefined });
  const resolved = outputs.map((output) => (output.file === undefined && file !== undefined ? { ...output, file } : output));
  const onScreen = resolved.filter((output) => output.file === undefined);
  if (onScreen.length > 1) throw new UsageError(`only one report fits on standard output: write the others into files (-f ${onScreen[1]?.format}=FILE)`);
  return resolved;
}

interface Writing {
  readonly result: Result;
  readonly args: Arguments;
  readonly around: Surroundings;
  readonly about: Pick<About, 'version' | 'kubernetesVersion'>;
}

/** Writes every report that can be written; false if one could not. */
function write(outputs: readonly Output[], { result, args, around, about }: Writing): boolean {
  let complete = true;
  for (const { format, file } of outputs) {
    const color = file === undefined && wantsColor(args, around);
    const context = { ...about, color, objects: args.switches.has('report-objects'), statistics: args.switches.has('statistics') };
    const text = formats[format]?.(result, context) ?? '';
    try {
      if (file === undefined) print(around, text);
      else writeFileSync(resolve(around.cwd(), file), text);
    } catch (error) {
      complete = false;
      around.stderr.write(`podlint: the ${format} report can't be written to ${file ?? 'standard output'}: ${(error as Error).message}\n`);
    }
  }
  return complete;
}

function print(around: Surroundings, text: string): void {
  try {
    writeAll(around.stdout, text);
  } catch (error) {
    if (!(error instanceof ClosedPipe)) throw error;
  }
}

function wantsColor(args: Arguments, { env, stdout }: Surroundings): boolean {
  if (args.switches.has('no-color')) return false;
  if (args.switches.has('color')) return true;
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}

function limit(result: Result, args: Arguments): Result {
  const quiet = args.switches.has('quiet') ? result.findings.filter(({ severity }) => severity === 'error') : result.findings;
  const most = number(args, 'max-findings');
  if (most === undefined || quiet.length <= most) return { ...result, findings: quiet };
  return { ...result, findings: quiet.slice(0, most) };
}

function fails({ summary }: Result, args: Arguments): boolean {
  const level = choice(args, 'fail-on', ['error', 'warning', 'info']) ?? 'error';
  const mostWarnings = number(args, 'max-warnings');
  if (args.switches.has('exit-zero')) return false;
  if (summary.errors > 0 || (level !== 'error' && summary.warnings > 0) || (level === 'info' && summary.infos > 0)) return true;
  return mostWarnings !== undefined && summary.warnings > mostWarnings;
}

function complain(unmatched: readonly string[], result: Result, { args, around }: Pick<Writing, 'args' | 'around'>): void {
  if (!args.switches.has('no-error-on-unmatched-pattern')) {
    for (const path of unmatched) around.stderr.write(`podlint: ${path}: there is no such file, and no glob that matches one\n`);
  }
  const { files, skipped } = result.summary;
  if (files === 0 && unmatched.length === 0) {
    around.stderr.write(`podlint: no Kubernetes manifests here${skipped === 0 ? '' : ` (${count(result.findings).errors === 0 ? `${skipped} other files skipped` : ''})`}\n`);
  }
}
