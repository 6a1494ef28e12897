import { nearest } from '../model/nearest.ts';
import { foreignKind } from './foreign.ts';
import { blocksOf, linesOf, readMinors } from './table.ts';

/** What a kind is to the API server. */
export type Role = 'namespaced' | 'cluster' | 'request' | 'request-namespaced' | 'read' | 'subresource' | 'none';

/** A kind of Kubernetes' own, in all minors that have it: a line of data/kinds.txt, whose head describes them. */
export interface KindDef {
  readonly apiVersion: string;
  readonly kind: string;
  /** `apps.v1.Deployment`; empty for kinds whose shape is not known. */
  readonly typeName: string;
  readonly role: Role;
  readonly namespaced: boolean;
  /** `deployments`; empty if it has none of its own. */
  readonly resource: string;
  readonly shortNames: readonly string[];
  /** The first and last minor that have it: 0 and Infinity are the oldest and newest known ones. Infinity and 0 if none of these has it. */
  readonly since: number;
  readonly until: number;
  /** The first and last minor that serve it by default. */
  readonly servedSince: number;
  readonly servedUntil: number;
  /** Minors as upstream's own types tell them, for its deprecation warnings; 0 if they don't. */
  readonly introduced: number;
  readonly deprecated: number;
  readonly removed: number;
  /** `apiVersion kind` of what upstream names as its replacement. */
  readonly use: string | undefined;
}

/** What became of the look-up of an apiVersion and kind in a minor. */
export type KindAnswer =
  /** The API server has it; its role tells whether it can be created. */
  | { readonly status: 'served'; readonly kind: KindDef }
  /** A list of such objects. */
  | { readonly status: 'list'; readonly kind: KindDef | undefined }
  /** Known in this minor and switched off unless asked for (alpha, and beta since 1.24). */
  | { readonly status: 'off'; readonly kind: KindDef; readonly others: readonly KindDef[] }
  /** Gone since the minor `at`. */
  | { readonly status: 'removed'; readonly kind: KindDef; readonly at: number; readonly others: readonly KindDef[] }
  /** Not there before the minor `at`. */
  | { readonly status: 'future'; readonly kind: KindDef; readonly at: number; readonly others: readonly KindDef[] }
  /** A kind of Kubernetes under an apiVersion that is none; `others` are the right ones. */
  | { readonly status: 'elsewhere'; readonly others: readonly KindDef[] }
  /** A group of Kubernetes' own that has no such kind, or a group that can't be anybody's. */
  | { readonly status: 'unknown'; readonly near: string | undefined; readonly others: readonly KindDef[] }
  /** Somebody's custom kind, as far as its group tells. `others` are there if the group looks like a misspelt one of Kubernetes. */
  | { readonly status: 'custom'; readonly others: readonly KindDef[] }
  /** A file of some tool that looks like a manifest; `what` says which. */
  | { readonly status: 'foreign'; readonly what: string };

/** The kinds of Kubernetes. */
export class Kinds {
  /** apiVersion to its kinds, as text until one of them is asked for. */
  readonly #versions: Map<string, string | Map<string, KindDef>> = new Map();
  #byName: Map<string, KindDef[]> | undefined;

  constructor(text: string) {
    for (const block of blocksOf(text)) this.#versions.set(block.slice(0, block.indexOf(' ')), block);
  }

  /** A kind by its exact names, whatever minors have it. */
  get(apiVersion: string, kind: string): KindDef | undefined {
    return this.#kinds(apiVersion)?.get(kind);
  }

  /** All kinds, in the order of the data. */
  *all(): IterableIterator<KindDef> {
    for (const apiVersion of this.#versions.keys()) yield* this.#kinds(apiVersion)?.values() ?? [];
  }

  /** Says what an apiVersion and kind are to the API server of a minor, and if nothing, what may have been meant. */
  lookup(apiVersion: string, kind: string, minor: number): KindAnswer {
    const def = this.get(apiVersion, kind);
    return def === undefined ? this.#unknown(apiVersion, kind, minor) : this.#known(def, minor);
  }

  /** The kinds of a name that the API server of a minor serves, the most stable version first. */
  served(kind: string, minor: number): KindDef[] {
    const found = this.#named(kind).filter((def) => isServed(def, minor));
    return found.sort((a, b) => instability(a.apiVersion) - instability(b.apiVersion));
  }

  /** Whether something of another group bears the name of a kind of Kubernetes. */
  isNamesake(apiVersion: string, kind: string): boolean {
    return this.#named(kind).length > 0 && !this.#isOwn(groupOf(apiVersion));
  }

  #known(kind: KindDef, minor: number): KindAnswer {
    if (isServed(kind, minor)) return { status: 'served', kind };
    const others = this.#successors(kind, minor);
    if (minor > kind.until) return { status: 'removed', kind, at: removedAt(kind), others };
    if (minor < kind.since) return { status: 'future', kind, at: kind.since, others };
    return { status: 'off', kind, others };
  }

