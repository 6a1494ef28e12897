import type { Entry } from './entry.ts';
import type { ProjectFile } from './files.ts';
import type { Labels, Selector } from './labels.ts';
import { MultiMap } from './multimap.ts';

/** Everything that makes Pods, by namespace and label, so that a selector looks at few of them. */
export class PodIndex {
  readonly workloads: readonly Entry[];
  readonly #byNamespace: Map<string, Namespace> = new Map();

  constructor(files: readonly ProjectFile[]) {
    const workloads: Entry[] = [];
    for (const { patch, entries } of files) {
      for (const entry of entries) {
        if (entry.facts?.is !== 'workload') continue;
        if (!patch) workloads.push(entry);
        this.#add(entry, entry.facts.labels);
      }
    }
    this.workloads = workloads;
  }

  /** Whether anything that a selector selects in a namespace passes a test; the test may stop the search by saying yes. */
  some(namespace: string, selector: Selector, test: (entry: Entry) => boolean): boolean {
    for (const [name, index] of this.#namespacesLike(namespace)) {
      if (name !== namespace && name !== '' && namespace !== '') continue;
      for (const entry of index.candidates(selector)) {
        if (entry.facts?.is === 'workload' && selector.matches(entry.facts.labels) && test(entry)) return true;
      }
    }
    return false;
  }

  /** What a selector selects in a namespace, as far as that is known. */
  select(namespace: string, selector: Selector): Entry[] {
    const selected: Entry[] = [];
    this.some(namespace, selector, (entry) => {
      if (!entry.file.patch) selected.push(entry);
      return false;
    });
    return selected;
  }

  /** Whether anything in a namespace has a label. */
  has(namespace: string, key: string, value: string): boolean {
    for (const [, index] of this.#namespacesLike(namespace)) if (index.has(key, value)) return true;
    return false;
  }

  /** All that makes Pods in a namespace, or in one that is not written. */
  *in(namespace: string): Iterable<Entry> {
    for (const [, index] of this.#namespacesLike(namespace)) yield* index.all;
  }

  #namespacesLike(namespace: string): Iterable<readonly [string, Namespace]> {
    if (namespace === '') return this.#byNamespace;
    const found: (readonly [string, Namespace])[] = [];
    for (const name of [namespace, '']) {
      const index = this.#byNamespace.get(name);
      if (index !== undefined) found.push([name, index]);
    }
    return found;
  }

  #add(entry: Entry, labels: Labels): void {
    let index = this.#byNamespace.get(entry.namespace);
    if (index === undefined) this.#byNamespace.set(entry.namespace, (index = new Namespace()));
    index.add(entry, labels);
  }
}

class Namespace {
  readonly all: Entry[] = [];
  readonly #labels: Map<string, MultiMap<string, Entry>> = new Map();

  add(entry: Entry, labels: Labels): void {
    this.all.push(entry);
    for (const [key, value] of labels.map) {
      let values = this.#labels.get(key);
      if (values === undefined) this.#labels.set(key, (values = new MultiMap()));
      values.add(value, entry);
    }
  }

  has(key: string, value: string): boolean {
    return this.#labels.get(key)?.has(value) ?? false;
  }

  /** Those that have the rarest of the labels that a selector asks for. */
  candidates({ equal }: Selector): readonly Entry[] {
    let fewest: readonly Entry[] = this.all;
    for (const [key, value] of equal.map) {
      const having = this.#labels.get(key)?.get(value) ?? [];
      if (having.length < fewest.length) fewest = having;
    }
    return fewest;
  }
}
