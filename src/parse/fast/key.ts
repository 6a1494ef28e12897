import type { Node } from '../../model/node.ts';
import { text } from '../../model/scalar.ts';
import { bail, INDICATOR, isSpace, LOOK, wide } from './chars.ts';
import { KeyTable, keyBit } from './keys.ts';
import type { Place } from './place.ts';
import { quoted } from './scalars.ts';

const LONGEST_KEY = 1024;
const MERGE_BIT = keyBit('<<');

const BOOLEAN_BITS = keyBit('true') | keyBit('false');

const keys = new KeyTable();

/** Whether a key is one that other words are read as. */
export function isBoolean(key: string): boolean {
  return key === 'true' || key === 'false';
}

/** Whether a plain scalar may begin with the character that stands here. */
export function startsPlain(place: Place, code: number): boolean {
  if (INDICATOR[code] !== 1) return true;
  if (code !== 45 && code !== 63 && code !== 58) return false;
  return !isSpace(place.units[place.at + 1] as number);
}

/** Reads the keys of block maps; what is known of the last one. */
export class KeyReader {
  /** The key as Kubernetes reads it. */
  text = '';
  start = 0;
  end = 0;
  isMerge = false;
  /** One of 32 bits that a key sets: a map without the bit does not have the key. */
  bit = 0;
  private readonly place: Place;

  constructor(place: Place) {
    this.place = place;
  }

  /** Reads a key and its colon; false if there is none on this line. */
  read(): boolean {
    const { place } = this;
    const code = place.units[place.at] as number;
    if (INDICATOR[code] === 0) return this.readPlain();
    if (code === 34 || code === 39) return this.readQuoted(quoted(place, code));
    return startsPlain(place, code) && this.readPlain();
  }

  /** Takes a quoted scalar for a key, if a colon follows it. */
  readQuoted(node: Node): boolean {
    const { place } = this;
    const { units, base, source } = place;
    const end = node.end - base;
    let at = end;
    while (units[at] === 32) at++;
    if (units[at] !== 58 || !isSpace(units[at + 1] as number)) return false;
    if (at - node.start + base > LONGEST_KEY || source.slice(node.start, node.end).includes('\n')) bail('key');
    this.start = node.start - base;
    this.end = end;
    this.text = text(node);
    this.bit = keyBit(this.text);
    this.isMerge = false;
    place.at = at + 1;
    return true;
  }

  /** Reads plain text and its colon; false if there is no colon on this line. */
  readPlain(): boolean {
    const { units, at: start } = this.place;
    let at = start;
    let hash = 0;
    for (;;) {
      const code = units[at] as number;
      if (LOOK[code] === 0) {
        hash = (Math.imul(hash, 31) + code) | 0;
        at++;
      } else if (code === 58) {
        if (isSpace(units[at + 1] as number)) return this.setPlain(at, at, hash);
        at++;
      } else if (code > 127) {
        at += wide(units, at);
      } else if (code === 32) {
        const end = at;
        while (units[at] === 32) at++;
        const after = units[at] as number;
        if (after === 58 && isSpace(units[at + 1] as number)) return this.setPlain(end, at, hash);
        if (after === 35 || isSpace(after)) return false;
      } else {
        return isSpace(code) ? false : bail('character');
      }
    }
  }

  private setPlain(end: number, colon: number, hash: number): boolean {
    const { place } = this;
    const { at: start, base } = place;
    if (colon - start > LONGEST_KEY) bail('key');
    const number = keys.find(place.units, start, end, hash);
    if (number === -1) {
      this.text = keys.add(place.source.slice(start + base, end + base), hash) ?? bail('key');
      this.bit = keyBit(this.text);
    } else {
      this.text = keys.names[number] as string;
      this.bit = keys.bits[number] as number;
    }
    this.start = start;
    this.end = end;
    this.isMerge = this.bit === MERGE_BIT && this.text === '<<';
    if ((this.bit & BOOLEAN_BITS) !== 0 && isBoolean(this.text)) place.odd = true;
    place.at = colon + 1;
    return true;
  }
}