  /** What can stand in for a kind in a minor: what upstream names first, then the same name in the same group, then elsewhere. */
  #successors(def: KindDef, minor: number): KindDef[] {
    const group = groupOf(def.apiVersion);
    const rank = (other: KindDef): number =>
      `${other.apiVersion} ${other.kind}` === def.use ? 0 : groupOf(other.apiVersion) === group ? 1 : 2;
    const named = def.use === undefined ? undefined : this.get(...splitUse(def.use));
    const others = this.served(def.kind, minor);
    if (named !== undefined && isServed(named, minor) && !others.includes(named)) others.push(named);
    return others.sort((a, b) => rank(a) - rank(b));
  }

  #unknown(apiVersion: string, kind: string, minor: number): KindAnswer {
    const what = foreignKind(apiVersion, kind);
    if (what !== undefined) return { status: 'foreign', what };
    if (kind.endsWith('List') && this.#versions.has(apiVersion)) {
      const item = this.get(apiVersion, kind.slice(0, -4));
      if (item !== undefined || (kind === 'List' && apiVersion === 'v1')) return { status: 'list', kind: item };
    }
    const others = this.served(kind, minor);
    const group = groupOf(apiVersion);
    if (!this.#isOwn(group)) {
      const near = others.filter((def) => nearest(group, [groupOf(def.apiVersion)]) !== undefined);
      return { status: 'custom', others: near };
    }
    if (others.length > 0) return { status: 'elsewhere', others };
    const near = nearest(kind, this.#namesNear(apiVersion, minor)) ?? nearest(kind, this.#servedNames(minor));
    return { status: 'unknown', near, others: near === undefined ? [] : this.served(near, minor) };
  }

  /** No custom kind can be in it: a group of Kubernetes, or without the dot that every other group's name must have. */
  #isOwn(group: string): boolean {
    if (!group.includes('.')) return true;
    for (const apiVersion of this.#versions.keys()) if (groupOf(apiVersion) === group) return true;
    return false;
  }

  #namesNear(apiVersion: string, minor: number): string[] {
    const kinds = [...(this.#kinds(apiVersion)?.values() ?? [])];
    return kinds.filter((def) => isServed(def, minor)).map((def) => def.kind);
  }

  #servedNames(minor: number): Set<string> {
    const names = new Set<string>();
    for (const def of this.all()) if (isServed(def, minor)) names.add(def.kind);
    return names;
  }

  #named(kind: string): readonly KindDef[] {
    if (this.#byName === undefined) {
      this.#byName = new Map();
      for (const def of this.all()) {
        const same = this.#byName.get(def.kind);
        if (same === undefined) this.#byName.set(def.kind, [def]);
        else same.push(def);
      }
    }
    return this.#byName.get(kind) ?? [];
  }

  #kinds(apiVersion: string): Map<string, KindDef> | undefined {
    const found = this.#versions.get(apiVersion);
    if (typeof found !== 'string') return found;
    const kinds = new Map<string, KindDef>();
    const pkg = found.slice(apiVersion.length + 1, found.indexOf('\n'));
    for (const [kind, line] of linesOf(found)) kinds.set(kind, readKind(apiVersion, pkg, line));
    this.#versions.set(apiVersion, kinds);
    return kinds;
  }
}

/** Opens the list of kinds. */
export function openKinds(text: string): Kinds {
  return new Kinds(text);
}

/** Whether the API server of a minor serves a kind unless told otherwise. */
export function isServed(kind: KindDef, minor: number): boolean {
  return minor >= kind.servedSince && minor <= kind.servedUntil;
}

/** Whether the API server of a minor warns of a kind's use. */
export function isDeprecated(kind: KindDef, minor: number): boolean {
  return kind.deprecated > 0 && minor >= kind.deprecated;
}

/** The first minor that no longer has a kind; 0 if all newer ones have it. Alpha versions go earlier than their types announce. */
export function removedAt(kind: KindDef): number {
  const seen = kind.until === Number.POSITIVE_INFINITY || kind.until === 0 ? 0 : kind.until + 1;
  return seen === 0 || (kind.removed > 0 && kind.removed < seen) ? kind.removed : seen;
}

/** `apps` of `apps/v1`, nothing of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

function readKind(apiVersion: string, pkg: string, line: string): KindDef {
  const [head = '', ...words] = line.split(' ');
  const at = head.indexOf('@');
  const kind = at < 0 ? head : head.slice(0, at);
  const exists = readMinors(head);
  const role = words[0] !== undefined && !words[0].includes('=') ? (words.shift() as Role) : 'none';
  const served = words.find((w) => w.startsWith('served'));
  const resource = words.find((w) => !w.includes('=') && w !== served)?.split(',') ?? [];
  const value = (name: string): string => words.find((w) => w.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const servedIn = served === undefined ? readMinors('@') : readMinors(served);
  return {
    apiVersion,
    kind,
    typeName: pkg === '-' || exists.since > exists.until ? '' : `${pkg}.${kind}`,
    role,
    namespaced: role === 'namespaced' || role === 'request-namespaced',
    resource: resource[0] ?? '',
    shortNames: resource.slice(1),
    since: exists.since,
    until: exists.until,
    servedSince: Math.max(exists.since, servedIn.since),
    servedUntil: Math.min(exists.until, servedIn.until),
    introduced: Number(value('introduced')),
    deprecated: Number(value('deprecated')),
    removed: Number(value('removed')),
    use: value('use').replace(',', ' ') || undefined,
  };
}

function splitUse(use: string): [apiVersion: string, kind: string] {
  const blank = use.indexOf(' ');
  return [use.slice(0, blank), use.slice(blank + 1)];
}

/** Sorts v2 before v1 before v1beta2 before v1beta1 before v1alpha1. */
function instability(apiVersion: string): number {
  const [, major = '0', stage = '', step = '0'] = /v(\d+)(alpha|beta)?(\d*)$/.exec(apiVersion) ?? [];
  return (stage === 'alpha' ? 2e6 : stage === 'beta' ? 1e6 : 0) - Number(major) * 1000 - Number(step);
}
