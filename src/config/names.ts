import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names of configs that are data: may lie in any folder. */
export const DATA_NAMES: readonly string[] = ['.podlint.yaml', '.podlint.yml', 'podlint.config.json'];
/** Names of configs that are code: only in the working folder. */
export const CODE_NAMES: readonly string[] = ['podlint.config.mjs', 'podlint.config.js', 'podlint.config.ts'];

/** Everything that is wrong with a config, a line each with its place. */
export class ConfigError extends Error {
  override readonly name: string = 'UsageError';
}

/** The config that lies in a folder, if one does; two are an error, since nobody could say which counts. */
export function configIn(folder: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return undefined;
  }
  const found = names.filter((name) => DATA_NAMES.includes(name) || CODE_NAMES.includes(name));
  if (found.length > 1)
    throw new ConfigError(`${folder}: ${found.sort().join(' and ')} are both configs; keep one of them`);
  return found[0] === undefined ? undefined : join(folder, found[0]);
}

/** Whether a config is code, to be run to know what it says. */
export function isCode(path: string): boolean {
  return /\.(mjs|js|cjs|ts|mts)$/.test(path);
}
