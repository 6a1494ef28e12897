const NONE: readonly never[] = [];

/** A map of lists. Most have one item, which is kept without a list around it. */
export class MultiMap<K, V extends object> {
  readonly #map: Map<K, V | V[]> = new Map();

  add(key: K, value: V): void {
    const known = this.#map.get(key);
    if (known === undefined) this.#map.set(key, value);
    else if (Array.isArray(known)) known.push(value);
    else this.#map.set(key, [known, value]);
  }

  delete(key: K): void {
    this.#map.delete(key);
  }

  /** All values of all keys. */
  *values(): IterableIterator<V> {
    for (const known of this.#map.values()) {
      if (Array.isArray(known)) yield* known;
      else yield known;
    }
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  get(key: K): readonly V[] {
    const known = this.#map.get(key);
    if (known === undefined) return NONE;
    return Array.isArray(known) ? known : [known];
  }
}
