import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Result } from '../engine/summary.ts';
import type { About } from '../format/format.ts';
import { compact } from '../format/compact.ts';
import { formats, loadDocs } from '../format/index.ts';
import { FORMAT_NAMES, NEEDS_DOCS } from '../format/names.ts';
import { rules } from '../rules/list.gen.ts';
import { fromRoot } from './checkout.ts';
import { type Arguments, UsageError } from './flags.ts';
import type { Surroundings } from './main.ts';
import { print } from './output.ts';
import { known, one } from './settings.ts';
import { homepage } from './version.ts';

/** A report that is asked for. */
export interface Output {
  readonly format: string;
  /** Undefined: standard output. */
  readonly file: string | undefined;
}

/** The reports that a command line asks for; checked before anything is read. */
export function outputsOf(args: Arguments, around: Surroundings): Output[] {
  const file = one(args, 'output-file');
  const asked = (args.values.get('format') ?? []).map((word) => {
    const equals = word.indexOf('=');
    const name = equals === -1 ? word : word.slice(0, equals);
    return { format: known(name, FORMAT_NAMES, 'format'), file: equals === -1 ? undefined : word.slice(equals + 1) };
  });
  if (asked.length === 0) {
    asked.push({ format: around.stdout.isTTY && file === undefined ? 'pretty' : 'compact', file: undefined });
    // The plain report for the log, and annotations beside it.
    if (around.env['GITHUB_ACTIONS'] === 'true' && file === undefined)
      return [...asked, { format: 'github', file: undefined }];
  }
  const outputs = asked.map((output) => (output.file === undefined ? { ...output, file } : output));
  const [, second] = outputs.filter((output) => output.file === file && asked.some((one) => one.file === undefined));
  if (second !== undefined)
    throw new UsageError(
      `one place holds one report: write the others into files of their own (-f ${second.format}=FILE)`,
    );
  return outputs;
}

export interface Writing {
  readonly result: Result;
  readonly args: Arguments;
  readonly around: Surroundings;
  readonly about: Pick<About, 'version' | 'kubernetesVersion' | 'failing' | 'textOf'>;
}

/** Writes every report that can be written; false if one could not. */
export async function writeReports(
  outputs: readonly Output[],
  { result, args, around, about }: Writing,
): Promise<boolean> {
  let complete = true;
  const docs = outputs.some(({ format }) => NEEDS_DOCS.has(format)) ? await loadDocs() : undefined;
  for (const { format, file } of outputs) {
    const color = file === undefined && wantsColor(args, around);
    const told = fromRoot(format, { result, textOf: about.textOf }, around);
    const context = {
      ...about,
      textOf: told.textOf,
      docs,
      rules,
      homepage,
      color,
      objects: args.switches.has('report-objects'),
      statistics: args.switches.has('statistics'),
    };
    // The usual one by its name: the others are not loaded for it.
    const write = format === 'compact' ? compact : formats[format];
    const text = write?.(told.result, context) ?? '';
    try {
      if (file === undefined) print(around, text);
      else writeFileSync(resolve(around.cwd(), file), text);
    } catch (error) {
      complete = false;
      around.stderr.write(
        `podlint: the ${format} report can't be written to ${file ?? 'standard output'}: ${(error as Error).message}\n`,
      );
    }
  }
  return complete;
}

function wantsColor(args: Arguments, { env, stdout }: Surroundings): boolean {
  if (args.switches.has('no-color')) return false;
  if (args.switches.has('color')) return true;
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY === true && env['TERM'] !== 'dumb';
}
