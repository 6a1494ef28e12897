import { trimEnd } from '../model/trim.ts';
/** A block of a PEM text: `-----BEGIN TYPE-----`, perhaps headers, base64, `-----END TYPE-----`. */
export interface PemBlock {
  readonly type: string;
  readonly hasHeaders: boolean;
  readonly bytes: Buffer;
  /** What follows the block. */
  readonly rest: string;
}

const BEGIN = '-----BEGIN ';
const END = '\n-----END ';
const DASHES = '-----';

/**
 * The first whole block of a text (of bytes as latin1), as Go finds it: an end is looked for, and the last beginning before it. What stands
 * around blocks is passed over, broken blocks too.
 * @mirrors pem.Decode
 */
export function decodePem(text: string): PemBlock | undefined {
  let rest = text;
  for (let end = rest.indexOf(END); end !== -1; end = rest.indexOf(END)) {
    const block = readBlock(rest, end);
    if (block !== undefined) return block;
    rest = rest.slice(end + END.length);
  }
  return undefined;
}

/** The block that ends at `end`, if it is one. */
function readBlock(text: string, end: number): PemBlock | undefined {
  const begin = text.slice(0, end).lastIndexOf(BEGIN);
  if (begin === -1 || (begin > 0 && text[begin - 1] !== '\n')) return undefined;
  const head = lineAt(text, begin + BEGIN.length);
  if (!head.line.endsWith(DASHES)) return undefined;
  const type = head.line.slice(0, -DASHES.length);
  const tail = lineAt(text, end + END.length);
  if (tail.line !== type + DASHES) return undefined;
  let at = head.next;
  for (let header = lineAt(text, at); at < end && header.line.includes(':'); header = lineAt(text, at))
    at = header.next;
  const hasHeaders = at > head.next;
  if (hasHeaders && at > end) return undefined;
  const bytes = decodeBase64(at < end ? text.slice(at, end) : '');
  return bytes === undefined ? undefined : { type, hasHeaders, bytes, rest: text.slice(tail.next) };
}

/** A line without blanks at its end, and where the next one begins. */
function lineAt(text: string, start: number): { line: string; next: number } {
  const at = text.indexOf('\n', start);
  const end = at === -1 ? text.length : at;
  return {
    line: trimEnd(text.slice(start, end).replace(/\r$/, ''), ' \t'),
    next: at === -1 ? end : end + 1,
  };
}

function decodeBase64(text: string): Buffer | undefined {
  const base64 = text.replace(/[ \t\r\n]+/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length % 4 === 0 ? Buffer.from(base64, 'base64') : undefined;
}
