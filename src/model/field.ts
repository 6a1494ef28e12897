import type { Manifest } from './manifest.ts';
import { type Node, Type } from './node.ts';
import { type Place, placeOf, placeOfKey } from './place.ts';
import { writtenIndex } from './thinned.ts';

/**
 * A value of an object together with the way to it. Made only by walking, so that value and path cannot disagree; where it stands in
 * the text is looked up when somebody asks. `value` is the effective one (defaults included), `node` what is written.
 */
export class Field<T = unknown> {
  // Declared only: the constructor sets them, and defining them before that would cost time. So would fields with a `#`.
  declare readonly value: T | undefined;
  declare readonly manifest: Manifest;
  declare readonly parent: Field | undefined;
  /** Field name or map key, or the index in a list. */
  declare readonly step: string | number;
  /** Whether `step` is a key of a free map: Kubernetes prints `labels[app]`, not `labels.app`. */
  declare readonly isKey: boolean;
  /** Replaces what Kubernetes prints for this field's path, where it prints an odd one. */
  declare private shownPath: string | undefined;
  declare private onKey: boolean;

  // Five positional arguments: this is the hottest constructor there is and an options object would double its cost
  constructor(
    value: T | undefined,
    manifest: Manifest,
    parent: Field | undefined,
    step: string | number,
    isKey: boolean,
  ) {
    this.value = value;
    this.manifest = manifest;
    this.parent = parent;
    this.step = step;
    this.isKey = isKey;
    this.shownPath = undefined;
    this.onKey = false;
  }

  /** A field of an object, written or not. */
  get<K extends keyof T & string>(name: K): Field<NonNullable<T[K]>> {
    const value = this.value === undefined || this.value === null ? undefined : (this.value[name] ?? undefined);
    return new Field(value as NonNullable<T[K]> | undefined, this.manifest, this, name, false);
  }

  /** The items of a list. */
  items<E>(this: Field<E[]> | Field<readonly E[]>): Field<E>[] {
    const list = this.value;
    const fields: Field<E>[] = [];
    if (!Array.isArray(list)) return fields;
    for (let i = 0; i < list.length; i++) fields.push(new Field<E>(list[i], this.manifest, this, i, false));
    return fields;
  }

  /** An item of a list, there or not. */
  item<E>(this: Field<E[]> | Field<readonly E[]>, index: number): Field<E> {
    return new Field<E>(this.value?.[index], this.manifest, this, index, false);
  }

  /** The entries of a free map (labels, requests ...). */
  entries<V>(this: Field<Map<string, V>>): [string, Field<V>][] {
    const entries: [string, Field<V>][] = [];
    if (!(this.value instanceof Map)) return entries;
    for (const [key, value] of this.value) entries.push([key, new Field<V>(value, this.manifest, this, key, true)]);
    return entries;
  }

  /** The entry of a free map, there or not. */
  key<V>(this: Field<Map<string, V>>, key: string): Field<V> {
    return new Field<V>(this.value?.get(key), this.manifest, this, key, true);
  }

  /** The same field, found at its key instead of its value: for keys that are wrong. */
  atKey(): Field<T> {
    const copy = this.#copy();
    copy.onKey = true;
    return copy;
  }

  /** The same field, its last step printed otherwise: `[x]` is appended as it stands, a name behind a dot. */
  shownAs(step: string): Field<T> {
    const copy = this.#copy();
    copy.shownPath = this.parent === undefined ? step : join(this.parent.path, step);
    return copy;
  }

  /** The same field, printed with another path altogether. */
  shownAsPath(path: string): Field<T> {
    const copy = this.#copy();
    copy.shownPath = path;
    return copy;
  }

  #copy(): Field<T> {
    const copy = new Field(this.value, this.manifest, this.parent, this.step, this.isKey);
    copy.shownPath = this.shownPath;
    copy.onKey = this.onKey;
    return copy;
  }

  /** As Kubernetes prints it: `spec.containers[0].image`, `metadata.labels[app]`. */
  get path(): string {
    if (this.shownPath !== undefined) return this.shownPath;
    return this.parent === undefined ? '' : this.#behind(this.parent.path);
  }

  /** The way that was walked, whatever is printed for it. */
  get walkedPath(): string {
    return this.parent === undefined ? '' : this.#behind(this.parent.walkedPath);
  }

  #behind(before: string): string {
    return typeof this.step === 'number' || this.isKey ? `${before}[${this.step}]` : join(before, this.step);
  }

  /** What is written for this field, null included; undefined if nothing is. */
  get node(): Node | undefined {
    if (this.parent === undefined) return this.manifest.root;
    const parent = this.parent.node;
    if (parent === undefined) return undefined;
    if (typeof this.step === 'string') return parent.get(this.step);
    return parent.type === Type.List ? parent.items[writtenIndex(this.parent.value, this.step)] : undefined;
  }

  /** Nothing is written and nothing defaulted. False for what is written and can't be read: that is unknown, not absent. */
  get absent(): boolean {
    return this.value === undefined && !this.unknown;
  }

  /** Something is written that can't be read as its type (a placeholder, a wrong type), here or further up. */
  get unknown(): boolean {
    const { manifest } = this;
    if (manifest.unknown === undefined) return false;
    if (this.value === undefined) return manifest.touchesUnknown(this.walkedPath);
    // An item that can't be read leaves a gap in its list, which Kubernetes fills with nothing.
    return typeof this.step === 'number' && manifest.isUnknown(this.walkedPath);
  }

  /** Where a finding about this field stands: the written value or key, else where it was derived from, else the nearest written parent. */
  locate(): Location {
    const node = this.node;
    if (node !== undefined) return { ...(this.onKey ? placeOfKey(node) : placeOf(node)), derived: false, node };
    const origin = this.#origin();
    if (origin !== undefined) return { ...origin.locate(), derived: true };
    let above: Field | undefined = this.parent;
    while (above !== undefined && above.node === undefined) above = above.parent;
    const written = above?.node ?? this.manifest.root;
    return { ...placeOfMissing(written), derived: false, node: written };
  }

  #origin(): Field | undefined {
    const direct = this.manifest.originOf(this as Field);
    if (direct !== undefined || this.parent === undefined) return direct;
    const above = (this.parent as Field).#origin();
    if (above === undefined) return undefined;
    return new Field(this.value as unknown, this.manifest, above, this.step, this.isKey);
  }
}

/** Where something stands; `derived` if the value itself is not written there but was made from what is. */
export interface Location extends Place {
  readonly derived: boolean;
  readonly node: Node;
}

/** Something is missing in this node: its key, or the first key of a list's item or of the document. */
function placeOfMissing(node: Node): Place {
  if (node.alias !== undefined) return { start: node.start, end: node.end };
  if (node.keyStart >= 0) return { start: node.keyStart, end: node.keyEnd };
  return placeOf(node);
}

function join(before: string, step: string): string {
  return before === '' || step.startsWith('[') ? before + step : `${before}.${step}`;
}
