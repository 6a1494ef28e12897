import type { Duplicate } from '../model/document.ts';
import { Node, Style, Type } from '../model/node.ts';
import { isBreak } from '../model/unfold.ts';
import { isHex, skipJsonBlanks } from './chars.ts';
import { Entries } from './entries.ts';
import { MAX_DEPTH } from './limits.ts';

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Reads real JSON, as strictly as Go's encoding/json scans it. Numbers stay as they are written: the API server gets them
 * so. What is no JSON is read as YAML, therefore a failure is no error yet.
 */
export class JsonReader {
  /** Where the last value ended, or where reading failed. */
  at = 0;
  /** Whether the last failure was too deep a nesting. */
  tooDeep = false;
  duplicates: Duplicate[] = [];
  private depth = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  /** One value from `start` on, blanks before it skipped; undefined if there is none. */
  read(start: number): Node | undefined {
    this.at = start;
    this.depth = 0;
    this.tooDeep = false;
    this.duplicates = [];
    return this.value();
  }

  private value(): Node | undefined {
    this.at = skipJsonBlanks(this.source, this.at);
    switch (this.source.charCodeAt(this.at)) {
      case 123:
        return this.object();
      case 91:
        return this.array();
      case QUOTE:
        return this.string();
      case 116:
        return this.word('true', Type.Bool);
      case 102:
        return this.word('false', Type.Bool);
      case 110:
        return this.word('null', Type.Null);
      default:
        return this.number();
    }
  }

  private object(): Node | undefined {
    if (!this.enter()) return undefined;
    const map = new Node(Type.Map, Style.Flow, this.source, this.at, this.at);
    const entries = new Entries();
    this.at = skipJsonBlanks(this.source, this.at + 1);
    if (this.source.charCodeAt(this.at) === 125) return this.close(map, entries.items);
    for (;;) {
      const key = this.source.charCodeAt(this.at) === QUOTE ? this.string() : undefined;
      if (key === undefined) return undefined;
      this.at = skipJsonBlanks(this.source, this.at);
      if (this.source.charCodeAt(this.at) !== 58) return undefined;
      this.at++;
      const value = this.value();
      if (value === undefined) return undefined;
      value.key = key.content ?? this.source.slice(key.start + 1, key.end - 1);
      value.keyStart = key.start;
      value.keyEnd = key.end;
      const first = entries.put(value);
      if (first !== undefined) this.duplicates.push({ map, first, second: value });
      this.at = skipJsonBlanks(this.source, this.at);
      const code = this.source.charCodeAt(this.at);
      if (code === 125) return this.close(map, entries.items);
      if (code !== 44) return undefined;
      this.at = skipJsonBlanks(this.source, this.at + 1);
    }
  }

  private array(): Node | undefined {
    if (!this.enter()) return undefined;
    const list = new Node(Type.List, Style.Flow, this.source, this.at, this.at);
    const items: Node[] = [];
    this.at = skipJsonBlanks(this.source, this.at + 1);
    if (this.source.charCodeAt(this.at) === 93) return this.close(list, items);
    for (;;) {
      const item = this.value();
      if (item === undefined) return undefined;
      items.push(item);
      this.at = skipJsonBlanks(this.source, this.at);
      const code = this.source.charCodeAt(this.at);
      if (code === 93) return this.close(list, items);
      if (code !== 44) return undefined;
      this.at++;
    }
  }

  private enter(): boolean {
    if (++this.depth <= MAX_DEPTH) return true;
    this.tooDeep = true;
    return false;
  }

  private close(node: Node, items: Node[]): Node {
    this.depth--;
    this.at++;
    node.end = this.at;
    if (items.length > 0) node.items = items;
    return node;
  }

  private word(word: string, type: Type): Node | undefined {
    if (!this.source.startsWith(word, this.at)) return undefined;
    const node = new Node(type, Style.Plain, this.source, this.at, this.at + word.length);
    this.at = node.end;
    return node;
  }

  private string(): Node | undefined {
    const source = this.source;
    const start = this.at;
    // Whether the content is not what stands there, or would be folded if it were YAML.
    let special = false;
    for (let at = start + 1; ; at++) {
      const code = source.charCodeAt(at);
      if (code === QUOTE) {
        const node = new Node(Type.String, Style.Double, source, start, at + 1);
        if (special) node.content = unescape(source.slice(start, at + 1));
        this.at = at + 1;
        return node;
      }
      if (code === BACKSLASH) {
        special = true;
        const length = escapeLength(source, at);
        if (length === 0) return this.fail(at);
        at += length - 1;
      } else if (!(code >= 32)) {
        return this.fail(at);
      } else if (code > 126 && isBreak(code)) {
        special = true;
      }
    }
  }

  private number(): Node | undefined {
    const source = this.source;
    const start = this.at;
    let at = source.charCodeAt(start) === 45 ? start + 1 : start;
    let type: Type = Type.Int;
    if (source.charCodeAt(at) === 48) at++;
    else if ((at = this.digits(at)) === -1) return undefined;
    if (source.charCodeAt(at) === 46) {
      type = Type.Float;
      if ((at = this.digits(at + 1)) === -1) return undefined;
    }
    if ((source.charCodeAt(at) | 32) === 101) {
      type = Type.Float;
      const sign = source.charCodeAt(at + 1);
      if ((at = this.digits(sign === 43 || sign === 45 ? at + 2 : at + 1)) === -1) return undefined;
    }
    this.at = at;
    return new Node(type, Style.Given, source, start, at);
  }

  /** Where the digits that begin here end; -1 if there is none. */
  private digits(start: number): number {
    let at = start;
    while (isDigit(this.source.charCodeAt(at))) at++;
    if (at > start) return at;
    this.at = start;
    return -1;
  }

  private fail(at: number): undefined {
    this.at = at;
    return undefined;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The length of the escape that begins at a backslash; 0 if it is none of JSON. */
function escapeLength(source: string, at: number): number {
  const letter = source.charAt(at + 1);
  if (letter !== 'u') return letter !== '' && '"\\/bfnrt'.includes(letter) ? 2 : 0;
  for (let i = 2; i < 6; i++) if (!isHex(source.charCodeAt(at + i))) return 0;
  return 6;
}

/** A half of a surrogate pair by itself becomes the replacement character, as in Go. */
function unescape(quoted: string): string {
  return (JSON.parse(quoted) as string).replace(/\p{Surrogate}/gu, '\ufffd');
}
