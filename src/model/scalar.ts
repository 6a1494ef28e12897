import { type Node, Style, Type } from './node.ts';
import { floatKey, readNumber } from './number.ts';
import {
  findBlockIndent,
  isBreak,
  readBlockHeader,
  unfoldBlock,
  unfoldPlain,
  unquoteDouble,
  unquoteSingle,
} from './unfold.ts';

const TRUE: ReadonlySet<string> = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE: ReadonlySet<string> = new Set([
  'n',
  'N',
  'no',
  'No',
  'NO',
  'false',
  'False',
  'FALSE',
  'off',
  'Off',
  'OFF',
]);
const NULL: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/** What the first character of a plain scalar can lead to: 1 a word that is no string, 2 a number. */
const HINT: Uint8Array = new Uint8Array(128);
for (const letter of 'yYnNtTfFoO~') HINT[letter.charCodeAt(0)] = 1;
for (const letter of '+-.0123456789') HINT[letter.charCodeAt(0)] = 2;

/** The content of a scalar: unquoted, unescaped, its lines folded. Empty for maps and lists. */
export function text(node: Node): string {
  const known = node.content;
  if (known !== undefined) return known;
  return (node.content = decode(node));
}

function decode(node: Node): string {
  const { source, start, end } = node;
  if (node.type === Type.Map || node.type === Type.List) return '';
  switch (node.style) {
    case Style.Single:
      return hasSpecial(source, start + 1, end - 1, 39)
        ? unquoteSingle(source, start + 1, end - 1)
        : source.slice(start + 1, end - 1);
    case Style.Double:
      return hasSpecial(source, start + 1, end - 1, 92)
        ? unquoteDouble(source, start + 1, end - 1)
        : source.slice(start + 1, end - 1);
    case Style.Literal:
    case Style.Folded: {
      const header = readBlockHeader(source, start);
      return unfoldBlock(source, header, end, findBlockIndent(source, header.content, end));
    }
    default:
      return hasSpecial(source, start, end, -1) ? unfoldPlain(source, start, end) : source.slice(start, end);
  }
}

/** Whether content differs from its text: a line end in it, or the one character that is special in its quotes. */
function hasSpecial(source: string, start: number, end: number, special: number): boolean {
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === special || isBreak(code)) return true;
  }
  return false;
}

/** The type of a node, as Kubernetes' YAML reader finds it; worked out once for plain scalars. */
export function resolve(node: Node): Type {
  if (node.type !== Type.Plain) return node.type;
  const first = node.end > node.start ? node.source.charCodeAt(node.start) : 126;
  const hint = first < 128 ? HINT[first] : 0;
  return (node.type = hint === 0 ? Type.String : plainType(text(node)));
}

/** The type of the text of a plain scalar. */
export function plainType(plain: string): Type {
  const first = plain.charCodeAt(0);
  const hint = plain === '' ? 1 : first < 128 ? HINT[first] : 0;
  if (hint === 0) return Type.String;
  if (hint === 1) {
    if (plain.length > 5) return Type.String;
    if (TRUE.has(plain) || FALSE.has(plain)) return Type.Bool;
    return NULL.has(plain) ? Type.Null : Type.String;
  }
  const number = readNumber(plain);
  return number === undefined ? Type.String : number.integer ? Type.Int : Type.Float;
}

/** Whether a scalar of type Bool is true. */
export function isTrue(node: Node): boolean {
  return TRUE.has(text(node));
}

/** The JSON that a scalar becomes on its way to the API server; undefined for infinities, which cannot be sent, and for collections. */
export function jsonText(node: Node): string | undefined {
  switch (resolve(node)) {
    case Type.Null:
      return 'null';
    case Type.Bool:
      return isTrue(node) ? 'true' : 'false';
    case Type.String:
      return JSON.stringify(text(node));
    case Type.Int:
    case Type.Float:
      return numberText(node);
    default:
      return undefined;
  }
}

/** Numbers of real JSON are sent as they are written. */
function numberText(node: Node): string | undefined {
  const content = text(node);
  if (node.style === Style.Given) return content;
  const number = readNumber(content);
  if (number === undefined || number.json === undefined) return undefined;
  // A tag can make a float of an integer: `!!float 3`.
  return number.integer && node.type === Type.Float ? String(Number(number.json)) : number.json;
}

/** The key that a plain scalar becomes in JSON (`yes` is "true", 0x10 is "16"); undefined for what cannot be one: null, integers past int64. */
export function keyText(plain: string, type: Type): string | undefined {
  switch (type) {
    case Type.String:
      return plain;
    case Type.Bool:
      return TRUE.has(plain) ? 'true' : 'false';
    case Type.Float:
      return floatKey(plain);
    case Type.Int: {
      const json = readNumber(plain)?.json;
      return json === undefined || (json.length > 18 && BigInt(json) > 2n ** 63n - 1n) ? undefined : json;
    }
    default:
      return undefined;
  }
}
