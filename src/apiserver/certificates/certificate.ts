import { loadCrypto } from '../../lazy.ts';
import { contentOf, type Der, oidOf, partsOf, readDer, Tag } from './der.ts';
import { isName } from './names.ts';
import { isKnownKey, readPublicKey } from './request.ts';

const UNREADABLE = "holds a certificate that can't be read";
const NO_AUTHORITY = 'is no certificate of an authority (CA:TRUE)';

/** The tags of a certificate's optional parts, and of times. */
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const TIMES: readonly number[] = [0x17, 0x18];
const BASIC_CONSTRAINTS = '551d13';

/**
 * What is wrong with a certificate that others are to be trusted by. Only what surely makes it unreadable is looked at.
 * @mirrors x509.ParseCertificate (partly: of the extensions only that which makes it an authority is read)
 */
export function authorityFault(bytes: Buffer): string | undefined {
  const whole = readDer(bytes, 0, bytes.length);
  if (whole?.tag !== Tag.Sequence || whole.end !== bytes.length || !isReadable(bytes)) return UNREADABLE;
  const [signed, algorithm, signature] = partsOf(bytes, whole) ?? [];
  if (signed?.tag !== Tag.Sequence || algorithm?.tag !== Tag.Sequence || signature?.tag !== Tag.BitString)
    return UNREADABLE;
  const parts = partsOf(bytes, signed);
  if (parts?.[0]?.tag === VERSION) parts.shift();
  const [serial, inner, issuer, validity, subject, key] = parts ?? [];
  if (
    serial?.tag !== Tag.Integer ||
    key?.tag !== Tag.Sequence ||
    !isKey(bytes, key) ||
    !isSame(bytes, inner, algorithm)
  )
    return UNREADABLE;
  if (!isName(bytes, issuer) || !isName(bytes, subject) || !areTimes(bytes, validity)) return UNREADABLE;
  return constraintsFault(
    bytes,
    parts?.find(({ tag }) => tag === EXTENSIONS),
  );
}

/** Whether Node's own reader takes it. */
function isReadable(bytes: Buffer): boolean {
  try {
    return new (loadCrypto().X509Certificate)(bytes).raw.length > 0;
  } catch {
    return false;
  }
}

/** A key of a kind that nobody knows is let through; one of a known kind has to be one. */
function isKey(bytes: Buffer, info: Der): boolean {
  const [algorithm] = partsOf(bytes, info) ?? [];
  const [oid] = (algorithm && partsOf(bytes, algorithm)) ?? [];
  return !isKnownKey(oidOf(bytes, oid)) || readPublicKey(bytes, info) !== undefined;
}

/** The algorithm stands inside of what is signed too, in the same words. */
function isSame(bytes: Buffer, a: Der | undefined, b: Der): boolean {
  return a?.tag === b.tag && contentOf(bytes, a).equals(contentOf(bytes, b));
}

function areTimes(bytes: Buffer, validity: Der | undefined): boolean {
  const times = validity?.tag === Tag.Sequence ? partsOf(bytes, validity) : undefined;
  return times !== undefined && times.length >= 2 && times.slice(0, 2).every(({ tag }) => TIMES.includes(tag));
}

/** The extension that says whether this is an authority. */
function constraintsFault(bytes: Buffer, extensions: Der | undefined): string | undefined {
  const list = extensions && readDer(bytes, extensions.body, extensions.end);
  const seen = new Set<string>();
  let isAuthority = false;
  for (const extension of (list && partsOf(bytes, list)) ?? []) {
    const [oid, ...more] = (extension.tag === Tag.Sequence && partsOf(bytes, extension)) || [];
    const id = oidOf(bytes, oid);
    const value = more[0]?.tag === Tag.Bool ? more[1] : more[0];
    if (id === undefined || value?.tag !== Tag.OctetString || seen.has(id)) return UNREADABLE;
    seen.add(id);
    if (id !== BASIC_CONSTRAINTS) continue;
    const constraints = readDer(bytes, value.body, value.end);
    if (constraints?.tag !== Tag.Sequence) return UNREADABLE;
    const first = readDer(bytes, constraints.body, constraints.end);
    isAuthority = first?.tag === Tag.Bool && bytes[first.body] === 0xff;
  }
  return isAuthority ? undefined : NO_AUTHORITY;
}
