import { join } from './paths.ts';

/** What a template of paths may hold, as kubeconform names it. */
const VARIABLES = [
  'NormalizedKubernetesVersion',
  'StrictSuffix',
  'ResourceKind',
  'ResourceAPIVersion',
  'Group',
  'KindSuffix',
] as const;
type Variable = (typeof VARIABLES)[number];

/** Where kubeconform looks in a location that is no template. */
const LAYOUT =
  '/{{ .NormalizedKubernetesVersion }}-standalone{{ .StrictSuffix }}/{{ .ResourceKind }}{{ .KindSuffix }}.json';

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/g;
/** What may come from a manifest into a path: nothing that leads into another folder. */
const HARMLESS = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** A template of the paths of JSON Schemas. */
export class SchemaLocation {
  readonly template: string;
  /** The folder that all its paths lie in. */
  readonly folder: string;
  readonly #path: string;

  /** Throws a RangeError that says what is wrong with a template. */
  constructor(template: string) {
    this.template = template;
    if (template === 'default' || /^[a-z][a-z0-9+.-]*:\/\//i.test(template)) {
      throw new RangeError(
        `${template}: podlint opens no connections; name a folder with the schemas, or a template of their paths`,
      );
    }
    const path = join('', template.endsWith('json') ? template : template.replace(/\/+$/, '') + LAYOUT);
    if (path === undefined) throw new RangeError(`${template}: leads above the root`);
    this.#path = path;
    for (const [action, name] of this.#path.matchAll(ACTION))
      if (!isVariable(name as string)) throw new RangeError(unknownAction(template, action));
    const first = this.#path.search(/\{\{/);
    const fixed = this.#path.slice(0, first < 0 ? undefined : first);
    this.folder = fixed.slice(0, Math.max(fixed.lastIndexOf('/'), 0)) || (fixed.startsWith('/') ? '/' : '.');
  }

  /** The paths where the schema of a kind may lie, the best first. None for names that are none. */
  paths(apiVersion: string, kind: string, versions: readonly string[]): string[] {
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? apiVersion : apiVersion.slice(0, slash);
    const version = apiVersion.slice(slash + 1);
    if (![group, version, kind].every((word) => HARMLESS.test(word))) return [];
    const suffix = `-${(group.split('.', 1)[0] as string).toLowerCase()}${slash < 0 ? '' : `-${version.toLowerCase()}`}`;
    const known = { ResourceKind: kind.toLowerCase(), ResourceAPIVersion: version, Group: group, KindSuffix: suffix };
    const paths = new Set<string>();
    for (const NormalizedKubernetesVersion of versions) {
      for (const StrictSuffix of ['-strict', ''])
        paths.add(this.#fill({ ...known, NormalizedKubernetesVersion, StrictSuffix }));
    }
    return [...paths];
  }

  #fill(values: Readonly<Record<Variable, string>>): string {
    return this.#path.replace(ACTION, (_, name: string) => values[name.slice(1) as Variable]);
  }
}

function isVariable(name: string): boolean {
  return name.startsWith('.') && (VARIABLES as readonly string[]).includes(name.slice(1));
}

function unknownAction(template: string, action: string): string {
  return `${template}: ${action} is none of ${VARIABLES.map((name) => `{{ .${name} }}`).join(', ')}`;
}

/** The folders' names for a version of Kubernetes, as written if it is complete: `v1.34.2`. */
export function versionNames(asked: string | undefined, minor: number): string[] {
  const patch = asked === undefined ? undefined : /^v?(1\.\d+\.\d+)/.exec(asked)?.[1];
  const names = [...(patch === undefined ? [] : [`v${patch}`]), `v1.${minor}.0`, `v1.${minor}`];
  return asked === undefined || asked === 'latest' ? ['master', ...names] : [...names, 'master'];
}
