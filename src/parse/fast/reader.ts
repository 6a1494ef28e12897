import type { Duplicate } from '../../model/document.ts';
import { type Node, Style, Type } from '../../model/node.ts';
import { unfoldPlain } from '../../model/unfold.ts';
import { mergedOf } from '../aliases.ts';
import { Anchors } from './anchors.ts';
import { bail, INDICATOR, isSpace } from './chars.ts';
import { checkPlain, flow } from './flow.ts';
import { KeyReader, startsPlain } from './key.ts';
import { type FastRange, Place } from './place.ts';
import { blockScalar, quoted } from './scalars.ts';

/** Deeper documents are left to the slow reader, which has a word for those that are too deep. */
const DEEPEST = 200;
/** From how many keys on they are looked up instead of compared with each. */
const MANY_KEYS = 32;

const NONE: Duplicate[] = [];

/**
 * Reads the block style that nearly all manifests are written in, in one pass. What it is not sure of it leaves to the slow
 * reader, by throwing a Bail. Both make the same tree.
 */
export class FastReader {
  /** A `...` that ended the last document, or -1. */
  marker = -1;
  duplicates: Duplicate[] = NONE;
  odd = false;
  private readonly place = new Place();
  private readonly key = new KeyReader(this.place);
  /** The entries and items of all collections that are being read. */
  private stack: Node[] = [];
  private top = 0;
  private anchors: Anchors | undefined;
  /** Keys, values and items so far. */
  private written = 0;
  private depth = 0;

  /** The root of a document of a source that ends with a line end. */
  read(source: string, range: FastRange): Node {
    const { place } = this;
    this.stack = [];
    this.top = 0;
    this.duplicates = NONE;
    this.anchors = undefined;
    this.written = 1;
    this.depth = 0;
    place.set(source, range);
    if (place.column === -1) bail('root');
    const isList = this.isDash();
    if (!isList && !this.key.read()) bail('root');
    const root = isList ? this.list(place.column, false) : this.map(place.column);
    if (place.column !== -1) bail('indentation');
    this.marker = place.marker;
    this.odd = place.odd;
    return root;
  }

  /** Lets go of what was read. */
  release(): void {
    this.stack = [];
    this.duplicates = NONE;
    this.anchors = undefined;
    this.place.clear();
  }

  /** A block map at a column. Its first key was read already. */
  private map(column: number): Node {
    const { place } = this;
    if (++this.depth > DEEPEST) bail('depth');
    const map = place.node(Type.Map, Style.Block, this.key.start, 0);
    const base = this.top;
    let bits = 0;
    let index: Map<string, number> | undefined;
    let merged: Node[] | undefined;
    for (;;) {
      const { text: key, start, end, bit } = this.key;
      this.written += 2;
      if (this.key.isMerge) {
        if (index !== undefined) bail('merge');
        const alias = this.mapValue(column);
        map.end = alias.end;
        merged = this.merge(alias, base, merged);
        bits = -1;
      } else {
        const value = this.mapValue(column);
        map.end = value.end;
        value.key = key;
        value.keyStart = start + place.base;
        value.keyEnd = end + place.base;
        const known = (bits & bit) === 0 ? -1 : index === undefined ? this.find(key, base) : (index.get(key) ?? -1);
        bits |= bit;
        if (known !== -1) this.replace(map, known, value, merged);
        else {
          index?.set(key, this.top);
          this.stack[this.top++] = value;
          if (this.top - base === MANY_KEYS && merged === undefined) index = this.indexFrom(base);
        }
      }
      if (place.column < column) break;
      if (place.column > column || !this.key.read()) bail('indentation');
    }
    return this.close(map, base);
  }

  /** Gives a collection what was put on the stack for it. */
  private close(collection: Node, base: number): Node {
    this.depth--;
    collection.items = this.stack.slice(base, this.top);
    this.top = base;
    return collection;
  }

  private indexFrom(base: number): Map<string, number> {
    const index = new Map<string, number>();
    for (let i = base; i < this.top; i++) index.set(this.stack[i]?.key as string, i);
    return index;
  }

  /** Where a key stands on the stack, among the entries from `base` on; -1 if it does not. */
  private find(key: string, base: number): number {
    const { stack, top } = this;
    for (let i = base; i < top; i++) if ((stack[i] as Node).key === key) return i;
    return -1;
  }

  /** Puts a value in the place of an earlier one of the same key, which is a duplicate unless a merge brought it. */
  private replace(map: Node, at: number, value: Node, merged: Node[] | undefined): void {
    const first = this.stack[at] as Node;
    if (merged === undefined || !merged.includes(first)) {
      if (this.duplicates === NONE) this.duplicates = [];
      this.duplicates.push({ map, first, second: value });
    }
    this.stack[at] = value;
  }

