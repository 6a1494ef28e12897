import { type Node, Type } from '../../model/node.ts';
import { isTrue, resolve, text } from '../../model/scalar.ts';
import { type Numeric, fitsInteger, numericOf, toInt64 } from './numbers.ts';

/**
 * Whether a value is the one that an enum lists. Upstream converts the value to the listed one's type before it compares: floats are cut off,
 * and a number even is the character of that number.
 * `stored`: the definition has been stored, which makes 1 of 1.0.
 */
export function isListed(value: Node, listed: Node, stored: boolean): boolean {
  const type = resolve(value);
  const other = resolve(listed);
  if (type === Type.String) return other === Type.String && text(value) === text(listed);
  if (type === Type.Null || other === Type.Null) return false;
  const number = numericOf(value);
  if (number === undefined || other === Type.Map || other === Type.List || other === Type.Bool)
    return isEqual(value, listed, stored);
  if (other === Type.String) return number.whole && text(listed) === characterOf(number.value);
  const wanted = stored ? storedNumber(listed) : (numericOf(listed) as Numeric);
  if (number.whole === wanted.whole) return number.value === wanted.value;
  if (number.whole) return Number(number.value) === wanted.value;
  return BigInt(toInt64(Number(number.value))) === BigInt(wanted.value);
}

function characterOf(code: number | bigint): string {
  const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return String.fromCodePoint(isCharacter ? Number(code) : 0xfffd);
}

/** A number of a definition: stored and read again, 1.0 has become 1. */
function storedNumber(node: Node): Numeric {
  const number = numericOf(node) as Numeric;
  return number.whole || !fitsInteger(number.value, 64) ? number : { whole: true, value: number.value };
}

/** Whether a value is the JSON that a definition has; 1.0 is not the same as 1. */
function isEqual(a: Node, b: Node, stored: boolean): boolean {
  const type = resolve(a);
  const isNumber = type === Type.Int || type === Type.Float;
  if (isNumber) {
    const [one, other] = [numericOf(a), stored ? numericOf(b) && storedNumber(b) : numericOf(b)];
    return other !== undefined && one?.whole === other.whole && one.value === other.value;
  }
  if (type !== resolve(b)) return false;
  switch (type) {
    case Type.String:
      return text(a) === text(b);
    case Type.Bool:
      return isTrue(a) === isTrue(b);
    case Type.List:
      return a.items.length === b.items.length && a.items.every((item, i) => isEqual(item, b.items[i] as Node, stored));
    case Type.Map: {
      if (a.items.length !== b.items.length) return false;
      const others = new Map(b.items.map((item) => [item.key, item]));
      return a.items.every((item) => {
        const other = others.get(item.key);
        return other !== undefined && isEqual(item, other, stored);
      });
    }
    default:
      return true;
  }
}

/** A text that two values have alike if they are the same JSON, keys in any order. `loose`: 1 and 1.0 are the same. */
export function fingerprint(node: Node, loose: boolean): string {
  switch (resolve(node)) {
    case Type.Map:
      return `{${node.items
        .map((item) => `${JSON.stringify(item.key)}:${fingerprint(item, loose)}`)
        .sort()
        .join(',')}}`;
    case Type.List:
      return `[${node.items.map((item) => fingerprint(item, loose)).join(',')}]`;
    case Type.String:
      return JSON.stringify(text(node));
    case Type.Bool:
      return isTrue(node) ? 'true' : 'false';
    case Type.Null:
      return 'null';
    default: {
      const { whole, value } = numericOf(node) as Numeric;
      return whole || loose ? `${value}` : `${value}.`;
    }
  }
}
