/** A file's text and the way from an offset in it to line and column. */
export class Source {
  /** As it is to be shown: relative to the working directory where that is possible, `/` as separator. */
  readonly file: string;
  readonly text: string;
  #lineStarts: number[] | undefined;
  #hasOddBreaks: boolean | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.#lineStarts = undefined;
    this.#hasOddBreaks = undefined;
  }

  /** Whether there are line ends in it that only YAML knows: what counts columns from a line feed is wrong there. */
  get hasOddBreaks(): boolean {
    return (this.#hasOddBreaks ??= /\r(?!\n)|[\u0085\u2028\u2029]/.test(this.text));
  }

  /** Line and column, both from 1, in UTF-16 units; a byte order mark has no column, and nothing stands behind the end. */
  position(at: number): Position {
    const offset = Math.min(at, this.text.length);
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(offset - (starts[low] as number), 0) + 1 };
  }

  /** The offset at which a line (from 1) begins. */
  lineStart(line: number): number {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    return starts[Math.min(line, starts.length) - 1] as number;
  }
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

function lineStarts(text: string): number[] {
  const starts = [text.charCodeAt(0) === 0xfeff ? 1 : 0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
