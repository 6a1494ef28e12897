import type { Duplicate, Override } from '../../model/document.ts';
import { Node, Type } from '../../model/node.ts';
import { jsonText, keyText, resolve, text } from '../../model/scalar.ts';
import { Entries } from '../entries.ts';
import { aliasOf, mergedOf } from '../aliases.ts';
import { AliasCount, MAX_DEPTH } from '../limits.ts';
import { Refusal } from './cursor.ts';

/** A node that an alias can name, and what it costs to repeat it. */
interface Anchored {
  readonly node: Node;
  readonly visitedBefore: number;
  /** How many nodes are read at each repetition; -1 while the node is still being read. */
  size: number;
  height: number;
}

/** A map on its way. Its entries come in the order of the text, merges among them. */
export interface OpenMap {
  readonly node: Node;
  readonly entries: Entries;
  /** Entries that a `<<` brought. */
  readonly merged: Set<Node>;
  /** Entries that were written here and replaced by a `<<`, by key. */
  readonly overridden: Map<string, Node>;
}

/** Puts nodes together as go-yaml's decoder does: anchors and aliases, merge keys, keys that are there twice, keys that cannot be. */
export class Composer {
  readonly duplicates: Duplicate[] = [];
  readonly overrides: Override[] = [];
  private readonly anchors = new Map<string, Anchored>();
  private readonly count = new AliasCount();
  private depth = 0;
  /** The deepest level that was reached since the innermost anchor, aliases followed. */
  private deepest = 0;
  /** Maps with a key that JSON cannot have, and that key. Only maps that are left in the end spoil the document. */
  private readonly spoiled = new Map<Node, Node>();
  private mayBeInfinite = false;

  /** Begins a node: counts it, minds its depth, and makes it known under its anchor. */
  open(node: Node, anchor: string | undefined): Anchored | undefined {
    this.visit(node.start);
    this.enter(node.start, 0);
    if (anchor === undefined) return undefined;
    const anchored = { node, visitedBefore: this.count.visited - 1, size: -1, height: this.deepest };
    this.deepest = this.depth;
    this.anchors.set(anchor, anchored);
    return anchored;
  }

  /** Ends a node. */
  close(anchored: Anchored | undefined): void {
    if (anchored !== undefined) {
      const deepest = this.deepest;
      anchored.size = this.count.visited - anchored.visitedBefore;
      this.deepest = Math.max(anchored.height, deepest);
      anchored.height = deepest - this.depth;
    }
    this.depth--;
  }

  private enter(at: number, below: number): void {
    this.depth++;
    this.deepest = Math.max(this.deepest, this.depth + below);
    if (this.deepest > MAX_DEPTH) throw new Refusal('depth', at);
  }

  private visit(at: number): void {
    if (!this.count.add(1)) throw new Refusal('alias-excess', at);
  }

  /** The node that stands for an alias. */
  alias(source: string, start: number, end: number): Node {
    const target = this.anchors.get(source.slice(start + 1, end));
    if (target === undefined) throw new Refusal('alias-unknown', end, start);
    if (target.size === -1) throw new Refusal('alias-self', end, start);
    if (!this.count.repeat(target.size)) throw new Refusal('alias-excess', end, start);
    this.enter(start, target.height);
    this.depth--;
    return aliasOf(target.node, source, start, end);
  }

  openMap(node: Node): OpenMap {
    return { node, entries: new Entries(), merged: new Set(), overridden: new Map() };
  }

  /** Puts a value into a map, under a key that was read as a node. */
  put(map: OpenMap, key: Node, value: Node): void {
    const type = resolve(key);
    if (type === Type.Map || type === Type.List) throw new Refusal('key-type', key.end, key.start);
    const name = keyText(text(key), type);
    if (name === undefined) this.spoiled.set(map.node, key);
    value.key = name ?? text(key);
    value.keyStart = key.start;
    value.keyEnd = key.end;
    if (isShort(value)) this.mayBeInfinite = true;
    const earlier = map.entries.put(value);
    if (earlier === undefined) return;
    const first = map.merged.has(earlier) ? map.overridden.get(value.key) : earlier;
    if (first !== undefined) this.duplicates.push({ map: map.node, first, second: value });
  }

  /** Merges the value of a `<<` into a map: what was there before is replaced. */
  merge(map: OpenMap, key: Node, value: Node): void {
    // Neither the key nor a list of maps is decoded by itself.
    this.count.add(value.type === Type.List ? -2 : -1);
    const parts = value.type === Type.List && value.alias === undefined ? value.items : [value];
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i] as Node;
      if (part.type !== Type.Map) throw new Refusal('merge-type', value.end, value.start);
      const bad = this.spoiled.get(part.alias ?? part);
      if (bad !== undefined) this.spoiled.set(map.node, bad);
      for (const item of part.items) this.mergeEntry(map, key, part.alias === undefined ? item : mergedOf(item, part));
    }
  }

  private mergeEntry(map: OpenMap, key: Node, merged: Node): void {
    const earlier = map.entries.put(merged);
    map.merged.add(merged);
    if (earlier === undefined || map.merged.has(earlier)) return;
    map.overridden.set(merged.key as string, earlier);
    this.overrides.push({ map: map.node, earlier, merged, mergeStart: key.start, mergeEnd: key.end });
  }

  /** Notes an item of a list. */
  item(value: Node): void {
    if (isShort(value)) this.mayBeInfinite = true;
  }

  /** Refuses a finished document that cannot become JSON. */
  finish(root: Node): void {
    if (this.spoiled.size > 0 || this.mayBeInfinite || isShort(root)) this.check(root, new Set());
  }

  private check(node: Node, seen: Set<Node>): void {
    const real = node.alias ?? node;
    if (node.type !== Type.Map && node.type !== Type.List) {
      if (resolve(node) === Type.Float && jsonText(node) === undefined)
        throw new Refusal('not-finite', node.end, node.start);
      return;
    }
    if (seen.has(real)) return;
    seen.add(real);
    const key = this.spoiled.get(real);
    if (key !== undefined) throw new Refusal('key-type', key.end, key.start);
    for (const item of node.items) this.check(item, seen);
  }
}

/** Whether a node is as short as `.inf` and `.nan` are. */
function isShort(node: Node): boolean {
  return node.type !== Type.Map && node.type !== Type.List && text(node).length <= 5;
}
