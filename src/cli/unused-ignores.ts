import { resolve } from 'node:path';
import type { Result } from '../engine/summary.ts';
import type { Ignore } from '../model/settings.ts';
import { plain } from '../format/plain.ts';
import type { Arguments } from './flags.ts';
import type { Surroundings } from './main.ts';

/** Says which entries of the config's `ignores` left out nothing, where all that they could be about was looked at by all rules. */
export function sayUnusedIgnores({ unusedIgnores = [] }: Result, args: Arguments, around: Surroundings): void {
  const { paths, values } = args;
  const isPart = ['only', 'skip', 'preset', 'rule', 'shard', 'ignore-pattern'].some((name) => values.has(name));
  const isAll = paths.length === 0 || paths.some((path) => resolve(around.cwd(), path) === around.cwd());
  if (isPart || !isAll) return;
  for (const entry of unusedIgnores)
    around.stderr.write(`podlint: \`ignores\` of the config: nothing is left out by ${plain(describe(entry))}\n`);
}

function describe({ reason: _, ...criteria }: Ignore): string {
  return JSON.stringify(criteria);
}
