/** An element of a DER text: what its tag is, where it stands, and where its content begins. */
export interface Der {
  readonly tag: number;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** The tags that are met here. */
export const Tag = {
  Bool: 1,
  Integer: 2,
  BitString: 3,
  OctetString: 4,
  Null: 5,
  Oid: 6,
  Sequence: 0x30,
  Set: 0x31,
} as const;

const LONG_TAG = 0x1f;
const LONG_LENGTH = 0x80;

/** The element at a place; undefined if there is none that is whole and written as DER wants it. */
export function readDer(bytes: Buffer, start: number, limit: number): Der | undefined {
  if (start + 2 > limit) return undefined;
  const tag = bytes[start] as number;
  const first = bytes[start + 1] as number;
  if ((tag & LONG_TAG) === LONG_TAG) return undefined;
  const count = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
  if (first === LONG_LENGTH || count > 4 || start + 2 + count > limit) return undefined;
  const length = count === 0 ? first : bytes.readUIntBE(start + 2, count);
  const isShortest = count === 0 || (length >= LONG_LENGTH && length >= 2 ** (8 * (count - 1)));
  const body = start + 2 + count;
  return isShortest && body + length <= limit ? { tag, start, body, end: body + length } : undefined;
}

/** The elements in an element, one behind the other; undefined if something else is between them. */
export function partsOf(bytes: Buffer, of: Der): Der[] | undefined {
  const parts: Der[] = [];
  for (let at = of.body; at < of.end; ) {
    const part = readDer(bytes, at, of.end);
    if (part === undefined) return undefined;
    parts.push(part);
    at = part.end;
  }
  return parts;
}

/** The content of an element. */
export function contentOf(bytes: Buffer, { body, end }: Der): Buffer {
  return bytes.subarray(body, end);
}

/** An object identifier as hexadecimal digits: enough to know one again. */
export function oidOf(bytes: Buffer, part: Der | undefined): string | undefined {
  if (part?.tag !== Tag.Oid || part.end === part.body) return undefined;
  return contentOf(bytes, part).toString('hex');
}

/** The bits of a bit string that are whole bytes, as signatures and keys are; undefined if it is none. */
export function bitsOf(bytes: Buffer, part: Der | undefined): Buffer | undefined {
  if (part?.tag !== Tag.BitString || part.end === part.body || bytes[part.body] !== 0) return undefined;
  return bytes.subarray(part.body + 1, part.end);
}
