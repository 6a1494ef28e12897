import type { Node } from '../model/node.ts';

/** From how many keys on an index is kept. Nearly all maps are smaller, and comparing a few keys is cheaper. */
const INDEXED = 24;

/** The entries of a map that is being read: each key once, the later value in the place of the first. */
export class Entries {
  readonly items: Node[] = [];
  private index: Map<string, number> | undefined = undefined;

  /** Where a key stands among the items, or -1. */
  find(key: string): number {
    const items = this.items;
    if (this.index !== undefined) return this.index.get(key) ?? -1;
    for (let i = 0; i < items.length; i++) if (items[i]?.key === key) return i;
    return -1;
  }

  /** Puts a value under its key and hands back the one that was there. */
  put(node: Node): Node | undefined {
    const at = this.find(node.key as string);
    if (at !== -1) {
      const earlier = this.items[at];
      this.items[at] = node;
      return earlier;
    }
    this.items.push(node);
    if (this.index !== undefined) this.index.set(node.key as string, this.items.length - 1);
    else if (this.items.length > INDEXED) this.index = new Map(this.items.map((item, i) => [item.key as string, i]));
    return undefined;
  }
}
