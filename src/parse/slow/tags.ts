import { type Node, Style, Type } from '../../model/node.ts';
import { readNumber } from '../../model/number.ts';
import { plainType, text } from '../../model/scalar.ts';
import { isBlankOrEnd, isHex, isWord } from '../chars.ts';
import { type Cursor, Refusal } from './cursor.ts';
import { Kind, Token } from './token.ts';

const STANDARD = 'tag:yaml.org,2002:';
const TIMESTAMP = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(Z|[-+]\d\d:\d\d)?)?$/;

/** Passes a tag. Its token's content is the whole tag, `!!int` written out. */
export function scanTag(cursor: Cursor): Token {
  const start = cursor.at;
  let content: string;
  if (cursor.code(1) === 60) {
    cursor.at += 2;
    content = scanUri(cursor, start, false);
    if (cursor.code() !== 62) throw new Refusal('tag', cursor.at, start);
    cursor.at++;
  } else {
    content = scanShortTag(cursor, start);
  }
  if (!isBlankOrEnd(cursor.code())) throw new Refusal('tag', cursor.at, start);
  const token = new Token(Kind.Tag, start, cursor.at);
  token.content = content;
  return token;
}

/** `!`, `!name` and `!!name`; there are no other handles, as a directive that declares one is never read. */
function scanShortTag(cursor: Cursor, start: number): string {
  cursor.at++;
  const from = cursor.at;
  while (isWord(cursor.code())) cursor.at++;
  if (cursor.code() !== 33) return `!${cursor.source.slice(from, cursor.at)}${scanUri(cursor, start, true)}`;
  const isStandard = cursor.at === from;
  cursor.at++;
  const suffix = scanUri(cursor, start, false);
  if (!isStandard) throw new Refusal('tag', cursor.at, start);
  return STANDARD + suffix;
}

/** Passes the characters of a URI and decodes them. */
export function scanUri(cursor: Cursor, start: number, mayBeEmpty: boolean): string {
  const from = cursor.at;
  for (;;) {
    const code = cursor.code();
    if (code === 37) {
      if (!isHex(cursor.code(1)) || !isHex(cursor.code(2))) throw new Refusal('tag', cursor.at, start);
      cursor.at += 3;
    } else if (isWord(code) || (code > 0 && code < 127 && ";/?:@&=+$,.!~*'()[]".includes(String.fromCharCode(code)))) {
      cursor.at++;
    } else {
      break;
    }
  }
  if (cursor.at === from && !mayBeEmpty) throw new Refusal('tag', cursor.at, start);
  return unescapeUri(cursor.source.slice(from, cursor.at), start);
}

function unescapeUri(uri: string, start: number): string {
  try {
    return uri.includes('%') ? decodeURIComponent(uri) : uri;
  } catch {
    throw new Refusal('tag', start);
  }
}

/** Gives a scalar the type that its tag asks for. A tag that says nothing to Kubernetes makes a string of it. */
export function applyTag(node: Node, tag: string): void {
  const content = text(node);
  const type = plainType(content);
  switch (tag.startsWith(STANDARD) ? tag.slice(STANDARD.length) : '') {
    case 'int':
      return setType(node, Type.Int, type === Type.Int);
    case 'float':
      return setType(node, Type.Float, type === Type.Float || isInt64(content));
    case 'bool':
      return setType(node, Type.Bool, type === Type.Bool);
    case 'null':
      return setType(node, Type.Null, type === Type.Null);
    case 'timestamp':
      return setType(node, Type.String, isTimestamp(content));
    case 'binary':
      node.content = fromBase64(content, node);
      node.style = Style.Given;
      return setType(node, Type.String, true);
    default:
      return setType(node, Type.String, true);
  }
}

function setType(node: Node, type: Type, fits: boolean): void {
  if (!fits) throw new Refusal('tag-value', node.start);
  node.type = type;
}

function isInt64(content: string): boolean {
  const number = /^[-+0-9]/.test(content) ? readNumber(content) : undefined;
  return number?.integer === true && BigInt(number.json as string) < 2n ** 63n;
}

function isTimestamp(content: string): boolean {
  const found = TIMESTAMP.exec(content);
  if (found === null) return false;
  const [, year, month, day, separator, hour, minute, second, zone] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return false;
  if (Number(day) > new Date(Date.UTC(Number(year) + 400, Number(month), 0)).getUTCDate()) return false;
  if (separator === undefined) return true;
  const inDay = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return inDay && (separator === ' ') === (zone === undefined);
}

/** Bytes that are no UTF-8 become one replacement character each, as in Go's JSON. */
function fromBase64(content: string, node: Node): string {
  const packed = content.replaceAll(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(packed))
    throw new Refusal('tag-value', node.start);
  const bytes = Buffer.from(packed, 'base64');
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    const length = utf8Length(bytes[at] as number);
    const piece = bytes.subarray(at, at + length);
    const character = piece.toString('utf8');
    const whole = character !== '\ufffd' && Buffer.byteLength(character) === length;
    out += whole ? character : '\ufffd';
    at += whole ? length : 1;
  }
  return out;
}

function utf8Length(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
