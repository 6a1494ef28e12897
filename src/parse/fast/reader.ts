import type { Duplicate } from '../../model/document.ts';
import { Node, Style, Type } from '../../model/node.ts';
import { text } from '../../model/scalar.ts';
import { unfoldPlain } from '../../model/unfold.ts';
import { mergedOf } from '../aliases.ts';
import { Anchors } from './anchors.ts';
import { bail, INDICATOR, isSpace, LOOK, wide } from './chars.ts';
import { checkFinite, flow } from './flow.ts';
import { KeyTable } from './keys.ts';
import { Place } from './place.ts';
import { blockScalar, quoted } from './scalars.ts';

/** Deeper documents are left to the slow reader, which has a word for those that are too deep. */
const DEEPEST = 200;
const LONGEST_KEY = 1024;
/** From how many keys on they are looked up instead of compared with each. */
const MANY_KEYS = 32;

const keys = new KeyTable();
const NONE: Duplicate[] = [];

/**
 * Reads the block style that nearly all manifests are written in, in one pass. What it is not sure of it leaves to the slow
 * reader, by throwing a Bail. Both make the same tree.
 */
export class FastReader {
  /** A `...` that ended the last document, or -1. */
  marker = -1;
  duplicates: Duplicate[] = NONE;
  private readonly place = new Place();
  /** The entries and items of all collections that are being read. */
  private stack: Node[] = [];
  private anchors: Anchors | undefined;
  /** Keys, values and items so far. */
  private written = 0;
  private depth = 0;
  /** The key that was read last. */
  private key = '';
  private keyStart = 0;
  private keyEnd = 0;
  private keyIsPlain = true;

  /** The root of the document between two offsets of a source that ends with a line end. */
  read(source: string, start: number, end: number): Node {
    const { place } = this;
    this.stack = [];
    this.duplicates = NONE;
    this.anchors = undefined;
    this.written = 1;
    this.depth = 0;
    place.set(source, start, end);
    if (place.column === -1) bail('root');
    const isList = source.charCodeAt(place.at) === 45 && isSpace(source.charCodeAt(place.at + 1));
    if (!isList && !this.readKey()) bail('root');
    const root = isList ? this.list(place.column, false) : this.map(place.column);
    if (place.column !== -1) bail('indentation');
    this.marker = place.marker;
    return root;
  }

  /** A block map at a column. Its first key was read already. */
  private map(column: number): Node {
    const { place, stack } = this;
    if (++this.depth > DEEPEST) bail('depth');
    const map = new Node(Type.Map, Style.Block, place.source, this.keyStart, 0);
    const base = stack.length;
    let index: Map<string, number> | undefined;
    let merged: Node[] | undefined;
    for (;;) {
      const { key, keyStart, keyEnd } = this;
      this.written += 2;
      const isMerge = this.keyIsPlain && key === '<<';
      const value = this.mapValue(column);
      map.end = value.end;
      if (isMerge) {
        if (index !== undefined) bail('merge');
        merged = this.merge(value, base, merged);
      } else {
        value.key = key;
        value.keyStart = keyStart;
        value.keyEnd = keyEnd;
        const at = index === undefined ? this.find(key, base) : (index.get(key) ?? -1);
        if (at !== -1) this.replace(map, at, value, merged);
        else stack.push(value);
        if (index !== undefined) index.set(key, at === -1 ? stack.length - 1 : at);
        else if (stack.length - base > MANY_KEYS && merged === undefined) index = this.indexFrom(base);
      }
      if (place.column < column) break;
      if (place.column > column || !this.readKey()) bail('indentation');
    }
    this.depth--;
    map.items = stack.slice(base);
    stack.length = base;
    return map;
  }

  private indexFrom(base: number): Map<string, number> {
    const index = new Map<string, number>();
    for (let i = base; i < this.stack.length; i++) index.set(this.stack[i]?.key as string, i);
    return index;
  }

