import { Node, Style, Type } from '../../model/node.ts';
import { escapeDigits, isEscape, readBlockHeader, unfoldBlock } from '../../model/unfold.ts';
import { isHex } from '../slow/cursor.ts';
import { bail, isSpace, wide } from './chars.ts';
import type { Place } from './place.ts';

/** Passes a quoted scalar, over several lines if need be, and leaves the place right behind its closing quote. */
export function quoted(place: Place, quote: number): Node {
  const source = place.source;
  const start = place.at;
  let at = start + 1;
  for (;;) {
    const code = source.charCodeAt(at);
    if (code === quote) {
      if (quote !== 39 || source.charCodeAt(at + 1) !== 39) break;
      at += 2;
    } else if (code === 92 && quote === 34) {
      at = escape(source, at);
    } else if (code > 126) {
      at += wide(source, at);
    } else if (code > 31 || code === 9) {
      at++;
    } else {
      at = quotedLineEnd(place, at, code);
    }
  }
  place.at = at + 1;
  return new Node(Type.String, quote === 34 ? Style.Double : Style.Single, source, start, at + 1);
}

function quotedLineEnd(place: Place, at: number, code: number): number {
  const { source, end } = place;
  const next = code === 13 ? at + 2 : at + 1;
  if (source.charCodeAt(next - 1) !== 10) bail('character');
  if (next >= end) bail('quotes');
  if (source.startsWith('...', next) || source.startsWith('---', next)) bail('marker');
  return next;
}

function escape(source: string, at: number): number {
  const letter = source.charCodeAt(at + 1);
  const digits = escapeDigits(letter);
  if (digits === 0) {
    // The line end itself is left to be passed like any other.
    if (letter === 10 || letter === 13) return at + 1;
    if (!isEscape(letter)) bail('escape');
  }
  if (digits === 8) bail('escape');
  for (let i = 0; i < digits; i++) if (!isHex(source.charCodeAt(at + 2 + i))) bail('escape');
  if (digits === 4 && (source.charCodeAt(at + 2) | 32) === 100 && source.charCodeAt(at + 3) >= 56) bail('escape');
  return at + 2 + digits;
}

/** Passes a block scalar inside a collection of some indentation, and goes to the next line with content. */
export function blockScalar(place: Place, parent: number): Node {
  const source = place.source;
  const start = place.at;
  const header = readBlockHeader(source, start);
  place.at = header.end;
  if (!isSpace(source.charCodeAt(header.end))) bail('block scalar');
  place.skipRest();
  let indent = header.indent === 0 ? 0 : Math.max(parent, 0) + header.indent;
  const asked = indent;
  let end = header.end;
  let at = place.at;
  let blanks = 0;
  while (at < place.end) {
    const line = at;
    let code = source.charCodeAt(at);
    while (code === 32 && (indent === 0 || at - line < indent)) code = source.charCodeAt(++at);
    if (code === 10 || code === 13) {
      if (indent === 0) blanks = Math.max(blanks, at - line);
      at = lineEnd(source, at);
      continue;
    }
    if (indent === 0) {
      // A line of blanks longer than the first line with content would set the indentation.
      if (code === 9 || blanks > at - line) bail('block scalar');
      indent = Math.max(at - line, parent + 1, 1);
    }
    if (at - line < indent) {
      if (code === 9) bail('tab');
      at = line;
      break;
    }
    end = passText(source, at);
    at = lineEnd(source, end);
  }
  const node = new Node(Type.String, header.folded ? Style.Folded : Style.Literal, source, start, end);
  if (header.chomp > 0 || asked > 0) node.content = unfoldBlock(source, header, header.chomp > 0 ? at : end, indent);
  place.commented = false;
  place.toContent(at);
  return node;
}

/** The end of a line's text. */
function passText(source: string, start: number): number {
  let at = start;
  for (;;) {
    const code = source.charCodeAt(at);
    if (code === 10) return at;
    if (code > 126) at += wide(source, at);
    else if (code > 31 || code === 9) at++;
    else if (code === 13) return at;
    else bail('character');
  }
}

function lineEnd(source: string, at: number): number {
  const next = source.charCodeAt(at) === 13 ? at + 1 : at;
  if (source.charCodeAt(next) !== 10) bail('character');
  return next + 1;
}
