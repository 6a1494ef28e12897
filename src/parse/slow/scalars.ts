import { Style } from '../../model/node.ts';
import { escapeDigits, findBlockIndent, isBreak, isEscape, readBlockHeader, unfoldBlock } from '../../model/unfold.ts';
import { isBlank, isBlankOrEnd, isBreakOrEnd, isHex } from '../chars.ts';
import { type Cursor, Refusal } from './cursor.ts';
import { Kind, Token } from './token.ts';

/**
 * Passes a plain scalar, which goes on over lines that are indented deeper than the collection around it.
 * `ended` tells whether it stopped at the beginning of a line, where a new key may stand.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): { token: Token; ended: boolean } {
  const start = cursor.at;
  let end = start;
  let broken = false;
  while (!cursor.isMarker() && cursor.code() !== 35) {
    const from = cursor.at;
    while (!endsPlain(cursor, inFlow)) cursor.at++;
    if (cursor.at > from) {
      end = cursor.at;
      broken = false;
    }
    const code = cursor.code();
    if (!isBlank(code) && !isBreak(code)) break;
    broken = skipWhite(cursor, start, broken, indent + 1);
    if (!inFlow && cursor.column < indent + 1) break;
  }
  return { token: new Token(Kind.Scalar, start, end, Style.Plain), ended: broken };
}

function endsPlain(cursor: Cursor, inFlow: boolean): boolean {
  const code = cursor.code();
  if (isBlankOrEnd(code)) return true;
  if (code === 58) return isBlankOrEnd(cursor.code(1));
  return inFlow && isFlowEnd(code);
}

/** The characters that end a plain scalar inside brackets: , ? [ ] { } */
function isFlowEnd(code: number): boolean {
  return code === 44 || code === 63 || code === 91 || code === 93 || code === 123 || code === 125;
}

function skipWhite(cursor: Cursor, start: number, broken: boolean, indent: number): boolean {
  let seen = broken;
  for (;;) {
    const code = cursor.code();
    if (isBreak(code)) {
      cursor.newLine();
      seen = true;
    } else if (isBlank(code)) {
      if (seen && code === 9 && cursor.column < indent) throw new Refusal('tab', cursor.at, start);
      cursor.at++;
    } else {
      return seen;
    }
  }
}

/** Passes a quoted scalar. Its further lines may stand anywhere. */
export function scanQuoted(cursor: Cursor, quote: number): Token {
  const start = cursor.at;
  cursor.at++;
  for (;;) {
    const code = cursor.code();
    if (code === -1) throw new Refusal('unclosed-quote', cursor.at, start);
    if (code === quote) {
      if (quote !== 39 || cursor.code(1) !== 39) break;
      cursor.at += 2;
    } else if (isBreak(code)) {
      cursor.newLine();
      while (isBlank(cursor.code())) cursor.at++;
      if (cursor.isMarker()) throw new Refusal('marker-in-quotes', cursor.at, start);
    } else if (code === 92 && quote === 34) {
      skipEscape(cursor, start);
    } else {
      cursor.at++;
    }
  }
  cursor.at++;
  return new Token(Kind.Scalar, start, cursor.at, quote === 39 ? Style.Single : Style.Double);
}

function skipEscape(cursor: Cursor, start: number): void {
  const letter = cursor.code(1);
  if (isBreak(letter)) {
    cursor.at++;
    return;
  }
  const digits = escapeDigits(letter);
  if (digits === 0 && !isEscape(letter)) throw new Refusal('escape', cursor.at, start);
  for (let i = 0; i < digits; i++) if (!isHex(cursor.code(2 + i))) throw new Refusal('escape', cursor.at, start);
  if (digits > 0) {
    const value = Number.parseInt(cursor.source.slice(cursor.at + 2, cursor.at + 2 + digits), 16);
    if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) throw new Refusal('escape', cursor.at, start);
  }
  cursor.at += 2 + digits;
}

/** Passes a block scalar inside a collection of some indentation (-1 at the root). */
export function scanBlock(cursor: Cursor, parent: number): Token {
  const { source, at: start } = cursor;
  const header = readBlockHeader(source, start);
  cursor.at = header.end;
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) throw new Refusal('block-header', cursor.at, start);
  if (cursor.code() !== -1) cursor.newLine();
  const asked = header.indent === 0 ? 0 : Math.max(parent, 0) + header.indent;
  let indent = asked;
  let end = header.end;
  for (;;) {
    const widest = skipBlankLines(cursor, indent, start);
    if (indent === 0) indent = Math.max(widest, parent + 1, 1);
    if (cursor.column !== indent || cursor.code() === -1) break;
    cursor.skipLine();
    end = cursor.at;
    if (cursor.code() !== -1) cursor.newLine();
  }
  const token = new Token(Kind.Scalar, start, end, header.folded ? Style.Folded : Style.Literal);
  // What cannot be found again from the text of the scalar alone is decoded now.
  if (header.chomp > 0 || asked > 0 || findBlockIndent(source, header.content, end) !== indent) {
    token.content = unfoldBlock(source, header, header.chomp > 0 ? cursor.lineStart : end, indent);
  }
  return token;
}

/** Passes lines without content and the indentation of the first one with some; the widest indentation met. */
function skipBlankLines(cursor: Cursor, indent: number, start: number): number {
  let widest = 0;
  for (;;) {
    while ((indent === 0 || cursor.column < indent) && cursor.code() === 32) cursor.at++;
    widest = Math.max(widest, cursor.column);
    if ((indent === 0 || cursor.column < indent) && cursor.code() === 9) throw new Refusal('tab', cursor.at, start);
    if (!isBreak(cursor.code())) return widest;
    cursor.newLine();
  }
}
