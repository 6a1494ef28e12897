import { Node, type Style, type Type } from '../../model/node.ts';
import { bail, isSpace, LOOK, wide } from './chars.ts';

/** How much of a long source is unpacked at once, if no document is longer. */
const WINDOW = 1 << 21;

/** A document to be read, and whether it is the only one of its source that is. */
export interface FastRange {
  readonly start: number;
  readonly end: number;
  readonly isAlone: boolean;
}

/**
 * Where the fast reader stands, and how it goes from one line with content to the next. Characters are looked at in an
 * array, which is several times faster than asking the string for each. Offsets are those of the array; `base` is where it begins
 * in the source.
 */
export class Place {
  source = '';
  base = 0;
  units: Uint16Array = new Uint16Array(1 << 16);
  end = 0;
  at = 0;
  lineStart = 0;
  /** The column of `at` when it stands on the first character of a line; -1 at the end of the document. */
  column = 0;
  /** Whether comments were passed on the way to this line. */
  commented = false;
  /** Whether something was met that Document.odd is about. */
  odd = false;
  /** Where a `...` ended the document; -1 without one. */
  marker = -1;
  /** What part of the source is unpacked: from `base` to here. */
  private unpacked = 0;

  /** Goes to the first line with content of a document. */
  set(source: string, range: FastRange): void {
    if (source !== this.source || range.start < this.base || range.end > this.unpacked) this.unpack(source, range);
    this.end = range.end - this.base;
    this.marker = -1;
    this.commented = false;
    this.odd = false;
    this.toContent(range.start - this.base);
  }

  private unpack(source: string, { start, end, isAlone }: FastRange): void {
    this.source = source;
    this.base = isAlone || source.length > WINDOW ? start : 0;
    this.unpacked = isAlone ? end : Math.min(source.length, Math.max(end, this.base + WINDOW));
    const length = this.unpacked - this.base;
    if (length >= this.units.length) this.units = new Uint16Array(Math.max(length + 1, Math.min(2 * length, WINDOW)));
    const part = length === source.length ? source : source.slice(this.base, this.unpacked);
    Buffer.from(this.units.buffer).write(part, 'utf16le');
    // What is read beyond the end must mean nothing.
    this.units[length] = 0;
  }

  /** Forgets the source, so that it can be freed. */
  clear(): void {
    this.source = '';
    this.unpacked = 0;
    if (this.units.length > WINDOW) this.units = new Uint16Array(1 << 16);
  }

  /** A node between two offsets. */
  node(type: Type, style: Style, start: number, end: number): Node {
    return new Node(type, style, this.source, start + this.base, end + this.base);
  }

  /** Whether three characters of a kind stand at an offset: `---` or `...`. */
  isTriple(at: number, code: number): boolean {
    const { units } = this;
    return units[at] === code && units[at + 1] === code && units[at + 2] === code;
  }

  /** From the end of a line, or the blanks or the comment before it, to the next line with content. */
  nextLine(): void {
    this.commented = false;
    this.toContent(this.passLine(this.at));
  }

  /** From the end of a line, or the blanks or the comment before it, to the beginning of the next one. */
  skipRest(): void {
    this.at = this.passLine(this.at);
  }

  /** The beginning of the next line, from a place where only blanks and a comment may stand. */
  private passLine(start: number): number {
    const { units } = this;
    let at = start;
    let code = units[at] as number;
    while (code === 32 || code === 9) code = units[++at] as number;
    if (code === 10) return at + 1;
    if (code === 35) {
      if (at === start && !isSpace(units[at - 1] as number)) bail('character');
      return this.passComment(at);
    }
    if (code !== 13 || units[at + 1] !== 10) bail('character');
    return at + 2;
  }

  /** The beginning of the line after a comment. */
  private passComment(start: number): number {
    const { units } = this;
    this.commented = true;
    let at = start;
    for (;;) {
      const code = units[at] as number;
      if (code === 10) return at + 1;
      if (code > 126) at += wide(units, at);
      else if (code > 31 || code === 9 || (code === 13 && units[at + 1] === 10)) at++;
      else bail('character');
    }
  }

  /** From the beginning of a line to the first character of a line with content. */
  toContent(start: number): void {
    const { units, end } = this;
    let line = start;
    let at = start;
    for (;;) {
      if (at >= end) return this.finish();
      line = at;
      let code = units[at] as number;
      while (code === 32) code = units[++at] as number;
      if (code === 10) at++;
      else if (code === 35) at = this.passComment(at);
      else if (code === 13 && units[at + 1] === 10) at += 2;
      else if (code === 9) bail('tab');
      else break;
    }
    this.lineStart = line;
    this.at = at;
    this.column = at - line;
    if (at === line) this.checkMarker(at);
  }

  private finish(): void {
    this.at = this.end;
    this.column = -1;
  }

  /** What means something else at the beginning of a line: `...` ends the document, `---` and `%` are not for here. */
  private checkMarker(at: number): void {
    const code = this.units[at];
    if (code === 37 || this.isTriple(at, 45)) bail('marker');
    if (this.isTriple(at, 46)) {
      if (!isSpace(this.units[at + 3] as number)) bail('marker');
      this.marker = at + this.base;
      this.column = -1;
    }
  }

  /**
   * Passes one line of plain text from `at` on and hands back where the text ends; `at` is left behind the blanks after it,
   * on the line end or a comment.
   */
  plainLine(): number {
    const { units } = this;
    let at = this.at;
    for (;;) {
      const code = units[at] as number;
      if (LOOK[code] === 0) {
        at++;
      } else if (code > 127) {
        at += wide(units, at);
      } else if (code === 10) {
        this.at = at;
        return at;
      } else if (code === 58) {
        at++;
        if (isSpace(units[at] as number)) bail('colon');
      } else if (code === 32 || code === 9) {
        const end = at;
        let next = units[++at] as number;
        while (next === 32 || next === 9) next = units[++at] as number;
        if (next === 35 || next === 10 || next === 13) {
          this.at = at;
          return end;
        }
      } else {
        if (code !== 13) bail('character');
        this.at = at;
        return at;
      }
    }
  }
}
