import { dirname, join } from 'node:path';
import { isWithin, pathOf } from './paths.ts';
import { Slot, type SlotHost } from './slot.ts';

/** The folders that are open, and those of single files outside of them. */
export class Slots {
  readonly #host: SlotHost;
  readonly #byRoot: Map<string, Slot> = new Map();

  constructor(host: SlotHost) {
    this.#host = host;
  }

  get all(): Iterable<Slot> {
    return this.#byRoot.values();
  }

  /** Takes a folder of the workspace in; undefined if it is there already, or no folder of this machine. */
  add(uri: string): Slot | undefined {
    const root = pathOf(uri);
    if (root === undefined || this.#byRoot.get(root)?.lone === false) return undefined;
    return this.#add(root, false);
  }

  remove(uri: string): void {
    this.#byRoot.delete(pathOf(uri) ?? '');
  }

  /** Nothing of a single file's folder is open any more. */
  drop({ lone, root }: Slot): void {
    if (lone) this.#byRoot.delete(root);
  }

  /** The innermost folder of the workspace that holds a path, else the path's own. */
  for(path: string): Slot {
    let best: Slot | undefined;
    for (const slot of this.all) {
      if (!slot.lone && isWithin(path, slot.root) && slot.root.length >= (best?.root.length ?? 0)) best = slot;
    }
    const root = dirname(path);
    return best ?? this.#byRoot.get(root) ?? this.#add(root, true);
  }

  /** Where a text lies; one that is no file is judged as if it lay in the first folder. */
  pathOf(uri: string): string {
    const path = pathOf(uri);
    if (path !== undefined) return path;
    const [first] = this.all;
    return join(first?.root ?? process.cwd(), uri.replaceAll(/[/\\]/g, '_'));
  }

  #add(root: string, lone: boolean): Slot {
    const slot = new Slot(root, this.#host, lone);
    this.#byRoot.set(root, slot);
    return slot;
  }
}
