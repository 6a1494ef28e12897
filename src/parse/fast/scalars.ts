import { type Node, Style, Type } from '../../model/node.ts';
import { escapeDigits, isEscape, readBlockHeader, unfoldBlock } from '../../model/unfold.ts';
import { isHex } from '../chars.ts';
import { bail, isSpace, wide } from './chars.ts';
import type { Place } from './place.ts';

/** Passes a quoted scalar, over several lines if need be, and leaves the place right behind its closing quote. */
export function quoted(place: Place, quote: number): Node {
  const { units, at: start } = place;
  let at = start + 1;
  for (;;) {
    const code = units[at] as number;
    if (code === quote) {
      if (quote !== 39 || units[at + 1] !== 39) break;
      at += 2;
    } else if (code === 92 && quote === 34) {
      at = escape(units, at);
    } else if (code > 126) {
      at += wide(units, at);
    } else if (code > 31 || code === 9) {
      at++;
    } else {
      at = quotedLineEnd(place, at);
    }
  }
  place.at = at + 1;
  return place.node(Type.String, quote === 34 ? Style.Double : Style.Single, start, at + 1);
}

function quotedLineEnd(place: Place, at: number): number {
  const next = lineEnd(place.units, at);
  if (next >= place.end) bail('quotes');
  if (place.isTriple(next, 46) || place.isTriple(next, 45)) bail('marker');
  return next;
}

function escape(units: Uint16Array, at: number): number {
  const letter = units[at + 1] as number;
  const digits = escapeDigits(letter);
  if (digits === 0) {
    // The line end itself is left to be passed like any other.
    if (letter === 10 || letter === 13) return at + 1;
    if (!isEscape(letter)) bail('escape');
  }
  if (digits === 8) bail('escape');
  for (let i = 0; i < digits; i++) if (!isHex(units[at + 2 + i] as number)) bail('escape');
  // Halves of surrogate pairs are no characters.
  if (digits === 4 && ((units[at + 2] as number) | 32) === 100 && (units[at + 3] as number) >= 56) bail('escape');
  return at + 2 + digits;
}

/** Passes a block scalar inside a collection of some indentation, and goes to the next line with content. */
export function blockScalar(place: Place, parent: number): Node {
  const { source, base, units, at: start } = place;
  const header = readBlockHeader(source, start + base);
  place.at = header.end - base;
  if (!isSpace(units[place.at] as number)) bail('block scalar');
  place.skipRest();
  const asked = header.indent === 0 ? 0 : Math.max(parent, 0) + header.indent;
  const indent = asked > 0 ? asked : findIndent(place, parent);
  let end = header.end - base;
  let at = place.at;
  while (at < place.end) {
    const line = at;
    while (units[at] === 32 && at - line < indent) at++;
    const code = units[at] as number;
    if (code === 10 || code === 13) {
      at = lineEnd(units, at);
    } else if (at - line < indent) {
      if (code === 9) bail('tab');
      at = line;
      break;
    } else {
      end = passText(units, at);
      at = lineEnd(units, end);
    }
  }
  const node = place.node(Type.String, header.folded ? Style.Folded : Style.Literal, start, end);
  if (header.chomp > 0 || asked > 0)
    node.content = unfoldBlock(source, header, (header.chomp > 0 ? at : end) + base, indent);
  place.commented = false;
  place.toContent(at);
  return node;
}

/** The indentation of the first line that has more than blanks. */
function findIndent(place: Place, parent: number): number {
  const { units, end } = place;
  let blanks = 0;
  let at = place.at;
  while (at < end) {
    const line = at;
    while (units[at] === 32) at++;
    const code = units[at];
    if (code !== 10 && code !== 13) {
      // A line of blanks longer than this one would set the indentation.
      if (code === 9 || blanks > at - line) bail('block scalar');
      return Math.max(at - line, parent + 1, 1);
    }
    blanks = Math.max(blanks, at - line);
    at = lineEnd(units, at);
  }
  return Math.max(blanks, parent + 1, 1);
}

/** The end of a line's text. */
function passText(units: Uint16Array, start: number): number {
  let at = start;
  for (;;) {
    const code = units[at] as number;
    if (code > 126) at += wide(units, at);
    else if (code > 31 || code === 9) at++;
    else if (code === 10 || code === 13) return at;
    else bail('character');
  }
}

function lineEnd(units: Uint16Array, at: number): number {
  const next = units[at] === 13 ? at + 1 : at;
  if (units[next] !== 10) bail('character');
  return next + 1;
}
