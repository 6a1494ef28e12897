import { resolve } from 'node:path';
import { Configs } from '../config/find.ts';
import type { LoadedConfig } from '../config/load.ts';
import { matchesAny } from '../model/glob.ts';
import type { Settings } from '../model/settings.ts';
import { rules } from '../rules/list.gen.ts';
import { type Content, type Found, type Skipped, displayName, findFiles, readPipe, readText } from './files.ts';
import { type Arguments, UsageError } from './flags.ts';
import type { Surroundings } from './main.ts';
import { type KindSettings, findDefinitions, kindSettings } from './schemas.ts';
import { type Scope, type Shard, isInShard, scopeOf, shardOf } from './scope.ts';
import { all, checkRule, onTop, one } from './settings.ts';

/** What a command line names: the files, and the settings that hold for each. */
export class Inputs {
  readonly files: readonly Found[];
  /** Files that are read so that rules can look across objects, and not reported on. */
  readonly context: readonly Found[];
  readonly skipped: readonly Skipped[];
  readonly unmatched: readonly string[];
  /** Files that are read for the CustomResourceDefinitions in them, and for nothing else. */
  readonly definitions: readonly Found[];
  /** Whether the input can be taken for a whole project. */
  readonly project: boolean;
  readonly #configs: Configs;
  readonly #asked: Settings;
  readonly #settings: Map<LoadedConfig | undefined, Settings> = new Map();
  readonly #stdin: Content | undefined;
  readonly #stdinPath: string | undefined;
  readonly #kinds: KindSettings;
  readonly #shard: Shard | undefined;
  readonly #reader: Settings['reader'];
  readonly #cwd: string;
  #byName: Map<string, Found> | undefined;

  private constructor(found: ReturnType<typeof findFiles>, rest: Rest) {
    this.files = rest.scope.files;
    this.context = rest.scope.context;
    this.skipped = found.skipped;
    this.unmatched = found.unmatched;
    this.project = found.project || rest.args.values.has('project');
    this.#shard = shardOf(rest.args);
    this.#reader = rest.reader;
    this.#cwd = rest.cwd;
    this.#configs = rest.configs;
    this.#asked = rest.asked;
    this.#stdin = rest.stdin;
    const name = one(rest.args, 'stdin-filename');
    this.#stdinPath = name === undefined ? undefined : resolve(rest.cwd, name);
    const configs = new Set(
      [rest.configs.main, ...found.files.map(({ path }) => rest.configs.for(path))].filter(
        (config) => config !== undefined,
      ),
    );
    const linted = new Set(found.files.map(({ path }) => path));
    this.definitions = findDefinitions(rest.args, configs, rest.cwd).filter(({ path }) => !linted.has(path));
    this.#kinds = kindSettings(rest.args, configs, rest.cwd);
  }

  static async find(args: Arguments, asked: Settings, around: Surroundings): Promise<Inputs> {
    const configs = await openConfigs(args, around);
    for (const id of [...(asked.only ?? []), ...(asked.skip ?? []), ...Object.keys(asked.rules ?? {})])
      checkRule(id, configs.rules);
    const paths = [...args.paths, ...pathsFromStdin(args, around)];
    if (args.paths.length === 0 && !args.switches.has('stdin-files0')) paths.push('.');
    const options = {
      cwd: around.cwd(),
      ignorePatterns: all(args, 'ignore-pattern') ?? [],
      honourIgnoreFiles: !args.switches.has('no-ignore'),
      isIgnored: (path: string) => isLeftOut(path, configs.for(path)),
    };
    const found = findFiles({ ...options, paths: paths.filter((path) => path !== '-') });
    const scope = scopeOf(found, args, options);
    const rest = { configs, asked, args, scope, reader: readerOf(around), cwd: around.cwd() };
    if (!paths.includes('-')) return new Inputs(found, { ...rest, stdin: undefined });
    const stdin: Found = { path: '-', file: one(args, 'stdin-filename') ?? '<stdin>', named: true };
    const files = isInShard(stdin.file, shardOf(args)) ? [...scope.files, stdin] : scope.files;
    return new Inputs({ ...found, project: true }, { ...rest, scope: { ...scope, files }, stdin: readStdin(around) });
  }

