import { relative, resolve, sep } from 'node:path';
import { matchesAny } from '../model/glob.ts';
import type { Settings } from '../model/settings.ts';
import { rules } from '../rules/list.gen.ts';
import { readText } from '../cli/files.ts';
import { Configs } from '../config/find.ts';
import type { LoadedConfig } from '../config/load.ts';

/** Which config a program asks for. */
export interface ConfigRequest {
  /** The folder whose config counts; the working directory if nothing is said. */
  readonly cwd?: string | undefined;
  /** This config and no other. */
  readonly file?: string | undefined;
  /** False: configs and plugins that are code are refused. */
  readonly code?: boolean | undefined;
}

/** What the configs of a folder say. */
export interface Config {
  /** Where the config lies; undefined if there is none. */
  readonly path: string | undefined;
  readonly settings: Settings;
  /** Absolute paths of files and folders with CustomResourceDefinitions. */
  readonly crds: readonly string[];
  /** The settings for a file: those of the config nearest to it. */
  settingsFor(file: string): Settings;
  /** Whether a file is left out. */
  ignores(file: string): boolean;
}

/** Loads the config of a folder as the command does. Throws an error that lists every mistake in it with its place. */
export async function loadConfig({ cwd = process.cwd(), file, code = true }: ConfigRequest = {}): Promise<Config> {
  const name = (path: string): string => relative(cwd, path).replaceAll(sep, '/');
  const configs = await Configs.open(resolve(cwd), { given: file, none: false, code, rules, name, read: readText });
  const settingsOf = (config: LoadedConfig | undefined): Settings => {
    const locations =
      config === undefined || config.schemaLocations.length === 0 ? {} : { schemaLocations: config.schemaLocations };
    return { ...config?.settings, ...locations, plugins: configs.plugins };
  };
  return {
    path: configs.main?.path,
    settings: settingsOf(configs.main),
    crds: configs.main?.crds ?? [],
    settingsFor: (one) => settingsOf(configs.for(resolve(cwd, one))),
    ignores(one) {
      const config = configs.for(resolve(cwd, one));
      return (
        config !== undefined &&
        matchesAny(config.ignoredFiles, relative(config.folder, resolve(cwd, one)).replaceAll(sep, '/'))
      );
    },
  };
}
