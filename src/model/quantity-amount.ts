import { trimEnd } from './trim.ts';
/** How an amount was written: `1k`, `1Ki` or `1e3`. */
export type Format = 'decimal' | 'binary' | 'exponent';

/** The powers of ten that a letter behind an amount stands for. */
export const DECIMAL_SUFFIX: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);
/** The powers of two that `Ki` and the like stand for. */
export const BINARY_SUFFIX: ReadonlyMap<string, number> = new Map([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);

/** The largest int64. */
export const MAX_INT64: bigint = 2n ** 63n - 1n;
/** The scale of a thousandth. */
const MILLI = -3;
/** The scale of the smallest amount there is. */
export const NANO = -9;
/** Far more than amounts that anybody compares differ by, and cheap still. */
const MOST_POWERS = 1000;

/** An amount: `value` times ten to the power of `scale`. */
export class Quantity {
  /** A bigint only where a number would not be exact. */
  readonly value: number | bigint;
  readonly scale: number;
  readonly format: Format;
  /** Upstream keeps large and odd amounts as arbitrary decimals, which are rounded otherwise than the small ones. */
  readonly decimal: boolean;
  /** As written, where upstream takes that for the canonical form without checking. */
  readonly #written: string | undefined;

  constructor(
    value: number | bigint,
    scale: number,
    more: { format?: Format; decimal?: boolean; written?: string | undefined } = {},
  ) {
    this.value = narrow(value);
    this.scale = scale;
    this.format = more.format ?? 'decimal';
    this.decimal = more.decimal ?? false;
    this.#written = more.written;
  }

  /** -1, 0 or 1. */
  get sign(): number {
    return this.value > 0 ? 1 : this.value < 0 ? -1 : 0;
  }

  get isZero(): boolean {
    return this.sign === 0;
  }

  /** Negative if this is the smaller one, 0 if both are the same amount, else positive. */
  compare(other: Quantity | number): number {
    if (typeof other === 'number') return this.compare(new Quantity(other, 0));
    const power = this.scale - other.scale;
    if (power === 0) return order(this.value, other.value);
    const sign = this.sign;
    if (sign !== other.sign || sign === 0) return order(sign, other.sign);
    if (Math.abs(power) > MOST_POWERS) return sign * order(magnitude(this), magnitude(other));
    return power > 0 ? order(shifted(this.value, power), other.value) : order(this.value, shifted(other.value, -power));
  }

  /** The sum, exactly. */
  add(other: Quantity): Quantity {
    if (this.isZero) return other;
    if (other.isZero) return this;
    const scale = Math.min(this.scale, other.scale);
    const a = shifted(this.value, this.scale - scale);
    const b = shifted(other.value, other.scale - scale);
    const near = typeof a === 'number' && typeof b === 'number' ? a + b : Number.NaN;
    const sum = Number.isSafeInteger(near) ? near : BigInt(a) + BigInt(b);
    return new Quantity(sum, scale, { format: this.format, decimal: this.decimal || other.decimal });
  }

  /** The next larger amount (away from zero) that is a whole number of thousandths: what defaulting does to all resources. */
  roundedToMilli(): Quantity {
    if (this.scale >= MILLI && (!this.decimal || this.scale > MOST_POWERS)) return this;
    const value =
      this.scale < MILLI ? awayFromZero(this.value, MILLI - this.scale) : shifted(this.value, this.scale - MILLI);
    return new Quantity(value, MILLI, { format: this.format, decimal: this.decimal });
  }

  /** As an int64, rounded up; wrapped as in Go where it does not fit. */
  whole(): bigint {
    return this.#scaled(0);
  }

  /** Thousandths as an int64, rounded up; wrapped as in Go where they do not fit. */
  milli(): bigint {
    return this.#scaled(MILLI);
  }

  /** Whether upstream holds it for a whole number. */
  get isInteger(): boolean {
    if (typeof this.value === 'number' && !this.decimal && this.scale >= MILLI && this.scale <= 0) {
      const milli = this.value * 10 ** (this.scale - MILLI);
      if (Number.isSafeInteger(milli)) return milli % 1000 === 0;
    }
    return this.milli() % 1000n === 0n;
  }

  #scaled(scale: number): bigint {
    return this.decimal ? this.#scaledDecimal(scale) : this.#scaledSmall(scale);
  }

  #scaledSmall(scale: number): bigint {
    if (this.scale < scale) return BigInt(awayFromZero(this.value, scale - this.scale));
    const power = this.scale - scale;
    const value = BigInt(this.value);
    // More factors of ten than these are multiplied one by one, and an overflow among them leaves nothing.
    const atOnce = power <= 3 || power === 6 || power === 9;
    if (power > 20) return 0n;
    const product = value * 10n ** BigInt(power);
    return BigInt.asIntN(64, product) === product ? product : atOnce ? BigInt.asIntN(64, product) : 0n;
  }

  /** What is left over is rounded up by one whatever the sign, and too many bits are cut off before that or after. */
  #scaledDecimal(scale: number): bigint {
    const power = this.scale - scale;
    const value = BigInt(this.value);
    if (power >= 64) return 0n;
    if (power >= 0) return BigInt.asIntN(64, wrapped(value) * 10n ** BigInt(power));
    const divisor = 10n ** BigInt(-power);
    const dividend = value < MAX_INT64 ? wrapped(value) : value;
    return wrapped(dividend / divisor) + (dividend % divisor === 0n ? 0n : 1n);
  }

  /** The form that upstream prints: `1024Ki` is `1Mi`. */
  toString(): string {
    if (this.#written !== undefined) return this.#written;
    if (this.isZero) return '0';
    const integer = this.scale >= 0 || fits(this.value, -this.scale);
    const small = this.compare(-1024) > 0 && this.compare(1024) < 0;
    if (this.format === 'binary' && !small && integer) return binaryText(BigInt(shifted(this.value, this.scale)));
    return decimalText(this, this.format === 'exponent');
  }
}

