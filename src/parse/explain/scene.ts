import type { Edit } from '../../model/document.ts';
import type { Failure } from '../slow.ts';
import type { Refusal } from '../slow/cursor.ts';

/** How much of a text a message shows. */
const SHOWN = 40;
/** How much of a line is looked at, so that no search takes long. */
const LONGEST = 2000;

/** The numbers of the lines of a source, made when one is first asked for. */
export class Lines {
  readonly source: string;
  private starts: number[] | undefined;

  constructor(source: string) {
    this.source = source;
  }

  number(offset: number): number {
    this.starts ??= startsOf(this.source);
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function startsOf(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The place in a source where reading a document failed, and the lines around it. */
export class Scene {
  readonly source: string;
  /** The document that failed. */
  readonly start: number;
  readonly end: number;
  /** Where reading stopped, and where what could not be finished began. */
  readonly at: number;
  readonly from: number;
  /** Where the scalar before it begins; -1 if there is none. */
  readonly last: number;
  private readonly lines: Lines;

  constructor(lines: Lines, range: { start: number; end: number }, refusal: Refusal) {
    this.source = lines.source;
    this.lines = lines;
    this.start = range.start;
    this.end = range.end;
    this.at = Math.min(refusal.at, Math.max(range.end - 1, range.start));
    this.from = Math.min(refusal.from, this.at);
    this.last = refusal.last;
  }

  /** The number of the line of an offset. */
  number(offset: number): number {
    return this.lines.number(offset);
  }

  /** Where the line of an offset begins. */
  lineStart(offset: number): number {
    return Math.max(this.source.lastIndexOf('\n', offset - 1) + 1, this.start);
  }

  /** Where the line of an offset ends, its line end and blanks before it not counted. */
  lineEnd(offset: number): number {
    const newline = this.source.indexOf('\n', offset);
    let end = newline === -1 || newline > this.end ? this.end : newline;
    while (end > offset && ' \t\r'.includes(this.source.charAt(end - 1))) end--;
    return end;
  }

  /** The text of the line of an offset, from its beginning. */
  line(offset: number): string {
    const start = this.lineStart(offset);
    return this.source.slice(start, Math.min(this.lineEnd(offset), start + LONGEST));
  }

  /** The rest of the line of an offset. */
  rest(offset: number): string {
    return this.source.slice(offset, Math.min(this.lineEnd(offset), offset + LONGEST));
  }

  /** Where the value that begins at an offset ends, if it goes on to a comment or the end of its line. */
  valueEnd(offset: number): number {
    const rest = this.rest(offset);
    const comment = rest.search(/\s+#/);
    return offset + (comment === -1 ? rest.length : comment);
  }

  isSameLine(a: number, b: number): boolean {
    return !this.source.slice(Math.min(a, b), Math.max(a, b)).includes('\n');
  }

  /** How many blanks the line of an offset begins with. */
  indentation(offset: number): number {
    return /^ */.exec(this.line(offset))?.[0].length ?? 0;
  }

  failure(message: string, start: number, end: number, edits?: Edit[]): Failure {
    return { message, start, end: Math.max(end, Math.min(start + 1, this.end)), edits };
  }
}

/** Text in quotes, shortened if it is long, on one line. */
export function shown(text: string): string {
  const cut = text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
  return `'${cut.replaceAll(/\p{Cc}|\p{Surrogate}|[\u2028\u2029]/gu, name)}'`;
}

/** A character by its number: U+0000. */
export function name(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
