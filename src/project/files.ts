import type { Source } from '../model/source.ts';
import type { Entry } from './entry.ts';
import type { Group } from './kustomization.ts';

/** A file of the project, and what is in it. */
export class ProjectFile {
  readonly source: Source;
  /** Up to the last slash; '' for files of the working directory and for standard input. */
  readonly folder: string;
  /** Read for its objects only: nothing is reported about it. */
  readonly context: boolean;
  /** Fragments that a kustomization completes: they add to objects and are none themselves. */
  patch: boolean;
  /** Something in it could not be read: any object may be missing here. */
  broken: boolean;
  /** What belongs together because kustomizations say so. */
  group: Group | undefined;
  readonly entries: Entry[] = [];
  readonly #given: boolean;
  #text: string | undefined;
  #kinds: Map<string, Set<string>> | undefined;

  constructor(source: Source, { context, patch }: { readonly context: boolean; readonly patch: boolean }) {
    this.source = source;
    this.folder = folderOf(source.file);
    this.context = context;
    this.patch = patch;
    this.#given = patch;
    this.broken = false;
    this.group = undefined;
    this.#text = undefined;
    this.#kinds = undefined;
  }

  /** Its text, with a line end at its end: what readers want. */
  get text(): string {
    const { text } = this.source;
    return text.endsWith('\n') ? text : (this.#text ??= `${text}\n`);
  }

  /** Forgets what kustomizations said of it. */
  untie(): void {
    this.group = undefined;
    this.patch = this.#given;
    this.#kinds = undefined;
  }

  /** Whether it holds a whole object of a kind in a namespace, or one that says nothing of its namespace. */
  holds(kind: string, namespace: string): boolean {
    const namespaces = (this.#kinds ??= this.#count()).get(kind);
    if (namespaces === undefined) return false;
    return namespace === '' || namespaces.has('') || namespaces.has(namespace);
  }

  #count(): Map<string, Set<string>> {
    const kinds = new Map<string, Set<string>>();
    if (this.patch) return kinds;
    for (const { kind, namespace } of this.entries) {
      let namespaces = kinds.get(kind);
      if (namespaces === undefined) kinds.set(kind, (namespaces = new Set()));
      namespaces.add(namespace);
    }
    return kinds;
  }
}

/** The folder of a file, without a slash at its end. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash === -1 ? '' : file.slice(0, slash);
}