  /** What plugins' rules did wrong, by rule. */
  readonly pluginFailures: Map<string, string> = new Map();
  readonly #notePluginFailure = (rule: string, reason: string): void => {
    this.pluginFailures.set(rule, reason);
  };

  /** The settings of the run as a whole. */
  get settings(): Settings {
    return this.#under(this.#configs.main);
  }

  /** The settings for a file, one object for all files under one config: a run prepares each only once. */
  settingsFor(path: string): Settings {
    return this.#under(path === '-' ? this.#configOfStdin() : this.#configs.for(path));
  }

  /** Standard input that is given a name is taken for the file of that name, as editors send it. */
  #configOfStdin(): LoadedConfig | undefined {
    return this.#stdinPath === undefined ? this.#configs.main : this.#configs.for(this.#stdinPath);
  }

  configFor(path: string): LoadedConfig | undefined {
    return this.#configs.for(path);
  }

  read(found: Found): Content {
    return found.path === '-' && this.#stdin !== undefined ? this.#stdin : readText(found.path);
  }

  /** The text of a file by the name that reports give it. */
  textOf(file: string): string | undefined {
    if (this.#byName === undefined)
      this.#byName = new Map([...this.definitions, ...this.context, ...this.files].map((one) => [one.file, one]));
    const found = this.#byName.get(file);
    const content = found === undefined ? undefined : this.read(found);
    return content !== undefined && 'text' in content ? content.text : undefined;
  }

  /** Whether what is wrong with a file is reported by this run. */
  reportsOn(found: Found): boolean {
    return isInShard(found.file, this.#shard);
  }

  #under(config: LoadedConfig | undefined): Settings {
    let settings = this.#settings.get(config);
    if (settings === undefined) {
      const own = {
        project: this.project,
        plugins: this.#configs.plugins,
        onPluginFailure: this.#notePluginFailure,
        reader: this.#reader,
        ...(config === undefined
          ? {}
          : { nameInConfig: (file: string) => displayName(config.folder, resolve(this.#cwd, file)) }),
      };
      settings = { ...onTop(config?.settings ?? {}, this.#asked), ...this.#kinds, ...own };
      this.#settings.set(config, settings);
    }
    return settings;
  }
}

interface Rest {
  readonly configs: Configs;
  readonly asked: Settings;
  readonly args: Arguments;
  readonly scope: Scope;
  readonly reader: Settings['reader'];
  readonly cwd: string;
  readonly stdin: Content | undefined;
}

/** A way for tests and measurements to have every text read by another reader. */
function readerOf({ env }: Surroundings): Settings['reader'] {
  const { PODLINT_READER: reader } = env;
  return reader === 'slow' || reader === 'yaml' ? reader : undefined;
}

function openConfigs(args: Arguments, around: Surroundings): Promise<Configs> {
  const cwd = around.cwd();
  return Configs.open(cwd, {
    given: one(args, 'config'),
    none: args.switches.has('no-config'),
    code: !args.switches.has('no-config-code'),
    rules,
    name: (path) => displayName(cwd, path),
    read: readText,
  });
}

function isLeftOut(path: string, config: LoadedConfig | undefined): boolean {
  return (
    config !== undefined &&
    config.ignoredFiles.length > 0 &&
    matchesAny(config.ignoredFiles, displayName(config.folder, path))
  );
}

function pathsFromStdin(args: Arguments, around: Surroundings): string[] {
  if (!args.switches.has('stdin-files0')) return [];
  if (args.paths.includes('-'))
    throw new UsageError('standard input is either a manifest (-) or a list of paths (--stdin-files0)');
  const content = readStdin(around);
  if ('failure' in content) throw new UsageError(`standard input ${content.failure}`);
  return content.text.split('\0').filter((path) => path !== '');
}

/** All of standard input. */
function readStdin(around: Surroundings): Content {
  return readPipe(around.stdin.fd);
}
