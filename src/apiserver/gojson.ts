/**
 * JSON as Go reads it into a structure, for what annotations hold: names of fields in any case, null for nothing, whole
 * numbers without point or exponent, amounts as texts or numbers, and what nobody asks for is skipped.
 */
import { parseQuantity } from '../model/quantity.ts';
import { isTime } from '../schema/formats.ts';

/** A value of the text: numbers and texts are strings with a letter before them that tells which they are. */
type Json = null | boolean | string | readonly Json[] | { readonly [name: string]: Json };

/** The value of an object's field; undefined where it is not written. */
export type GoValue = Json | undefined;

const TEXT = 's';
const NUMBER = 'n';
const TOKENS = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|-?[0-9][-+.0-9eE]*/g;
/** Stands between a field's name and its number: no field takes the place of another, for Go reads them all. */
const SEPARATOR = '\0';

/** Reads values as Go types; what is of another type makes the whole text unreadable. */
export class GoJson {
  /** Something was of another type than was asked for. */
  failed = false;

  /** The text as a whole. */
  root(text: string): GoValue {
    try {
      JSON.parse(text);
      // JavaScript forgets how a number was written; Go does not.
      let count = 0;
      const tagged = (token: string, inner: string | undefined, colon: string | undefined): string => {
        if (inner === undefined) return `"${NUMBER}${token}"`;
        return colon === undefined ? `"${TEXT}${inner}"` : `"${TEXT}${inner}\\u0000${count++}":`;
      };
      return JSON.parse(text.replace(TOKENS, tagged)) as Json;
    } catch {
      this.failed = true;
      return undefined;
    }
  }

  text(value: GoValue): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && value.startsWith(TEXT)) return value.slice(1);
    return this.#fail();
  }

  int32(value: GoValue): number | undefined {
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && /^n-?[0-9]+$/.test(value) ? Number(value.slice(1)) : Number.NaN;
    return number >= -2147483648 && number <= 2147483647 ? number : this.#fail();
  }

  quantity(value: GoValue): string | undefined {
    if (value === undefined || value === null) return undefined;
    const text = typeof value === 'string' ? value.slice(1) : '';
    return parseQuantity(text) === undefined ? this.#fail() : text;
  }

  bool(value: GoValue): boolean | undefined {
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.#fail();
  }

  /** A point in time, as a text. */
  time(value: GoValue): string | undefined {
    const text = this.text(value);
    return text === undefined || isTime(text) ? text : this.#fail();
  }

  /** The items of a list. */
  list<T>(value: GoValue, read: (item: GoValue) => T): T[] | undefined {
    if (value === undefined || value === null) return undefined;
    return Array.isArray(value) ? (value as readonly Json[]).map(read) : this.#fail();
  }

  /** A structure that may be left out. */
  object<T>(value: GoValue, read: (field: (name: string) => GoValue) => T): T | undefined {
    return value === undefined || value === null ? undefined : this.struct(value, read);
  }

  /** A structure that is always there. */
  struct<T>(value: GoValue, read: (field: (name: string) => GoValue) => T): T {
    const fields = new Map<string, Json>();
    for (const [name, one] of this.#entries(value)) {
      const key = name.toLowerCase();
      fields.set(key, merged(fields.get(key), one));
    }
    return read((name) => fields.get(name.toLowerCase()));
  }

  /** Texts by any names; looked at only. */
  texts(value: GoValue): void {
    for (const [, text] of this.#entries(value)) this.text(text);
  }

  #entries(value: GoValue): [string, Json][] {
    if (value === undefined || value === null) return [];
    if (typeof value === 'object' && !Array.isArray(value)) {
      const entries = Object.entries(value as { readonly [name: string]: Json });
      return entries.map(([name, one]) => [name.slice(1, name.lastIndexOf(SEPARATOR)), one]);
    }
    this.#fail();
    return [];
  }

  #fail(): undefined {
    this.failed = true;
    return undefined;
  }
}

/** A field that is there twice: Go reads the second into what it has of the first. */
function merged(first: GoValue, second: Json): Json {
  if (typeof first !== 'object' || first === null || typeof second !== 'object' || second === null) return second;
  if (!Array.isArray(first) && !Array.isArray(second)) return { ...first, ...second };
  if (!Array.isArray(first) || !Array.isArray(second)) return second;
  return (second as readonly Json[]).map((item, i) => merged((first as readonly Json[])[i], item));
}
