/** What a plain scalar that begins with a digit, a sign or a dot is to Kubernetes: its value as JSON, or no number at all. */
export interface Numeric {
  readonly integer: boolean;
  /** As it goes into the JSON that is sent to the API server; undefined where JSON has no such number (`.inf`, `.nan`). */
  readonly json: string | undefined;
}

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
/** `0b+101`: a leftover of Go's own handling of binary numbers, which takes a sign after the prefix. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Behind a leading dot an underscore must stand between digits; elsewhere it may stand anywhere. */
const DOT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** Reads a number as go-yaml does (0x1F, 0b11, 0o17, 017, 1_000, +1, .5, 1e3); undefined where it takes the text for a string. */
export function readNumber(text: string): Numeric | undefined {
  const simple = readSimple(text);
  if (simple !== SOMETHING_ELSE) return simple;
  if (NOT_FINITE.test(text)) return { integer: false, json: undefined };
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (text.charCodeAt(0) === 46) return DOT_FLOAT.test(text) ? float(plain) : undefined;
  return readInteger(plain) ?? (FLOAT.test(plain) ? float(plain) : undefined);
}

const SOMETHING_ELSE = Symbol();

/** Most texts that begin like a number are a few digits, or digits and a unit. */
function readSimple(text: string): Numeric | undefined | typeof SOMETHING_ELSE {
  const { length } = text;
  const last = text.charCodeAt(length - 1) | 32;
  // Of the letters above `f` a number ends in none but the `n` of `.nan`.
  if (last > 102 && last < 123 && last !== 110) return undefined;
  const first = text.charCodeAt(0);
  if (length > 15 || first < 48 || first > 57 || (first === 48 && length > 1)) return SOMETHING_ELSE;
  for (let i = 1; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return SOMETHING_ELSE;
  }
  return { integer: true, json: text };
}

function readInteger(plain: string): Numeric | undefined {
  const found = INTEGER.exec(plain);
  if (found === null) {
    const signed = SIGNED_BINARY.exec(plain);
    const digits = signed?.[2]?.replace(/^0+(?=.)/, '');
    return digits === undefined || digits.length > 64
      ? undefined
      : inRange(BigInt(`0b${digits}`), signed?.[1] as string);
  }
  const [, sign, hex, binary, octal, decimal] = found;
  if (decimal !== undefined && decimal.length < 19) {
    return { integer: true, json: sign === '-' && decimal !== '0' ? `-${decimal}` : decimal };
  }
  const digits = (hex ?? binary ?? octal ?? (decimal as string)).replace(/^0+(?=.)/, '');
  // More digits than 64 do not fit, and reading very many takes quadratic time.
  if (digits.length > 64) return undefined;
  const prefix = hex ? '0x' : binary ? '0b' : octal ? '0o' : '';
  return inRange(BigInt(prefix + digits), sign as string);
}

/** Integers reach from the smallest int64 to the largest uint64, but a sign in front makes the number an int64. */
function inRange(magnitude: bigint, sign: string): Numeric | undefined {
  const limit = sign === '-' ? MAX_INT64 + 1n : sign === '+' ? MAX_INT64 : MAX_UINT64;
  if (magnitude > limit) return undefined;
  return { integer: true, json: sign === '-' && magnitude !== 0n ? `-${magnitude}` : magnitude.toString() };
}

/** A float that overflows is a string to Go. */
function float(text: string): Numeric | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { integer: false, json: formatFloat(value) } : undefined;
}

/** A float as Go's JSON encoder prints it, which is how JavaScript does, but for negative zero. */
function formatFloat(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A float as the key of a map: Go rounds it to 32 bits and prints it with at least two digits of exponent. */
export function floatKey(text: string): string {
  const plain = text.replaceAll('_', '');
  const lower = plain.toLowerCase();
  if (lower === '.nan') return '.nan';
  const value = Math.fround(lower.endsWith('.inf') ? (lower.startsWith('-') ? -Infinity : Infinity) : Number(plain));
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 6) return expand(mantissa, power);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function expand(mantissa: string, power: number): string {
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace('-', '').replace('.', '');
  const sign = negative ? '-' : '';
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  if (digits.length <= power + 1) return sign + digits.padEnd(power + 1, '0');
  return `${sign}${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}
