import { readFlow } from './outline-flow.ts';

/**
 * A part of a text as it is being typed: a map, a list or a scalar, or a place where nothing stands yet. Unlike the trees of the readers it is made of any
 * text, valid or not.
 */
export class Part {
  readonly parent: Part | undefined;
  /** The key under which it stands in a map; undefined in lists and at the root. */
  readonly key: string | undefined;
  readonly keyStart: number;
  readonly keyEnd: number;
  kind: 'empty' | 'scalar' | 'map' | 'list' = 'empty';
  /** Of a scalar, where it stands, quotes included. */
  start: number;
  end: number;
  readonly items: Part[] = [];

  constructor(
    parent: Part | undefined,
    key?: { readonly text: string; readonly start: number; readonly end: number },
    at = 0,
  ) {
    this.parent = parent;
    this.key = key?.text;
    this.keyStart = key?.start ?? -1;
    this.keyEnd = key?.end ?? -1;
    this.start = at;
    this.end = at;
  }

  get(key: string): Part | undefined {
    return this.items.find((item) => item.key === key);
  }

  /** The way to it from the root: keys and indexes. */
  get steps(): (string | number)[] {
    if (this.parent === undefined) return [];
    return [...this.parent.steps, this.key ?? this.parent.items.indexOf(this)];
  }

  /** The text of a scalar without its quotes. */
  value(text: string): string {
    if (this.kind !== 'scalar') return '';
    const written = text.slice(this.start, this.end);
    const quote = written[0];
    if (quote !== '"' && quote !== "'") return written;
    return written.slice(1, written.length > 1 && written.endsWith(quote) ? -1 : undefined);
  }
}

/** A document of a text, and where it stands. */
export interface Outline {
  readonly root: Part;
  readonly start: number;
  readonly end: number;
}

/** The outlines of all documents of a text. */
export function outlinesOf(text: string): Outline[] {
  const outlines: Outline[] = [];
  for (let at = 0; at < text.length || at === 0; ) {
    const outline = outlineAt(text, at);
    outlines.push(outline);
    const newline = text.indexOf('\n', outline.end);
    if (newline === -1) break;
    at = newline + 1;
  }
  return outlines;
}

/** The outline of the document that an offset lies in; the line of a `---` belongs to the document before it. */
export function outlineAt(text: string, offset: number): Outline {
  const last = text.lastIndexOf('\n---', offset - 1);
  const firstLine = text.startsWith('---') ? afterLine(text, 0) : 0;
  const start = last === -1 ? firstLine : afterLine(text, last + 1);
  const next = text.indexOf('\n---', Math.max(start - 1, 0));
  const end = next === -1 ? text.length : next + 1;
  return { root: new Blocks(text, start, end).read(), start, end };
}

function afterLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** A map or list that is being filled, and the column of its keys or dashes. */
interface Level {
  readonly part: Part;
  readonly column: number;
}

/** No manifest is as deep; what lies deeper is passed over. */
const DEEPEST = 200;

