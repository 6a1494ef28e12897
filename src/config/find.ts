import { existsSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { withPlugins } from '../engine/plugins.ts';
import type { AnyRule, Plugin } from '../model/rule.ts';
import { type LoadOptions, type LoadedConfig, loadConfig, loadData } from './load.ts';
import { ConfigError, configIn, isCode } from './names.ts';
import { loadPlugins } from './plugins.ts';

/** The configs of a run: one for each folder, the nearest above a file counts. */
export class Configs {
  readonly plugins: readonly Plugin[];
  readonly #options: LoadOptions;
  readonly #cwd: string;
  readonly #byFolder: Map<string, LoadedConfig | undefined> = new Map();
  /** The one that --config names, or that lies in the working folder. */
  #main: LoadedConfig | undefined;
  #only = false;

  private constructor(cwd: string, options: LoadOptions, plugins: readonly Plugin[]) {
    this.#cwd = cwd;
    this.#options = options;
    this.plugins = plugins;
    this.#main = undefined;
  }

  /** Opens the configs: `given` is the only one that counts; `none` asks for no config at all. */
  static async open(
    cwd: string,
    asked: Omit<LoadOptions, 'main' | 'pluginsKnown' | 'within'> & { given: string | undefined; none: boolean },
  ): Promise<Configs> {
    const main = asked.none ? undefined : asked.given === undefined ? configIn(cwd) : resolve(cwd, asked.given);
    const within = asked.given === undefined ? (folder: string): string => topOf(folder, cwd) : undefined;
    const first = { ...asked, main, pluginsKnown: false, within };
    const config = main === undefined ? undefined : await loadConfig(main, first);
    const plugins = config === undefined ? [] : await loadPlugins(config.plugins, config.path);
    const options = { ...first, pluginsKnown: true, rules: withPlugins(asked.rules, { plugins }) };
    const configs = new Configs(cwd, options, plugins);
    configs.#only = asked.none || asked.given !== undefined;
    if (main === undefined) return configs;
    // Once more where there are plugins: now the names of their rules can be told right from wrong.
    configs.#main = plugins.length === 0 && !isCode(main) ? loadData(main, options) : await loadConfig(main, options);
    configs.#byFolder.set(cwd, configs.#main);
    return configs;
  }

  /** All rules that can be named: podlint's own and those of plugins. */
  get rules(): ReadonlyMap<string, AnyRule> {
    return this.#options.rules;
  }

  get main(): LoadedConfig | undefined {
    return this.#main;
  }

  /** The config that counts for a file. */
  for(path: string): LoadedConfig | undefined {
    return this.#only ? this.#main : this.#forFolder(dirname(path));
  }

  #forFolder(folder: string): LoadedConfig | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const own = configIn(folder);
    let config: LoadedConfig | undefined;
    if (own !== undefined) config = this.#load(own);
    else if (topOf(folder, this.#cwd) !== folder) config = this.#forFolder(dirname(folder));
    this.#byFolder.set(folder, config);
    return config;
  }

  #load(path: string): LoadedConfig {
    if (!isCode(path)) return loadData(path, this.#options);
    throw new ConfigError(
      `${this.#options.name(path)}: is code, which is loaded only from the working folder; name it with --config, or write it as .podlint.yaml`,
    );
  }
}

/**
 * The root of the repository that a folder belongs to; without one the working folder, or, elsewhere, the folder itself. Nothing is looked for above: what
 * lies there may belong to somebody else.
 */
function topOf(folder: string, cwd: string): string {
  for (let at = folder; dirname(at) !== at; at = dirname(at)) if (existsSync(join(at, '.git'))) return at;
  return folder.startsWith(cwd + sep) ? cwd : folder;
}
