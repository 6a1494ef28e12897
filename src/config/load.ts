import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nearest } from '../model/nearest.ts';
import { Node, Style, Type } from '../model/node.ts';
import { type Place, placeOf, placeOfKey } from '../model/place.ts';
import { type AnyRule, PRESETS } from '../model/rule.ts';
import { text } from '../model/scalar.ts';
import type { Settings } from '../model/settings.ts';
import { Source } from '../model/source.ts';
import { readSource } from '../parse/read.ts';
import { parsePlace } from '../shapes/custom/pod-places.ts';
import { NEWEST_MINOR, OLDEST_MINOR } from '../schema/minors.gen.ts';
import { minorOf } from '../schema/version.ts';
import { check, toValue } from './check.ts';
import { type ConfigValues, merge, toSettings } from './merge.ts';
import { ConfigError, isCode } from './names.ts';
import { CONFIG_SCHEMA } from './schema.ts';

export interface LoadOptions {
  /** False: configs and plugins that are code are refused. */
  readonly code: boolean;
  /** The config of the working folder, or the one that --config names: the only one whose plugins are loaded. */
  readonly main: string | undefined;
  /** Whether `rules` holds those of plugins too; while it does not, names with a slash are not looked up. */
  readonly pluginsKnown: boolean;
  /** The rules there are. */
  readonly rules: ReadonlyMap<string, AnyRule>;
  /** What messages call a file. */
  readonly name: (path: string) => string;
  /** Reads a text, or tells why it can't be read. */
  readonly read: (path: string) => { readonly text: string } | { readonly failure: string };
  /**
   * Where a config that was found in a folder has to stay, with all that it extends: messages quote configs, and what lies elsewhere may be a secret
   * that somebody wants to be told. Absent for a config that was named.
   */
  readonly within?: ((folder: string) => string) | undefined;
}

/** A config and what it extends, as one. */
export interface LoadedConfig {
  readonly path: string;
  readonly settings: Settings;
  /** Absolute paths of modules with rules. */
  readonly plugins: readonly string[];
  /** Absolute paths of files and folders with CustomResourceDefinitions. */
  readonly crds: readonly string[];
  readonly schemaLocations: readonly string[];
  /** Globs of files to leave out, relative to `folder`. */
  readonly ignoredFiles: readonly string[];
  readonly folder: string;
}

/** Loads a config that is data, with all that it extends. Throws a ConfigError that lists every mistake. */
export function loadData(path: string, options: LoadOptions): LoadedConfig {
  return finish(path, new Loader(options).data(path, []));
}

/** Loads a config that may be code. */
export async function loadConfig(path: string, options: LoadOptions): Promise<LoadedConfig> {
  if (!isCode(path)) return loadData(path, options);
  return finish(path, await new Loader(options).code(path));
}

function finish(path: string, values: ConfigValues): LoadedConfig {
  const { plugins, crds, schemaLocations, ignoredFiles } = values;
  return { path, settings: toSettings(values), plugins, crds, schemaLocations, ignoredFiles, folder: dirname(path) };
}