  /** Where a key stands on the stack, among the entries from `base` on; -1 if it does not. */
  private find(key: string, base: number): number {
    const { stack } = this;
    for (let i = base; i < stack.length; i++) if ((stack[i] as Node).key === key) return i;
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
      this.stack.push(node);
    }
    return merged;
  }

  /** What stands after a key's colon, on its line or below. */
  private mapValue(column: number): Node {
    const { place } = this;
    const source = place.source;
    const colon = place.at;
    let at = colon;
    let code = source.charCodeAt(at);
    while (code === 32) code = source.charCodeAt(++at);
    place.at = at;
    if (code !== 10 && code !== 13 && code !== 35) return this.inline(code, column);
    place.nextLine();
    if (place.column > column) return this.below(column);
    if (place.column === column && this.isDash()) return this.list(column, true);
    return new Node(Type.Null, Style.Plain, source, colon, colon);
  }

  private isDash(): boolean {
    const { source, at } = this.place;
    return source.charCodeAt(at) === 45 && isSpace(source.charCodeAt(at + 1));
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
    const code = place.source.charCodeAt(place.at);
    if (code === 34 || code === 39) {
      const node = quoted(place, code);
      if (this.readQuotedKey(node)) return this.map(column);
      place.nextLine();
      return node;
    }
    if (this.startsPlain(code)) {
      if (this.readPlainKey()) return this.map(column);
      return this.plain(parent);
    }
    return this.inline(code, parent);
  }

  /** A block list at a column, at its first dash. Under a key it may stand at the key's own column. */
  private list(column: number, indentless: boolean): Node {
    const { place, stack } = this;
    if (++this.depth > DEEPEST) bail('depth');
    const list = new Node(Type.List, Style.Block, place.source, place.at, 0);
    const base = stack.length;
    do {
      const item = this.item(column);
      this.written++;
      list.end = item.end;
      stack.push(item);
    } while (place.column === column && this.isDash());
    if (place.column > column || (place.column === column && !indentless)) bail('indentation');
    this.depth--;
    list.items = stack.slice(base);
    stack.length = base;
    return list;
  }

  private item(column: number): Node {
    const { place } = this;
    const source = place.source;
    const dash = place.at + 1;
    let at = dash;
    let code = source.charCodeAt(at);
    while (code === 32) code = source.charCodeAt(++at);
    place.at = at;
    if (code === 10 || code === 13 || code === 35) {
      place.nextLine();
      if (place.column > column) return this.below(column);
      return new Node(Type.Null, Style.Plain, source, dash, dash);
    }
    const inner = at - place.lineStart;
    if (code === 45 && isSpace(source.charCodeAt(at + 1))) return this.list(inner, false);
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
        return this.startsPlain(code) ? this.plain(parent) : bail(code === 9 ? 'tab' : 'start');
    }
  }

  private anchored(parent: number): Node {
    const { place } = this;
    this.anchors ??= new Anchors();
    const name = this.anchors.open(place);
    const code = place.source.charCodeAt(place.at);
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

  private startsPlain(code: number): boolean {
    if (code > 127 || INDICATOR[code] === 0) return true;
    if (code !== 45 && code !== 63 && code !== 58) return false;
    return !isSpace(this.place.source.charCodeAt(this.place.at + 1));
  }

  /** A plain scalar that is no key, with all of its lines. */
  private plain(parent: number): Node {
    const { place } = this;
    const source = place.source;
    const start = place.at;
    let end = place.plainLine();
    place.nextLine();
    const node = new Node(Type.Plain, Style.Plain, source, start, end);
    if (place.column > parent) {
      while (place.column > parent) {
        if (place.commented) bail('indentation');
        end = place.plainLine();
        place.nextLine();
      }
      node.end = end;
      node.content = unfoldPlain(source, start, end);
    }
    checkFinite(node);
    return node;
  }

  /** Reads a key and its colon; false if there is none on this line. */
  private readKey(): boolean {
    const { place } = this;
    const code = place.source.charCodeAt(place.at);
    if (code === 34 || code === 39) return this.readQuotedKey(quoted(place, code));
    return this.startsPlain(code) && this.readPlainKey();
  }

  private readQuotedKey(node: Node): boolean {
    const { source } = this.place;
    let at = node.end;
    while (source.charCodeAt(at) === 32) at++;
    if (source.charCodeAt(at) !== 58 || !isSpace(source.charCodeAt(at + 1))) return false;
    if (at - node.start > LONGEST_KEY || source.slice(node.start, node.end).includes('\n')) bail('key');
    this.keyStart = node.start;
    this.keyEnd = node.end;
    this.key = text(node);
    this.keyIsPlain = false;
    this.place.at = at + 1;
    return true;
  }

  private readPlainKey(): boolean {
    const { source, at: start } = this.place;
    let at = start;
    let hash = 0;
    for (;;) {
      const code = source.charCodeAt(at);
      let next = at + 1;
      if (code > 127) {
        next = at + wide(source, at);
      } else if (LOOK[code] !== 0) {
        if (code === 58) {
          if (isSpace(source.charCodeAt(next))) return this.setPlainKey(at, at, hash);
        } else if (code === 32) {
          while (source.charCodeAt(next) === 32) next++;
          const after = source.charCodeAt(next);
          if (after === 58 && isSpace(source.charCodeAt(next + 1))) return this.setPlainKey(at, next, hash);
          if (after === 35 || isSpace(after)) return false;
        } else {
          return isSpace(code) ? false : bail('character');
        }
      }
      // Of several blanks or of a pair of surrogates one is enough for the hash.
      hash = (Math.imul(hash, 31) + code) | 0;
      at = next;
    }
  }

  private setPlainKey(end: number, colon: number, hash: number): boolean {
    const { place } = this;
    if (colon - place.at > LONGEST_KEY) bail('key');
    this.key = keys.find(place.source, place.at, end, hash) ?? bail('key');
    this.keyStart = place.at;
    this.keyEnd = end;
    this.keyIsPlain = true;
    place.at = colon + 1;
    return true;
  }
}