  /** Adds the entries of an anchored map. Where keys meet, the slow reader has to look. */
  private merge(alias: Node, base: number, before: Node[] | undefined): Node[] {
    if (alias.alias === undefined || alias.type !== Type.Map || alias.items.length > MANY_KEYS) bail('merge');
    const merged = before ?? [];
    if (merged.length > MANY_KEYS) bail('merge');
    for (const item of alias.items) {
      if (this.find(item.key as string, base) !== -1) bail('merge');
      const node = mergedOf(item, alias);
      merged.push(node);
      this.stack[this.top++] = node;
    }
    return merged;
  }

  /** What stands after a key's colon, on its line or below. */
  private mapValue(column: number): Node {
    const { place } = this;
    const { units, at: colon } = place;
    let at = colon;
    let code = units[at] as number;
    while (code === 32) code = units[++at] as number;
    place.at = at;
    if (INDICATOR[code] === 0) return this.plain(column);
    if (code !== 10 && code !== 13 && code !== 35) return this.inline(code, column);
    place.nextLine();
    if (place.column > column) return this.below(column);
    if (place.column === column && this.isDash()) return this.list(column, true);
    return place.node(Type.Null, Style.Plain, colon, colon);
  }

  private isDash(): boolean {
    const { units, at } = this.place;
    return units[at] === 45 && isSpace(units[at + 1] as number);
  }

  /** A node that begins a line, deeper than the collection around it. */
  private below(parent: number): Node {
    const { place } = this;
    if (this.isDash()) return this.list(place.column, false);
    return this.mapOr(place.column, parent);
  }

  /** A block map, if there is a key here, or another node. */
  private mapOr(column: number, parent: number): Node {
    const { place } = this;
    const code = place.units[place.at] as number;
    if (code === 34 || code === 39) {
      const node = quoted(place, code);
      if (this.key.readQuoted(node)) return this.map(column);
      place.nextLine();
      return node;
    }
    if (startsPlain(place, code)) {
      if (this.key.readPlain()) return this.map(column);
      return this.plain(parent);
    }
    return this.inline(code, parent);
  }

  /** A block list at a column, at its first dash. Under a key it may stand at the key's own column. */
  private list(column: number, indentless: boolean): Node {
    const { place } = this;
    if (++this.depth > DEEPEST) bail('depth');
    const list = place.node(Type.List, Style.Block, place.at, 0);
    const base = this.top;
    do {
      const item = this.item(column);
      this.written++;
      list.end = item.end;
      this.stack[this.top++] = item;
    } while (place.column === column && this.isDash());
    if (place.column > column || (place.column === column && !indentless)) bail('indentation');
    return this.close(list, base);
  }

  private item(column: number): Node {
    const { place } = this;
    const { units } = place;
    const dash = place.at + 1;
    let at = dash;
    let code = units[at] as number;
    while (code === 32) code = units[++at] as number;
    place.at = at;
    if (code === 10 || code === 13 || code === 35) {
      place.nextLine();
      if (place.column > column) return this.below(column);
      return place.node(Type.Null, Style.Plain, dash, dash);
    }
    const inner = at - place.lineStart;
    if (code === 45 && isSpace(units[at + 1] as number)) return this.list(inner, false);
    return this.mapOr(inner, column);
  }

  /** A value that begins on the line of its key or dash, and is no block map or list; then on to the next line. */
  private inline(code: number, parent: number): Node {
    const { place } = this;
    switch (code) {
      case 34:
      case 39: {
        const node = quoted(place, code);
        place.nextLine();
        return node;
      }
      case 91:
      case 123: {
        const node = flow(place);
        place.nextLine();
        return node;
      }
      case 124:
      case 62:
        return blockScalar(place, parent);
      case 38:
        return this.anchored(parent);
      case 42: {
        const node = (this.anchors ?? bail('alias')).alias(place, this.written);
        place.nextLine();
        return node;
      }
      default:
        return startsPlain(place, code) ? this.plain(parent) : bail(code === 9 ? 'tab' : 'start');
    }
  }

  private anchored(parent: number): Node {
    const { place } = this;
    this.anchors ??= new Anchors();
    const name = this.anchors.open(place);
    const code = place.units[place.at] as number;
    let node: Node;
    if (code === 10 || code === 13 || code === 35) {
      place.nextLine();
      if (place.column <= parent) bail('anchor');
      node = this.below(parent);
    } else {
      if (code === 38 || code === 42) bail('anchor');
      node = this.inline(code, parent);
    }
    this.anchors.close(name, node);
    return node;
  }

  /** A plain scalar that is no key, with all of its lines. */
  private plain(parent: number): Node {
    const { place } = this;
    const start = place.at;
    const end = place.plainLine();
    place.nextLine();
    const node = place.node(Type.Plain, Style.Plain, start, end);
    if (place.column > parent) this.continuePlain(node, parent);
    checkPlain(place, node);
    return node;
  }

  /** The further lines of a plain scalar. After a comment there are none. */
  private continuePlain(node: Node, parent: number): void {
    const { place } = this;
    while (place.column > parent) {
      if (place.commented) bail('indentation');
      node.end = place.plainLine() + place.base;
      place.nextLine();
    }
    node.content = unfoldPlain(node.source, node.start, node.end);
  }
}
