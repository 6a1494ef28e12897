import { bail, isSpace, LOOK, wide } from './chars.ts';

/** Where the fast reader stands, and how it goes from one line with content to the next. */
export class Place {
  source = '';
  end = 0;
  at = 0;
  lineStart = 0;
  /** The column of `at` when it stands on the first character of a line; -1 at the end of the document. */
  column = 0;
  /** Whether comments were passed on the way to this line. */
  commented = false;
  /** Where a `...` ended the document; -1 without one. */
  marker = -1;

  set(source: string, start: number, end: number): void {
    this.source = source;
    this.end = end;
    this.marker = -1;
    this.commented = false;
    this.toContent(start);
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
    const source = this.source;
    let at = start;
    let code = source.charCodeAt(at);
    while (code === 32 || code === 9) code = source.charCodeAt(++at);
    if (code === 35) {
      if (at === start && !isSpace(source.charCodeAt(at - 1))) bail('character');
      return this.passComment(at);
    }
    if (code === 13) code = source.charCodeAt(++at);
    if (code !== 10) bail('character');
    return at + 1;
  }

  /** The beginning of the line after a comment. */
  private passComment(start: number): number {
    const source = this.source;
    this.commented = true;
    let at = start;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code === 10) return at + 1;
      if (code > 126) at += wide(source, at);
      else if (code > 31 || code === 9 || (code === 13 && source.charCodeAt(at + 1) === 10)) at++;
      else bail('character');
    }
  }

  /** From the beginning of a line to the first character of a line with content. */
  toContent(start: number): void {
    const source = this.source;
    let at = start;
    for (;;) {
      if (at >= this.end) return this.finish();
      this.lineStart = at;
      let code = source.charCodeAt(at);
      while (code === 32) code = source.charCodeAt(++at);
      if (code === 10) at++;
      else if (code === 35) at = this.passComment(at);
      else if (code === 13 && source.charCodeAt(at + 1) === 10) at += 2;
      else if (code === 9) bail('tab');
      else break;
    }
    this.at = at;
    this.column = at - this.lineStart;
    if (this.column === 0) this.checkMarker(at);
  }

  private finish(): void {
    this.at = this.end;
    this.column = -1;
  }

  /** What means something else at the beginning of a line: `...` ends the document, `---` and `%` are not for here. */
  private checkMarker(at: number): void {
    const source = this.source;
    const code = source.charCodeAt(at);
    if (code === 37) bail('marker');
    if (code === 45 && source.startsWith('---', at)) bail('marker');
    if (code === 46 && source.startsWith('...', at)) {
      if (!isSpace(source.charCodeAt(at + 3))) bail('marker');
      this.marker = at;
      this.column = -1;
    }
  }

  /**
   * Passes one line of plain text from `at` on and hands back where the text ends; `at` is left behind the blanks after it,
   * on the line end or a comment.
   */
  plainLine(): number {
    const source = this.source;
    let at = this.at;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code > 127) {
        at += wide(source, at);
      } else if (LOOK[code] === 0) {
        at++;
      } else if (code === 58) {
        at++;
        if (isSpace(source.charCodeAt(at))) bail('colon');
      } else if (code === 32 || code === 9) {
        const end = at;
        let next = source.charCodeAt(++at);
        while (next === 32 || next === 9) next = source.charCodeAt(++at);
        if (next === 35 || next === 10 || next === 13) {
          this.at = at;
          return end;
        }
      } else {
        if (code !== 10 && code !== 13) bail('character');
        this.at = at;
        return at;
      }
    }
  }
}
