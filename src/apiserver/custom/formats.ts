import { parseCIDR, parseIP } from '../formats-ip.ts';
import { dns1123Label } from '../formats.ts';
import type { Gates } from '../gates.ts';
import { isDuration } from '../../schema/formats.ts';
import { isEmail } from './formats-email.ts';
import { parseRequestURI } from '../url.ts';
import { matches } from './pattern.ts';

/** Says whether a text is of a format. */
export type IsFormat = (text: string) => boolean;

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Formats that the API server validates, under names without dashes. Nobody says what the others mean: they are ignored. */
const FORMATS: ReadonlyMap<string, IsFormat> = new Map<string, IsFormat>([
  ['bsonobjectid', (text) => /^[0-9a-fA-F]{24}$/.test(text)],
  ['uri', (text) => parseRequestURI(text) !== undefined],
  ['email', isEmail],
  ['hostname', isHostname],
  ['ipv4', (text) => text.includes('.') && parseIP(text) !== undefined],
  ['ipv6', (text) => text.includes(':') && parseIP(text)?.zeros === false],
  ['cidr', (text) => parseCIDR(text) !== undefined],
  ['mac', isMac],
  ['uuid', (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text)],
  ['uuid3', (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(text)],
  ['uuid4', (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text)],
  ['uuid5', (text) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i.test(text)],
  ['isbn', (text) => isIsbn10(text) || isIsbn13(text)],
  ['isbn10', isIsbn10],
  ['isbn13', isIsbn13],
  ['creditcard', isCreditCard],
  ['ssn', (text) => text.length === 11 && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text)],
  ['hexcolor', (text) => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text)],
  ['rgbcolor', isRgb],
  ['byte', (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]{2,}={0,2}$/.test(text)],
  ['password', () => true],
  ['date', isDate],
  ['duration', isLooseDuration],
  ['datetime', isDateTime],
]);

/** Two more for names of Kubernetes, which older API servers ignore. */
const NAME_FORMATS: ReadonlyMap<string, IsFormat> = new Map<string, IsFormat>([
  ['k8sshortname', (text) => dns1123Label(text) === undefined],
  ['k8slongname', (text) => text.length <= 253 && text.split('.').every((part) => LABEL.test(part))],
]);

/** The check of a format; undefined if strings can't be of it. */
export function formatOf(name: string): IsFormat | undefined {
  return FORMATS.get(name) ?? NAME_FORMATS.get(name);
}

/** A format under the name it is known by to the API server of a minor; nothing if that ignores it. */
export function supportedFormat(format: string, types: readonly string[], gates: Gates): string {
  const type = types.length === 1 ? types[0] : 'string';
  if (gates.CustomNumberFormats && type !== 'string') {
    const known =
      type === 'integer'
        ? format === 'int32' || format === 'int64'
        : type === 'number' && (format === 'float' || format === 'double');
    return known ? format : '';
  }
  const name = format.replaceAll('-', '');
  return FORMATS.has(name) || (gates.CustomNameFormats && NAME_FORMATS.has(name)) ? name : '';
}

/** Upstream's own pattern, in which emoji and letters of all scripts may stand. */
const HOSTNAME =
  '^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)|([a-zA-Z0-9\\p{S}\\p{L}](([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$';

function isHostname(text: string): boolean {
  if (!matches(HOSTNAME, text) || Buffer.byteLength(text) > 255) return false;
  return text.split('.').every((label) => Buffer.byteLength(label) <= 63);
}

/** Six, eight or twenty bytes: two digits each with colons or dashes between them, four with dots, or digits alone. */
function isMac(text: string): boolean {
  if (/^[0-9a-f]+$/i.test(text)) return [12, 16, 40].includes(text.length);
  if (/^[0-9a-f]{2}(:[0-9a-f]{2})+$/i.test(text) || /^[0-9a-f]{2}(-[0-9a-f]{2})+$/i.test(text))
    return [17, 23, 59].includes(text.length);
  return /^[0-9a-f]{4}(\.[0-9a-f]{4})+$/i.test(text) && [14, 19, 49].includes(text.length);
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\t\n\f\r -]+/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  let sum = digits[9] === 'X' ? 100 : 10 * Number(digits[9]);
  for (let i = 0; i < 9; i++) sum += (i + 1) * Number(digits[i]);
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\t\n\f\r -]+/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += (i % 2 === 0 ? 1 : 3) * Number(digits[i]);
  return Number(digits[12]) === (10 - (sum % 10)) % 10;
}

const CARD =
  /^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$/;

function isCreditCard(text: string): boolean {
  const digits = text.replace(/[^0-9]+/g, '');
  if (!CARD.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const counted = i % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

function isRgb(text: string): boolean {
  const found =
    /^rgb\([\t\n\f\r ]*(\d{1,3})[\t\n\f\r ]*,[\t\n\f\r ]*(\d{1,3})[\t\n\f\r ]*,[\t\n\f\r ]*(\d{1,3})[\t\n\f\r ]*\)$/.exec(
      text,
    );
  return found?.slice(1).every((part) => Number(part) <= 255 && (part === '0' || !part.startsWith('0'))) ?? false;
}

function isDate(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (found === null) return false;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

/** Looser than RFC 3339: the offset may be any two pairs of digits, and any character may stand before the fraction. */
function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t', 3);
  if (time === undefined || !isDate(date)) return false;
  const found = /^([0-9]{2}):([0-9]{2}):([0-9]{2})([^\n][0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$/u.exec(time);
  return found !== null && (found[1] as string) <= '23' && (found[2] as string) <= '59' && (found[3] as string) <= '59';
}

const UNITS: readonly (readonly string[])[] = [
  ['ns', 'nano'],
  ['us', 'µs', 'micro'],
  ['ms', 'milli'],
  ['s', 'sec'],
  ['m', 'min'],
  ['h', 'hr', 'hour'],
  ['d', 'day'],
  ['w', 'wk', 'week'],
];

/** Go's, or a number and a unit in words somewhere in the text: `2 days`. */
function isLooseDuration(text: string): boolean {
  if (isDuration(text)) return true;
  let isOne = false;
  for (const [, digits, word] of text.matchAll(/(?<![0-9])([0-9]+)[\t\n\f\r ]*([A-Za-z\u00b5]+)/g)) {
    // Upstream reads the number into 64 bits.
    if ((digits as string).length > 18 && BigInt(digits as string) > 2n ** 63n - 1n) return false;
    const unit = (word as string).toLowerCase();
    isOne ||= UNITS.some((names) => unit.startsWith(names.at(-1) as string) || names.some((name) => name === unit));
  }
  return isOne;
}
