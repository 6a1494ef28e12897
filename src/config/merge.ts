import { isAbsolute, join, resolve } from 'node:path';
import { PRESETS } from '../model/rule.ts';
import type { ExternalObject, Ignore, Override, PodSpecPlace, RuleSetting, Settings } from '../model/settings.ts';

/** What a config says once all that it extends has been put under it. Paths are absolute. */
export interface ConfigValues {
  readonly presets: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly kubernetesVersion: string | undefined;
  readonly missingSchema: Settings['missingSchema'];
  readonly reportUnusedDirectives: Settings['reportUnusedDirectives'];
  readonly nodePortRange: string | undefined;
  readonly ignoredFiles: readonly string[];
  readonly ignores: readonly Ignore[];
  readonly overrides: readonly Override[];
  readonly externals: readonly ExternalObject[];
  readonly podSpecs: readonly PodSpecPlace[];
  readonly plugins: readonly string[];
  readonly crds: readonly string[];
  readonly schemaLocations: readonly string[];
}

/** A checked config file, or what was made of one that is extended. */
type Raw = Readonly<Record<string, unknown>>;

/** Puts configs on top of each other: later values count, lists grow, rules are set one by one. */
export function merge(configs: readonly Raw[], folder: string): ConfigValues {
  const last = <T>(name: string): T | undefined =>
    configs.findLast((config) => config[name] !== undefined)?.[name] as T | undefined;
  const lists = (name: string): unknown[] => configs.flatMap((config) => listOf(config[name]));
  const ignores = lists('ignores');
  const extended = configs.flatMap((config) => [
    ...listOf(config['presets']),
    ...listOf(config['extends']),
  ]) as string[];
  return {
    presets: [...new Set(extended.filter((name) => (PRESETS as readonly string[]).includes(name)))],
    rules: Object.assign(Object.create(null), ...configs.map((config) => config['rules'])) as Record<
      string,
      RuleSetting
    >,
    kubernetesVersion: last('kubernetesVersion'),
    missingSchema: last('missingSchema'),
    reportUnusedDirectives: last('reportUnusedDirectives'),
    nodePortRange: last('nodePortRange'),
    ignoredFiles: [...(lists('ignoredFiles') as string[]), ...ignores.filter((ignore) => typeof ignore === 'string')],
    ignores: ignores.filter((ignore) => typeof ignore === 'object').map((ignore) => withLists(ignore as Raw) as Ignore),
    overrides: lists('overrides').map((override) => withLists(override as Raw) as unknown as Override),
    externals: lists('externals') as ExternalObject[],
    podSpecs: lists('podSpecs') as PodSpecPlace[],
    plugins: (lists('plugins') as string[]).map((path) => (path.startsWith('.') ? resolve(folder, path) : path)),
    crds: (lists('crds') as string[]).map((path) => resolve(folder, path)),
    schemaLocations: (lists('schemaLocations') as string[]).map((path) =>
      isAbsolute(path) || isAddress(path) ? path : join(folder, path),
    ),
  };
}

/** What of a config a run is told. */
export function toSettings(values: ConfigValues): Settings {
  const { presets, rules, kubernetesVersion, missingSchema, reportUnusedDirectives, nodePortRange } = values;
  const { ignores, overrides, externals, podSpecs } = values;
  return {
    ...(presets.length === 0 ? {} : { presets }),
    rules,
    kubernetesVersion,
    missingSchema,
    reportUnusedDirectives,
    nodePortRange,
    ...(ignores.length === 0 ? {} : { ignores }),
    ...(overrides.length === 0 ? {} : { overrides }),
    ...(externals.length === 0 ? {} : { externals }),
    ...(podSpecs.length === 0 ? {} : { podSpecs }),
  };
}

/** Addresses, and what kubeconform calls its own address, are refused where they are used: they are no paths here. */
function isAddress(location: string): boolean {
  return location === 'default' || location.includes('://');
}

const MAY_BE_ONE = ['files', 'kinds', 'namespaces', 'names'];

/** `kinds: Pod` is `kinds: [Pod]`. */
function withLists(raw: Raw): Raw {
  const lists = Object.entries(raw).map(([key, value]) => [
    key,
    MAY_BE_ONE.includes(key) || (key === 'rules' && typeof value === 'string') ? listOf(value) : value,
  ]);
  return Object.fromEntries(lists) as Raw;
}

function listOf(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