function narrow(value: number | bigint): number | bigint {
  if (typeof value === 'number') return value;
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

function order(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The value times a power of ten. */
function shifted(value: number | bigint, power: number): number | bigint {
  if (typeof value === 'number') {
    const product = power < 0 ? value / 10 ** -power : value * 10 ** power;
    if (Number.isSafeInteger(product)) return product;
  }
  if (power < 0) return BigInt(value) / 10n ** BigInt(-power);
  return BigInt(value) * 10n ** BigInt(Math.min(power, MOST_POWERS));
}

function magnitude(quantity: Quantity): number {
  const digits = String(quantity.value).length - (quantity.value < 0 ? 1 : 0);
  return digits + quantity.scale;
}

/** Divided by a power of ten, what is left over rounded away from zero. */
export function awayFromZero(value: number | bigint, power: number): number | bigint {
  const digits = String(value).length;
  if (power > digits) return value > 0 ? 1 : value < 0 ? -1 : 0;
  const divisor = 10n ** BigInt(power);
  const whole = BigInt(value);
  const rest = whole % divisor;
  return narrow(whole / divisor + (rest > 0n ? 1n : rest < 0n ? -1n : 0n));
}

/** Go keeps the low 64 bits of the magnitude and then the sign. */
function wrapped(value: bigint): bigint {
  return value < 0n ? BigInt.asIntN(64, -BigInt.asIntN(64, -value)) : BigInt.asIntN(64, value);
}

function fits(value: number | bigint, power: number): boolean {
  return power <= String(value).length && BigInt(value) % 10n ** BigInt(power) === 0n;
}

const BINARY_NAMES = ['', ...BINARY_SUFFIX.keys()];
const DECIMAL_NAMES = new Map([...DECIMAL_SUFFIX].map(([name, exponent]) => [exponent, name]));

function binaryText(value: bigint): string {
  let rest = value;
  let steps = 0;
  while (rest % 1024n === 0n && steps < BINARY_NAMES.length - 1) {
    rest /= 1024n;
    steps++;
  }
  return `${rest}${BINARY_NAMES[steps]}`;
}

function decimalText(quantity: Quantity, asExponent: boolean): string {
  let digits = String(quantity.value);
  let exponent = quantity.scale;
  const zeros = digits.length - trimEnd(digits, '0').length;
  digits = digits.slice(0, digits.length - zeros);
  exponent += zeros;
  while (exponent % 3 !== 0) {
    digits += '0';
    exponent--;
  }
  if (asExponent) return exponent === 0 ? digits : `${digits}e${exponent}`;
  return digits + (DECIMAL_NAMES.get(exponent) ?? '');
}
