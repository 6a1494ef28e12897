import { realpathSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import type { Settings } from '../model/settings.ts';
import { SchemaLocation } from '../shapes/json-schema/template.ts';
import { type Found, displayName, findFiles, readText, reasonOf } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';

type Configs = Iterable<LoadedConfig>;

/** The files with CustomResourceDefinitions that --crds and the configs name. Throws a UsageError if one is not there. */
export function findDefinitions(args: Arguments, configs: Configs, cwd: string): readonly Found[] {
  const paths = new Set(args.values.get('crds'));
  for (const config of configs) for (const path of config.crds) paths.add(path);
  if (paths.size === 0) return [];
  const { files, unmatched } = findFiles({
    cwd,
    paths: [...paths],
    ignorePatterns: [],
    honourIgnoreFiles: false,
    isIgnored: () => false,
  });
  const [missing] = unmatched;
  if (missing === undefined) return files;
  const from = [...configs].find(({ crds }) => crds.includes(missing));
  throw new UsageError(
    `${from === undefined ? '--crds' : `${displayName(cwd, from.path)}: crds:`} ${displayName(cwd, missing)}: there is no such file or folder`,
  );
}

/** What a run knows of custom kinds, whatever config says so: a run has one set of schemas for all files. */
export type KindSettings = Pick<Settings, 'schemaLocations' | 'readSchema' | 'podSpecs'>;

/** Where JSON Schemas are and how they are read, and where custom kinds hold pods. Throws a UsageError for a template that is none. */
export function kindSettings(args: Arguments, configs: Configs, cwd: string): KindSettings {
  const locations = new Set(
    args.values.get('schema-location')?.map((template) => checked(template, '--schema-location', cwd)),
  );
  for (const config of configs)
    for (const template of config.schemaLocations)
      locations.add(checked(template, `${displayName(cwd, config.path)}: schemaLocations:`, cwd));
  const podSpecs = [...configs].flatMap(({ settings }) => settings.podSpecs ?? []);
  return {
    ...(podSpecs.length === 0 ? {} : { podSpecs }),
    ...(locations.size === 0 ? {} : { schemaLocations: [...locations], readSchema: readerOf(cwd) }),
  };
}

function checked(template: string, from: string, cwd: string): string {
  const slashed = sep === '\\' ? template.replaceAll('\\', '/') : template;
  try {
    const { folder } = new SchemaLocation(slashed);
    if (!isThere(resolve(cwd, folder))) throw new Error(`${template}: there is no folder ${folder}`);
    return slashed;
  } catch (error) {
    throw new UsageError(`${from} ${(error as Error).message}`);
  }
}

/** Reads a schema within a folder, and nothing that a symbolic link in it leads to elsewhere. */
function readerOf(cwd: string): NonNullable<Settings['readSchema']> {
  return (path, folder) => {
    const full = resolve(cwd, path);
    if (!isThere(full)) return undefined;
    const root = realpathSync(resolve(cwd, folder));
    const real = realpathSync(full);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new Error(`is a symbolic link that leads out of ${folder}`);
    const content = readText(real);
    if ('failure' in content) throw new Error(content.failure);
    return content.text;
  };
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A file where the template has a folder.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return false;
    throw new Error(reasonOf(error));
  }
}
