import {
  awayFromZero,
  BINARY_SUFFIX,
  DECIMAL_SUFFIX,
  type Format,
  MAX_INT64,
  NANO,
  Quantity,
} from './quantity-amount.ts';

export { Quantity } from './quantity-amount.ts';

/** The most digits, leading zeros aside, of which Go is sure that they fit an int64. */
const MAX_DIGITS = 18;

const parsed = new Map<string, Quantity | undefined>();
const CACHED = 2000;

/** Reads an amount; undefined if it is none. Spaces around it do not count. */
export function parseQuantity(text: string): Quantity | undefined {
  const found = parsed.get(text);
  if (found !== undefined || parsed.has(text)) return found;
  if (parsed.size >= CACHED) parsed.clear();
  const quantity = parse(trim(text));
  parsed.set(text, quantity);
  return quantity;
}

const rounded = new Map<string, Quantity | undefined>();

/** Reads an amount of a resource list (requests, limits, capacity ...): defaulting rounds these to thousandths. */
export function parseResource(text: string): Quantity | undefined {
  const found = rounded.get(text);
  if (found !== undefined || rounded.has(text)) return found;
  if (rounded.size >= CACHED) rounded.clear();
  const quantity = parseQuantity(text)?.roundedToMilli();
  rounded.set(text, quantity);
  return quantity;
}

/** The amount that an unwritten or unreadable field stands for. */
export const ZERO: Quantity = new Quantity(0, 0, { written: '0' });

const SPACES = / |\u0085|\u00a0|\u1680|[\u2000-\u200a]|\u202f|\u205f|\u3000/;

/** Blanks that JSON writes unescaped: upstream trims the JSON text, in which a tab is a backslash and a `t`. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACES.test(text[start] as string)) start++;
  while (end > start && SPACES.test(text[end - 1] as string)) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

interface Parts {
  readonly negative: boolean;
  /** Digits before and behind the point, leading zeros left out. */
  readonly whole: string;
  readonly fraction: string;
  /** At least one digit was written. */
  readonly digits: boolean;
  readonly suffix: string;
}

function split(text: string): Parts | undefined {
  let at = text[0] === '-' || text[0] === '+' ? 1 : 0;
  const first = at;
  while (text.charCodeAt(at) === 48) at++;
  const start = at;
  at = skipDigits(text, at);
  const whole = text.slice(start, at);
  const wholeDigits = at - first;
  let fraction = '';
  if (text[at] === '.') {
    const point = at + 1;
    at = skipDigits(text, point);
    fraction = text.slice(point, at);
  }
  const suffix = text.slice(at);
  return /^[eEinumkKMGTP]*(?:[-+]?[0-9]*)$/.test(suffix)
    ? {
        negative: text[0] === '-',
        whole: whole === '' ? '0' : whole,
        fraction,
        digits: wholeDigits + fraction.length > 0,
        suffix,
      }
    : undefined;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function parse(text: string): Quantity | undefined {
  if (text === '') return undefined;
  if (text === '0') return ZERO;
  const parts = split(text);
  if (parts === undefined) return undefined;
  const unit = readSuffix(parts.suffix);
  if (unit === undefined) return undefined;
  return (
    (unit.format === 'binary' ? smallBinary(text, parts, unit.exponent) : smallDecimal(text, parts, unit)) ??
    large(parts, unit)
  );
}

interface Unit {
  readonly format: Format;
  readonly exponent: number;
}

const MAX_EXPONENT_DIGITS = 25;

function readSuffix(suffix: string): Unit | undefined {
  const decimal = DECIMAL_SUFFIX.get(suffix);
  if (decimal !== undefined) return { format: 'decimal', exponent: decimal };
  const binary = BINARY_SUFFIX.get(suffix);
  if (binary !== undefined) return { format: 'binary', exponent: binary };
  const digits = /^[eE]([-+]?)0*([0-9]*)$/.exec(suffix);
  if (digits === null || !isDigit(suffix.charCodeAt(suffix.length - 1))) return undefined;
  const [, sign, magnitude] = digits as unknown as [string, string, string];
  if (magnitude.length > MAX_EXPONENT_DIGITS) return undefined;
  const exponent = BigInt(`${sign === '-' ? '-' : ''}${magnitude === '' ? '0' : magnitude}`);
  if (BigInt.asIntN(64, exponent) !== exponent) return undefined;
  return { format: 'exponent', exponent: Number(BigInt.asIntN(32, exponent)) };
}

function smallDecimal(text: string, parts: Parts, unit: Unit): Quantity | undefined {
  if (parts.whole.length + parts.fraction.length > MAX_DIGITS) return undefined;
  const scale = (unit.exponent - parts.fraction.length) | 0;
  if (scale < NANO) return undefined;
  const digits = parts.whole + parts.fraction;
  const canonical = scale % 3 === 0 && !digits.endsWith('000') && digits[0] !== '0';
  return new Quantity(signed(parts, toInteger(digits)), scale, {
    format: unit.format,
    written: canonical ? text : undefined,
  });
}

function smallBinary(text: string, parts: Parts, exponent: number): Quantity | undefined {
  if (parts.fraction !== '' || 15 - parts.whole.length - Math.trunc((exponent * 3) / 10) - 1 < 0) return undefined;
  const value = toInteger(parts.whole);
  const product = typeof value === 'number' ? value * 2 ** exponent : Number.NaN;
  const exact = Number.isSafeInteger(product) ? product : BigInt(value) * 2n ** BigInt(exponent);
  if (exact > MAX_INT64) return undefined;
  const canonical = BigInt(value) % 8n !== 0n;
  return new Quantity(signed(parts, exact), 0, { format: 'binary', written: canonical ? text : undefined });
}

/** One, in billionths. */
const ONE = 10n ** 9n;
/** Above this Go would count for minutes; nobody means such amounts. */
const MOST_SCALE = 1000;

/** Amounts with many digits, fractions of binary units, less than a billionth. */
function large(parts: Parts, unit: Unit): Quantity | undefined {
  if (!parts.digits) return undefined;
  let value = BigInt(parts.whole + parts.fraction);
  let scale = -parts.fraction.length;
  let format = unit.format;
  if (format === 'binary') value *= 2n ** BigInt(unit.exponent);
  else scale += unit.exponent;
  if (scale < NANO) value = BigInt(awayFromZero(value, NANO - scale));
  else if (scale <= MOST_SCALE) value *= 10n ** BigInt(scale - NANO);
  if (scale <= MOST_SCALE) scale = NANO;
  if (format === 'binary') {
    if (value > MAX_INT64 * ONE) {
      value = MAX_INT64;
      scale = 0;
    } else if (value < ONE) format = 'decimal';
  }
  return new Quantity(parts.negative ? -value : value, scale, { format, decimal: true });
}

function signed(parts: Parts, value: number | bigint): number | bigint {
  return parts.negative && value > 0 ? -value : value;
}

function toInteger(digits: string): number | bigint {
  return digits.length <= 15 ? Number(digits) : BigInt(digits);
}
