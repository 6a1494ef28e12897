/** How a client counts characters within a line. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/** A place as the protocol has it: line and character from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A change of a text: of a range of it, or, without one, of all of it. */
export interface Change {
  readonly range?: Range | undefined;
  readonly text: string;
}

/**
 * A text as an editor sees it. Its lines end as the protocol says, also with a CR alone, and its characters are counted as the client counts
 * them; all else in podlint works with offsets.
 */
export class EditorText {
  readonly text: string;
  readonly #encoding: Encoding;
  #starts: number[] | undefined;

  constructor(text: string, encoding: Encoding) {
    this.text = text;
    this.#encoding = encoding;
    this.#starts = undefined;
  }

  /** The text after some changes, each made to what the one before it left. */
  changed(changes: readonly Change[]): EditorText {
    let after: EditorText = this;
    for (const { range, text } of changes) {
      if (range === undefined) {
        after = new EditorText(text, this.#encoding);
        continue;
      }
      const start = after.offsetAt(range.start);
      const end = Math.max(start, after.offsetAt(range.end));
      after = new EditorText(after.text.slice(0, start) + text + after.text.slice(end), this.#encoding);
    }
    return after;
  }

  /** The offset of a place; of one beyond its line or the text, the end of that. */
  offsetAt({ line, character }: Position): number {
    const starts = this.#lines();
    if (line >= starts.length) return this.text.length;
    const start = starts[line] as number;
    const end = this.#lineEnd(line);
    if (this.#encoding === 'utf-16') return Math.min(start + character, end);
    let at = start;
    for (let left = character; at < end; at += widthAt(this.text, at)) {
      left -= this.#sizeAt(at);
      if (left < 0) break;
    }
    return at;
  }

  positionAt(offset: number): Position {
    const line = this.lineAt(offset);
    const start = this.#lines()[line] as number;
    const end = Math.min(Math.max(offset, start), this.#lineEnd(line));
    if (this.#encoding === 'utf-16') return { line, character: end - start };
    let character = 0;
    for (let at = start; at < end; at += widthAt(this.text, at)) character += this.#sizeAt(at);
    return { line, character };
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(Math.max(start, end)) };
  }

  /** The line, from 0, in which an offset lies. */
  lineAt(offset: number): number {
    const starts = this.#lines();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  lineStart(line: number): number {
    return this.#lines()[line] ?? this.text.length;
  }

  /** The text of a line, without its end. */
  lineText(line: number): string {
    return this.text.slice(this.lineStart(line), this.#lineEnd(line));
  }

  #lineEnd(line: number): number {
    const next = this.#lines()[line + 1];
    if (next === undefined) return this.text.length;
    return this.text.charCodeAt(next - 1) === 10 && this.text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
  }

  #lines(): number[] {
    return (this.#starts ??= lineStarts(this.text));
  }

  #sizeAt(at: number): number {
    if (this.#encoding === 'utf-32') return 1;
    const code = this.text.codePointAt(at) as number;
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** What changed between two texts, as one range of the old one and the length of what took its place. */
export function changeBetween(before: string, after: string): { start: number; end: number; length: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, length: after.length - tail - start };
}