/** Reads block style line by line; what it makes no sense of, it passes over. */
class Blocks {
  readonly #text: string;
  readonly #end: number;
  #at: number;
  #levels: Level[] = [];
  /** Where the next value goes, if one is missing. */
  #slot: { readonly part: Part; readonly column: number } | undefined;
  readonly #root: Part;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
    this.#root = new Part(undefined, undefined, start);
    this.#slot = { part: this.#root, column: -1 };
  }

  read(): Part {
    while (this.#at < this.#end) this.#line();
    return this.#root;
  }

  #line(): void {
    const start = this.#at;
    const end = this.#lineEnd(start);
    let at = start;
    while (at < end && isBlank(this.#text.charCodeAt(at))) at++;
    if (at === end || this.#text.charCodeAt(at) === 35) {
      this.#at = end + 1;
      return;
    }
    at = this.#dashes(at, start, end);
    if (at < end) this.#content(at, start, end);
    if (this.#at <= start) this.#at = end + 1;
  }

  /** Opens an item for each dash; where what follows them begins. */
  #dashes(from: number, start: number, end: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === 45 && (at + 1 === end || isBlank(this.#text.charCodeAt(at + 1)))) {
      const list = this.#container('list', at - start);
      if (list === undefined) return end;
      const item = new Part(list, undefined, at + 1);
      list.items.push(item);
      this.#slot = { part: item, column: at - start };
      at++;
      while (at < end && isBlank(this.#text.charCodeAt(at))) at++;
    }
    return at;
  }

  #content(at: number, start: number, end: number): void {
    const first = this.#text.charCodeAt(at);
    const colon = first === 123 || first === 91 ? -1 : keyEnd(this.#text, at, end);
    if (colon === -1) return this.#loose(at, start, end);
    const map = this.#container('map', at - start);
    if (map === undefined) return;
    const part = new Part(map, keyOf(this.#text, at, colon), Math.min(colon + 1, end));
    map.items.push(part);
    this.#slot = { part, column: at - start };
    this.#value(colon + 1, at - start, end);
  }

  /** What is no key: the value that is waited for, or a key that is still being typed. */
  #loose(at: number, start: number, end: number): void {
    const column = at - start;
    const slot = this.#slot;
    const holder = this.#levels.findLast((level) => level.column === column && level.part.kind === 'map');
    if (holder !== undefined && (slot === undefined || slot.column >= column)) {
      this.#container('map', column);
      holder.part.items.push(new Part(holder.part, keyOf(this.#text, at, wordEnd(this.#text, at, end)), end));
      this.#slot = undefined;
    } else if (slot !== undefined && column > slot.column) this.#value(at, slot.column, end);
  }

  /** The map or list at a column, opened if a value is waited for there; undefined where none can be. */
  #container(kind: 'map' | 'list', column: number): Part | undefined {
    while (this.#levels.length > 0) {
      const top = this.#levels.at(-1) as Level;
      if (top.column < column || (top.column === column && top.part.kind === kind)) break;
      if (top.column === column && kind === 'list' && this.#slot?.column === column) break;
      this.#levels.pop();
      if (this.#slot !== undefined && this.#slot.column >= top.column && top.column > column) this.#slot = undefined;
    }
    const top = this.#levels.at(-1);
    if (top !== undefined && top.column === column && top.part.kind === kind) return top.part;
    const slot = this.#slot;
    const fits =
      slot !== undefined &&
      slot.part.kind === 'empty' &&
      this.#levels.length < DEEPEST &&
      (slot.column < column || (kind === 'list' && slot.column === column));
    if (!fits) return undefined;
    slot.part.kind = kind;
    this.#levels.push({ part: slot.part, column });
    this.#slot = undefined;
    return slot.part;
  }

  /** Reads the value behind a colon or a dash; `column` is that of its key or dash. */
  #value(from: number, column: number, end: number): void {
    const slot = this.#slot;
    if (slot === undefined) return;
    const at = this.#afterProperties(from, end);
    const first = at < end ? this.#text.charCodeAt(at) : 35;
    if (first === 35) return;
    this.#slot = undefined;
    const { part } = slot;
    part.start = at;
    if (first === 124 || first === 62) {
      part.kind = 'scalar';
      part.end = this.#at = this.#skipDeeper(end + 1, column);
      if (part.end > at && this.#text.charCodeAt(part.end - 1) === 10) part.end--;
    } else if (first === 123 || first === 91 || first === 34 || first === 39) {
      const limit = this.#skipDeeper(end + 1, part === this.#root ? -1 : column);
      part.end = readFlow(this.#text, part, { at, end: limit });
      this.#at = part.end < limit ? this.#lineEnd(part.end) + 1 : limit;
    } else {
      part.kind = 'scalar';
      part.end = plainEnd(this.#text, at, end);
    }
  }

  /** Passes over anchors and tags. */
  #afterProperties(from: number, end: number): number {
    let at = from;
    for (;;) {
      while (at < end && isBlank(this.#text.charCodeAt(at))) at++;
      const code = this.#text.charCodeAt(at);
      if (at >= end || (code !== 38 && code !== 33)) return at;
      while (at < end && !isBlank(this.#text.charCodeAt(at))) at++;
    }
  }

  /** Where the lines end that are blank or deeper than a column. */
  #skipDeeper(from: number, column: number): number {
    let line = from;
    while (line < this.#end) {
      const end = this.#lineEnd(line);
      let at = line;
      while (at < end && this.#text.charCodeAt(at) === 32) at++;
      if (at < end && this.#text.charCodeAt(at) !== 13 && at - line <= column) break;
      line = end + 1;
    }
    return Math.min(line, this.#end);
  }

  #lineEnd(at: number): number {
    const newline = this.#text.indexOf('\n', at);
    return newline === -1 || newline > this.#end ? this.#end : newline;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}

/** Where the colon behind a key stands; -1 if there is no key. */
function keyEnd(text: string, start: number, end: number): number {
  const quote = text.charCodeAt(start);
  let at = start;
  if (quote === 34 || quote === 39) {
    at = text.indexOf(String.fromCharCode(quote), start + 1) + 1;
    if (at === 0 || at > end) return -1;
    while (isBlank(text.charCodeAt(at)) && at < end) at++;
    return at < end && text.charCodeAt(at) === 58 ? at : -1;
  }
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 58 && (at + 1 === end || isBlank(text.charCodeAt(at + 1)))) return at;
    if (code === 35 && isBlank(text.charCodeAt(at - 1))) return -1;
  }
  return -1;
}

function keyOf(text: string, start: number, colon: number): { text: string; start: number; end: number } {
  let end = colon;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  const quote = text[start];
  const quoted = (quote === '"' || quote === "'") && end - start > 1;
  return { text: quoted ? text.slice(start + 1, end - 1) : text.slice(start, end), start, end };
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where a plain scalar ends that stands on one line. */
function plainEnd(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  for (let at = start; at < lineEnd; at++) {
    if (text.charCodeAt(at) === 35 && isBlank(text.charCodeAt(at - 1))) {
      end = at;
      break;
    }
  }
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}
