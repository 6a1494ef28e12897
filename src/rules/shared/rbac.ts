import { readData } from '../../lazy.ts';
import type { Field } from '../../model/field.ts';
import type { Manifest } from '../../model/manifest.ts';
import { type KindDef, groupOf, isServed, openKinds } from '../../schema/kinds.ts';
import type { PolicyRule, Role } from '../../schema/types.gen.ts';

/** One rule of a Role or ClusterRole. */
export interface Grant {
  readonly field: Field<PolicyRule>;
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  /** Holds for objects of these names only. */
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

/** The rules of a Role or ClusterRole. */
export function grantsOf(manifest: Manifest): Grant[] {
  if (manifest.object === undefined) return [];
  const grants: Grant[] = [];
  for (const field of manifest.field<Role>().get('rules').items()) {
    const {
      verbs = [],
      apiGroups: groups = [],
      resources = [],
      resourceNames: names = [],
      nonResourceURLs: urls = [],
    } = field.value ?? {};
    grants.push({ field, verbs, groups, resources, names, urls });
  }
  return grants;
}

/** Whether a rule is about a group: '' is the core. */
export function isInGroup({ groups }: Grant, group: string): boolean {
  return groups.includes(group) || groups.includes('*');
}

/** The item of a list that is the first of some words; undefined if none of them is there. */
export function itemOf(
  { field }: Grant,
  list: 'verbs' | 'resources' | 'apiGroups' | 'nonResourceURLs',
  words: readonly string[],
): Field<string> | undefined {
  const index = (field.value?.[list] ?? []).findIndex((word) => words.includes(word));
  return index === -1 ? undefined : field.get(list).item(index);
}

/** Whether a rule gives one of these verbs. */
export function gives({ verbs }: Grant, ...wanted: readonly string[]): boolean {
  return verbs.some((verb) => verb === '*' || wanted.includes(verb));
}

/** How far a Role or ClusterRole reaches. */
export function reachOf({ kind }: Manifest): string {
  return kind === 'Role' ? 'of the namespace' : 'of the cluster, if bound to all of it';
}

/** What rules can be about though no API serves it: they are asked for by name. */
const VIRTUAL: Readonly<Record<string, readonly string[]>> = {
  '': ['users', 'groups', 'uids'],
  'authentication.k8s.io': ['users', 'groups', 'uids', 'userextras', 'serviceaccounts', 'nodes'],
  'certificates.k8s.io': ['signers'],
  extensions: ['podsecuritypolicies'],
};

/** Kubernetes' own resources, in all minors that are known. */
class Resources {
  readonly #groups: Map<string, Map<string, KindDef[]>> = new Map();
  readonly #singular: Map<string, string> = new Map();

  constructor() {
    for (const kind of openKinds(readData('kinds.txt')).all()) {
      const group = groupOf(kind.apiVersion);
      let resources = this.#groups.get(group);
      if (resources === undefined) this.#groups.set(group, (resources = new Map()));
      if (kind.resource === '') continue;
      this.#singular.set(kind.kind.toLowerCase(), kind.resource);
      const known = resources.get(kind.resource);
      if (known === undefined) resources.set(kind.resource, [kind]);
      else known.push(kind);
    }
  }

  /** Whether a group is Kubernetes' own. */
  isOwn(group: string): boolean {
    return this.#groups.has(group);
  }

  /** Whether a group has, or had, a resource. */
  has(group: string, resource: string): boolean {
    return this.#groups.get(group)?.has(resource) === true || VIRTUAL[group]?.includes(resource) === true;
  }

  /** Whether a minor serves anything of a group. */
  isServed(group: string, minor: number): boolean {
    for (const kinds of this.#groups.get(group)?.values() ?? [])
      if (kinds.some((kind) => isServed(kind, minor))) return true;
    return VIRTUAL[group] !== undefined && group !== 'extensions';
  }

  /** The group that serves a resource today. */
  groupOf(resource: string, minor: number): string | undefined {
    for (const [group, resources] of this.#groups)
      if (resources.get(resource)?.some((kind) => isServed(kind, minor))) return group;
    return undefined;
  }

  /** `pods` for `pod` and `Pod`. */
  pluralOf(word: string): string | undefined {
    return this.#singular.get(word.toLowerCase());
  }

  /** The resources of some groups. */
  in(groups: readonly string[]): string[] {
    return groups.flatMap((group) => [...(this.#groups.get(group)?.keys() ?? [])]);
  }
}

let resources: Resources | undefined;

/** Kubernetes' own resources; read when the first rule is looked at. */
export function ownResources(): Resources {
  return (resources ??= new Resources());
}
