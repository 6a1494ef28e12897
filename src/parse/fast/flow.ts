import { type Node, Style, Type } from '../../model/node.ts';
import { keyText, plainType, text } from '../../model/scalar.ts';
import { Entries } from '../entries.ts';
import { bail, FLOW_LOOK, INDICATOR, isSpace, wide } from './chars.ts';
import { isBoolean } from './key.ts';
import type { Place } from './place.ts';
import { quoted } from './scalars.ts';

/** Deeper brackets are left to the slow reader, which counts with more care. */
const DEEPEST = 60;
const LONGEST_KEY = 1024;

/** Passes a flow collection, which may go on over lines of any indentation, and stands right behind its closing bracket. */
export function flow(place: Place, depth = 0): Node {
  if (depth > DEEPEST) bail('depth');
  return place.units[place.at] === 91 ? flowList(place, depth) : flowMap(place, depth);
}

function flowList(place: Place, depth: number): Node {
  const list = place.node(Type.List, Style.Flow, place.at, place.at);
  const items: Node[] = [];
  place.at++;
  let code = skipSpace(place);
  while (code !== 93) {
    items.push(flowNode(place, code, depth));
    code = skipSpace(place);
    if (code === 44) {
      place.at++;
      code = skipSpace(place);
    } else if (code !== 93) {
      bail('flow');
    }
  }
  return close(place, list, items);
}

function flowMap(place: Place, depth: number): Node {
  const map = place.node(Type.Map, Style.Flow, place.at, place.at);
  const entries = new Entries();
  place.at++;
  let code = skipSpace(place);
  while (code !== 125) {
    const key = flowKey(place, code);
    const name = key.type === Type.Plain ? keyText(text(key), plainType(text(key))) : text(key);
    if (name === undefined || (name === '<<' && key.type === Type.Plain)) return bail('key');
    if (isBoolean(name)) place.odd = true;
    const value = flowValue(place, key, depth);
    value.key = name;
    value.keyStart = key.start;
    value.keyEnd = key.end;
    if (entries.put(value) !== undefined) bail('duplicate key');
    code = skipSpace(place);
    if (code === 44) {
      place.at++;
      code = skipSpace(place);
    } else if (code !== 125) {
      bail('flow');
    }
  }
  return close(place, map, entries.items);
}

function close(place: Place, node: Node, items: Node[]): Node {
  place.at++;
  node.end = place.at + place.base;
  if (items.length > 0) node.items = items;
  return node;
}

/** A key and the blanks after it. */
function flowKey(place: Place, code: number): Node {
  const key = code === 34 || code === 39 ? quoted(place, code) : flowPlain(place, code);
  while (place.units[place.at] === 32) place.at++;
  // Only one line and so many characters of it are searched for the colon of a key.
  if (place.at + place.base - key.start > LONGEST_KEY) bail('key');
  return key;
}

function flowValue(place: Place, key: Node, depth: number): Node {
  const colon = place.at;
  if (place.units[colon] !== 58) return missing(place, key.end - place.base);
  if (place.source.slice(key.start, key.end).includes('\n')) bail('key');
  place.at++;
  const code = skipSpace(place);
  if (code === 44 || code === 125) return missing(place, colon + 1);
  return flowNode(place, code, depth);
}

function missing(place: Place, at: number): Node {
  return place.node(Type.Null, Style.Plain, at, at);
}

function flowNode(place: Place, code: number, depth: number): Node {
  if (code === 91 || code === 123) return flow(place, depth + 1);
  const node = code === 34 || code === 39 ? quoted(place, code) : flowPlain(place, code);
  if (node.type === Type.Plain) checkPlain(place, node);
  return node;
}

/** Notes a zero at the beginning, and gives up at `.inf` and `.nan`, which JSON cannot hold. */
export function checkPlain(place: Place, node: Node): void {
  const code = node.source.charCodeAt(node.start);
  const next = code === 43 || code === 45 ? node.source.charCodeAt(node.start + 1) : code;
  if (next === 48 && node.end - node.start > 1) place.odd = true;
  if (next !== 46) return;
  const letter = node.source.charCodeAt(node.start + (next === code ? 1 : 2)) | 32;
  if (letter === 105 || letter === 110) bail('not finite');
}

function flowPlain(place: Place, first: number): Node {
  const { units, at: start } = place;
  if (INDICATOR[first] === 1) {
    const next = units[start + 1] as number;
    if (first !== 45 || isSpace(next) || next > 127) bail('flow');
  }
  let at = start;
  let end = start;
  for (;;) {
    const code = units[at] as number;
    if (FLOW_LOOK[code] === 0) {
      end = ++at;
    } else if (code > 127) {
      at += wide(units, at);
      end = at;
    } else if (code === 32 || code === 9) {
      at++;
      if (units[at] === 35) break;
    } else if (code === 58 && !isSpace(units[at + 1] as number)) {
      end = ++at;
    } else {
      if (code === 63) bail('flow');
      break;
    }
  }
  place.at = at;
  return place.node(Type.Plain, Style.Plain, start, end);
}

/** Passes blanks, comments and line ends; the character that follows them. */
function skipSpace(place: Place): number {
  const { units, end } = place;
  for (;;) {
    if (place.at >= end) bail('flow');
    const code = units[place.at] as number;
    if (code === 32 || code === 9) {
      place.at++;
    } else if (code === 10 || code === 13 || (code === 35 && isSpace(units[place.at - 1] as number))) {
      place.skipRest();
      // Inside brackets a line that begins with a marker or a directive is an error.
      if (units[place.at] === 37 || place.isTriple(place.at, 46) || place.isTriple(place.at, 45)) bail('marker');
    } else {
      return code;
    }
  }
}
