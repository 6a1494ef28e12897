import { type Node, Type } from '../../model/node.ts';
import { jsonText, resolve } from '../../model/scalar.ts';

/** A number as the API server holds it: whole ones of 64 bits exactly, all others as floats. */
export interface Numeric {
  readonly whole: boolean;
  /** A bigint where a number would not be exact. */
  readonly value: number | bigint;
}

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** The number that a node is; undefined if it is none. */
export function numericOf(node: Node): Numeric | undefined {
  const type = resolve(node);
  if (type !== Type.Int && type !== Type.Float) return undefined;
  const json = jsonText(node) ?? '';
  if (!isDigits(json)) return { whole: false, value: Number(json) };
  if (json.length < 16) return { whole: true, value: Number(json) };
  const exact = json.length < 21 ? BigInt(json) : undefined;
  if (exact === undefined || exact < MIN_INT64 || exact > MAX_INT64) return { whole: false, value: Number(json) };
  return { whole: true, value: exact };
}

function isDigits(json: string): boolean {
  for (let i = json.charCodeAt(0) === 45 ? 1 : 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return json !== '' && json !== '-';
}

const MOST_EXACT = 2 ** 53 - 1;
const EPSILON = 1e-9;

/**
 * Whether upstream's validation lets a float pass for a whole number: one that nearly is, within what a float holds exactly. `rounds`: near the next
 * one counts too; before that only what lay a little above a positive one did.
 */
export function isNearlyWhole(value: number, rounds: boolean): boolean {
  if (!Number.isFinite(value) || Math.abs(value) > MOST_EXACT) return false;
  if (Number.isInteger(value)) return true;
  const whole = rounds ? Math.round(value) : Math.trunc(value);
  if (whole === 0 || (!rounds && value < 0)) return false;
  const difference = Math.abs(value - whole);
  return rounds ? difference < EPSILON * Math.abs(whole) : difference / (value + whole) < EPSILON;
}

/** A bound as upstream compares whole numbers with it: cut off, and nonsense where it does not fit. */
export function toInt64(bound: number): number | bigint {
  if (Math.abs(bound) <= MOST_EXACT) return Math.trunc(bound);
  if (!Number.isFinite(bound) || bound >= 2 ** 63 || bound < -(2 ** 63)) return MIN_INT64;
  return BigInt(bound);
}

/** Whether a float is written like a whole number of 32 or 64 bits when printed without exponent. */
export function fitsInteger(value: number | bigint, bits: 32 | 64): boolean {
  if (typeof value === 'number' && !Number.isInteger(value)) return false;
  const limit = bits === 32 ? 2 ** 31 : 2 ** 63;
  return value >= -limit && value < limit;
}

const MAX_FLOAT32 = 3.4028234663852886e38;

/** Whether a number is within what a float of 32 bits can hold. */
export function fitsFloat32(value: number | bigint): boolean {
  const float = Math.abs(Number(value));
  // Half a step beyond the largest one is rounded down to it.
  return float < MAX_FLOAT32 + 2 ** 103;
}

/** Whether a whole number is a multiple of a factor, as upstream works it out; undefined if the factor makes no sense. */
export function isMultiple(value: number | bigint, factor: number | bigint): boolean | undefined {
  if (factor <= 0) return undefined;
  return BigInt(value) % BigInt(factor) === 0n;
}

/** The same for floats. */
export function isFloatMultiple(value: number, factor: number, rounds: boolean): boolean | undefined {
  if (!(factor > 0)) return undefined;
  return isNearlyWhole(factor < 1 ? (1 / factor) * value : value / factor, rounds);
}
