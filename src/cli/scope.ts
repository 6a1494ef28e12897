import { type Findings, type Found, type FindOptions, findFiles } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';
import { one } from './settings.ts';

/** A part of the files, for a run that is spread over several machines. */
export interface Shard {
  /** From 1 on. */
  readonly index: number;
  readonly count: number;
}

/** The part that --shard asks for. */
export function shardOf(args: Arguments): Shard | undefined {
  const value = one(args, 'shard');
  if (value === undefined) return undefined;
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(shard.index >= 1 && shard.index <= shard.count))
    throw new UsageError(`--shard takes I/N with I from 1 to N, as in 2/5, not \`${value}\``);
  return shard;
}

/** Whether a file is reported by a part: it depends on nothing but its name, so that every machine says the same. */
export function isInShard(file: string, shard: Shard | undefined): boolean {
  return shard === undefined || hash(file) % shard.count === shard.index - 1;
}

/** FNV-1a: spreads names that differ in a digit only. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

/** What is reported on and what is only read: the files of --project that nobody named, and those of other parts. */
export interface Scope {
  readonly files: readonly Found[];
  readonly context: readonly Found[];
}

/** Divides what was found. Throws a UsageError if the folder of --project is none. */
export function scopeOf(found: Findings, args: Arguments, options: Omit<FindOptions, 'paths'>): Scope {
  const shard = shardOf(args);
  const files: Found[] = [];
  const context = [...around(found, args, options)];
  for (const file of found.files) (isInShard(file.file, shard) ? files : context).push(file);
  return { files, context };
}

function around(found: Findings, args: Arguments, options: Omit<FindOptions, 'paths'>): readonly Found[] {
  const folder = one(args, 'project');
  if (folder === undefined) return [];
  const { files, project } = findFiles({ ...options, paths: [folder] });
  if (!project) throw new UsageError(`--project ${folder}: there is no such folder`);
  const named = new Set(found.files.map(({ path }) => path));
  return files.filter(({ path }) => !named.has(path));
}
