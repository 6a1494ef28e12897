import type { ObjectMeta, PodSpec } from '../schema/types.gen.ts';
import type { Document } from './document.ts';
import { Field } from './field.ts';
import type { ObjectIdentity } from './finding.ts';
import type { Node } from './node.ts';
import type { Source } from './source.ts';

/** One object of the input: a document, or an item of a List, with what the stages find out about it. */
export class Manifest {
  readonly source: Source;
  readonly document: Document;
  /** The way to it through (nested) Lists; empty for a document of its own. */
  readonly item: readonly number[];
  readonly root: Node;
  readonly identity: ObjectIdentity;
  /**
   * The object as the API server holds it after decoding, defaulting and preparation: maps of a known shape are plain objects with
   * every field of their type, free maps are `Map`s, values without a shape are their `Node`. Undefined where no shape is known.
   */
  object: object | undefined;
  /** Paths of written values that could not be read as their type: not absent, and nothing is said of what hangs on them. */
  unknown: string[] | undefined;
  /** Whether its kind lives in namespaces; undefined where nobody knows. */
  namespaced: boolean | undefined;
  /** Nulls among strings, in lists and free maps: they are sent as empty texts. */
  nulls: { readonly node: Node; readonly path: string }[] | undefined;
  /** Of a custom kind that only bears the name of a kind of Kubernetes: what is known of that kind does not hold for it. */
  namesake: boolean;
  /** The pod templates in an object of a custom kind. */
  pods: readonly PodPart[] | undefined;
  /** Whether all that is written in it is plain (src/schema/plain.ts). */
  plain: boolean;
  /** The minor of the API server that is meant; 0 until its shape was looked for. */
  minor: number;
  #origins: Map<object, Map<string | number, Field>> | undefined;

  constructor(init: ManifestInit) {
    this.source = init.source;
    this.document = init.document;
    this.item = init.item;
    this.root = init.root;
    this.identity = init.identity;
    this.object = undefined;
    this.unknown = undefined;
    this.nulls = undefined;
    this.namespaced = undefined;
    this.namesake = false;
    this.pods = undefined;
    this.plain = false;
    this.minor = 0;
    this.#origins = undefined;
  }

  get apiVersion(): string {
    return this.identity.apiVersion;
  }

  get kind(): string {
    return this.identity.kind;
  }

  get name(): string {
    return this.identity.name;
  }

  get namespace(): string {
    return this.identity.namespace;
  }

  /** The whole object as a Field, the root of all paths. Plugins in JavaScript name no type. */
  field<T extends object = any>(): Field<T> {
    return new Field<T>(this.object as T | undefined, this, undefined, '', false);
  }

  /** Notes that a value which nobody wrote was made from one that somebody did. */
  derive(made: Field, from: Field): void {
    const holder = made.parent?.value;
    if (typeof holder !== 'object' || holder === null) return;
    this.#origins ??= new Map();
    let origins = this.#origins.get(holder);
    if (origins === undefined) this.#origins.set(holder, (origins = new Map()));
    origins.set(made.step, from);
  }

  /** The written value that an unwritten one was made from, if it was noted. */
  originOf(made: Field): Field | undefined {
    const holder = made.parent?.value;
    if (this.#origins === undefined || typeof holder !== 'object' || holder === null) return undefined;
    return this.#origins.get(holder)?.get(made.step);
  }

  /** Whether a path lies on or below a value that could not be read. */
  isUnknown(path: string): boolean {
    return this.unknown?.some((unknown) => isWithin(path, unknown)) === true;
  }

  /** Whether a path lies on, above or below a value that could not be read. */
  touchesUnknown(path: string): boolean {
    if (this.unknown === undefined) return false;
    return this.unknown.some((unknown) => isWithin(unknown, path) || isWithin(path, unknown));
  }
}

/** A pod template somewhere in an object, or a pod spec alone; `at` is where it stands. */
export interface PodPart {
  readonly at: Field;
  readonly metadata: Field<ObjectMeta>;
  readonly spec: Field<PodSpec>;
}

export interface ManifestInit {
  readonly source: Source;
  readonly document: Document;
  readonly item: readonly number[];
  readonly root: Node;
  readonly identity: ObjectIdentity;
}

function isWithin(path: string, ancestor: string): boolean {
  if (ancestor === '') return true;
  if (!path.startsWith(ancestor)) return false;
  return path.length === ancestor.length || path[ancestor.length] === '.' || path[ancestor.length] === '[';
}