class Loader {
  readonly #options: LoadOptions;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  data(path: string, above: readonly string[]): ConfigValues {
    const name = this.#options.name(path);
    if (above.includes(path))
      throw new ConfigError(`${name}: extends itself (${[...above, path].map(this.#options.name).join(' > ')})`);
    this.#refuseOutside(path, above[0] ?? path);
    const content = this.#options.read(path);
    if ('failure' in content) throw new ConfigError(`${name} ${content.failure}`);
    return this.#checked(new Source(name, content.text), path, above);
  }

  /** Packages are nobody's secret, wherever they are installed. */
  #refuseOutside(path: string, first: string): void {
    const name = this.#options.name(path);
    let real: string;
    try {
      real = realpathSync(path);
    } catch (error) {
      throw new ConfigError(`${name}: can't be read (${(error as NodeJS.ErrnoException).code})`);
    }
    const root = this.#options.within?.(dirname(first));
    if (root === undefined || isBelow(real, realpathSync(root)) || real.includes(`${sep}node_modules${sep}`)) return;
    throw new ConfigError(
      `${name}: leads out of the repository, or out of the working folder where there is none; only a config that is named with --config may`,
    );
  }

  async code(path: string): Promise<ConfigValues> {
    const name = this.#options.name(path);
    if (!this.#options.code) throw new ConfigError(`${name}: is code, and --no-config-code refuses code`);
    const value = await importDefault(path, name);
    // The same checks as for data: what is not JSON in it has no meaning in a config.
    const plain = JSON.stringify(value ?? {}, undefined, 2) ?? '{}';
    return this.#checked(new Source(name, plain), path, []);
  }

  #checked(source: Source, path: string, above: readonly string[]): ConfigValues {
    const mistakes: string[] = [];
    const complain = (at: Place, message: string): void => {
      const { line, column } = source.position(at.start);
      mistakes.push(isCode(path) ? `${source.file}: ${message}` : `${source.file}:${line}:${column}: ${message}`);
    };
    const root = readRoot(source, complain);
    check(root, CONFIG_SCHEMA, complain);
    checkNames(root, this.#options, complain);
    if (path !== this.#options.main) refuseCode(root, complain);
    if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
    const own = toValue(root, CONFIG_SCHEMA) as Record<string, unknown>;
    const extended = this.#extended(own['extends'], path, above);
    return merge([...extended, own], dirname(path));
  }

  #extended(extend: unknown, path: string, above: readonly string[]): Record<string, unknown>[] {
    const names = extend === undefined ? [] : Array.isArray(extend) ? (extend as string[]) : [extend as string];
    return names
      .filter((one) => !(PRESETS as readonly string[]).includes(one))
      .map((one) => this.data(this.#resolve(one, path), [...above, path]) as unknown as Record<string, unknown>);
  }

  #resolve(name: string, from: string): string {
    if (name.startsWith('.') || name.startsWith('/')) return resolve(dirname(from), name);
    try {
      return createRequire(pathToFileURL(from)).resolve(name);
    } catch {
      const near = nearest(name, PRESETS);
      const hint = near === undefined ? `presets are ${PRESETS.join(', ')}` : `did you mean \`${near}\`?`;
      throw new ConfigError(
        `${this.#options.name(from)}: extends \`${name}\`, which is no preset and no package here; ${hint}`,
      );
    }
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function importDefault(path: string, name: string): Promise<unknown> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (/\.m?ts$/.test(path) && (major < 22 || (major === 22 && minor < 18))) {
    throw new ConfigError(
      `${name}: Node ${process.versions.node} does not read TypeScript (22.18 and later do); write it as podlint.config.mjs`,
    );
  }
  try {
    return ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (error) {
    throw new ConfigError(`${name}: throws when it is loaded: ${(error as Error).message}`);
  }
}

function readRoot(source: Source, complain: (at: Place, message: string) => void): Node {
  let root: Node | undefined;
  readSource(source.text, {
    document(document) {
      if (root === undefined) root = document.root;
      else complain(placeOf(document.root), 'a config is one document, and this is a second one');
      for (const { second } of document.duplicates) complain(placeOfKey(second), `\`${second.key}\` is there twice`);
    },
    problem: ({ start, end, message }) => complain({ start, end }, message),
  });
  return root ?? new Node(Type.Map, Style.Block, source.text, 0, 0);
}

/** Names of rules, presets and versions: whether they exist, which a schema can't say. */
function checkNames(root: Node, options: LoadOptions, complain: (at: Place, message: string) => void): void {
  const version = root.get('kubernetesVersion');
  if (
    version !== undefined &&
    version.type !== Type.Map &&
    version.type !== Type.List &&
    minorOf(text(version)) === undefined
  ) {
    complain(
      placeOf(version),
      `\`${text(version)}\` is not known; podlint knows "1.${OLDEST_MINOR}" to "1.${NEWEST_MINOR}" and "latest"`,
    );
  }
  checkRules(root.get('rules'), options, complain);
  for (const override of root.get('overrides')?.items ?? []) checkRules(override.get('rules'), options, complain);
  for (const ignore of root.get('ignores')?.items ?? []) checkIgnore(ignore, options, complain);
  for (const place of root.get('podSpecs')?.items ?? []) {
    const path = place.get('path');
    if (path === undefined || path.type === Type.Map || path.type === Type.List || parsePlace(text(path)) !== undefined)
      continue;
    complain(
      placeOf(path),
      `\`${text(path)}\` is no path like \`spec.template\`, \`spec.tasks[].template\` (all items) or \`spec.replicaSpecs.*.template\` (all values)`,
    );
  }
}

/** Rules that are left out must be there, and an entry must say what it leaves out. */
function checkIgnore(
  node: Node,
  { rules, pluginsKnown }: LoadOptions,
  complain: (at: Place, message: string) => void,
): void {
  if (node.type !== Type.Map) return;
  if (!node.items.some(({ key }) => key !== 'reason'))
    complain(placeOf(node), 'this would leave out everything: say which files, kinds, namespaces, names or rules');
  const listed = node.get('rules');
  for (const item of listed === undefined ? [] : listed.type === Type.List ? listed.items : [listed]) {
    const id = text(item);
    if (rules.has(id) || (!pluginsKnown && id.includes('/'))) continue;
    const near = nearest(id, rules.keys());
    complain(
      placeOf(item),
      `no rule \`${id}\`${near === undefined ? '; `podlint rules` lists them' : `; did you mean \`${near}\`?`}`,
    );
  }
}

function checkRules(
  node: Node | undefined,
  { rules, pluginsKnown }: LoadOptions,
  complain: (at: Place, message: string) => void,
): void {
  for (const item of node?.type === Type.Map ? node.items : []) {
    const id = item.key as string;
    const rule = rules.get(id);
    if (rule === undefined) {
      if (id.includes('/') && !pluginsKnown) continue;
      const near = nearest(id, rules.keys());
      complain(
        placeOfKey(item),
        `no rule \`${id}\`${near === undefined ? '; `podlint rules` lists them' : `; did you mean \`${near}\`?`}`,
      );
    } else if (item.type === Type.List) checkSetting(item, rule, complain);
  }
}

function checkSetting(node: Node, rule: AnyRule, complain: (at: Place, message: string) => void): void {
  const [severity, options] = node.items;
  if (severity === undefined || node.items.length > 2) complain(placeOf(node), 'expected [severity, options]');
  else check(severity, { type: 'string', enum: ['error', 'warning', 'info', 'off'] }, complain);
  if (options === undefined) return;
  if (rule.options === undefined) complain(placeOf(options), `\`${node.key}\` has no options`);
  else check(options, { type: 'object', properties: rule.options, additionalProperties: false }, complain);
}

function refuseCode(root: Node, complain: (at: Place, message: string) => void): void {
  const plugins = root.get('plugins');
  if (plugins !== undefined)
    complain(
      placeOfKey(plugins),
      '`plugins` are code and are loaded only from the config of the working folder (or --config)',
    );
}
