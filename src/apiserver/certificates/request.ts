import type { KeyObject } from 'node:crypto';
import { loadCrypto } from '../../lazy.ts';
import { decodePem } from '../pem.ts';
import { bitsOf, contentOf, type Der, oidOf, partsOf, readDer, Tag } from './der.ts';
import { extensionsFault, isName } from './names.ts';

const TYPE = 'CERTIFICATE REQUEST';
const UNREADABLE = "holds a certificate request that can't be read";

/** The kinds of keys, by identifier; DSA keys are read, but nothing signed with them is taken. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['2a864886f70d010101', 'rsa'],
  ['2a8648ce3d0201', 'ec'],
  ['2b6570', 'ed25519'],
]);
const CURVES: readonly (string | undefined)[] = ['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1'];
const UNCOMPRESSED = 4;
const LEAST_BITS = 1024;

interface Algorithm {
  readonly key: string;
  readonly hash: string | null;
  readonly isPss?: boolean;
}

const PSS = '2a864886f70d01010a';

/** The ways to sign, by identifier. MD5 is not among them: it counts as no proof. */
const SIGNATURES: ReadonlyMap<string, Algorithm> = new Map([
  ['2a864886f70d010105', { key: 'rsa', hash: 'sha1' }],
  ['2b0e03021d', { key: 'rsa', hash: 'sha1' }],
  ['2a864886f70d01010b', { key: 'rsa', hash: 'sha256' }],
  ['2a864886f70d01010c', { key: 'rsa', hash: 'sha384' }],
  ['2a864886f70d01010d', { key: 'rsa', hash: 'sha512' }],
  ['2a8648ce3d0401', { key: 'ec', hash: 'sha1' }],
  ['2a8648ce3d040302', { key: 'ec', hash: 'sha256' }],
  ['2a8648ce3d040303', { key: 'ec', hash: 'sha384' }],
  ['2a8648ce3d040304', { key: 'ec', hash: 'sha512' }],
  ['2b6570', { key: 'ed25519', hash: null }],
]);

/** The hashes of RSA-PSS, each as the parameters that name it and the length of its salt. */
const HASHES: ReadonlyMap<string, { readonly name: string; readonly salt: number }> = new Map([
  ['608648016503040201', { name: 'sha256', salt: 32 }],
  ['608648016503040202', { name: 'sha384', salt: 48 }],
  ['608648016503040203', { name: 'sha512', salt: 64 }],
]);

/**
 * What is wrong with a request for a certificate (base64 of PEM), if anything: it has to be readable, and signed with its own key.
 * @mirrors certificates.ParseCSR
 * @mirrors certificates/validation.validateCSR
 */
export function requestFault(base64: string, refusesSmallKeys: boolean): string | undefined {
  const block = decodePem(Buffer.from(base64, 'base64').toString('latin1'));
  if (block === undefined || block.type !== TYPE) return `must hold base64 of a PEM block \`-----BEGIN ${TYPE}-----\``;
  const request = readRequest(block.bytes);
  if (request === undefined) return UNREADABLE;
  return request.fault ?? signatureFault(block.bytes, request, refusesSmallKeys);
}

interface Request {
  /** What is signed. */
  readonly signed: Der;
  readonly key: Der;
  readonly algorithm: Der;
  readonly signature: Buffer;
  readonly fault: string | undefined;
}

/** @mirrors x509.ParseCertificateRequest */
function readRequest(bytes: Buffer): Request | undefined {
  const whole = readDer(bytes, 0, bytes.length);
  if (whole?.tag !== Tag.Sequence || whole.end !== bytes.length) return undefined;
  const [signed, algorithm, bits] = partsOf(bytes, whole) ?? [];
  const signature = bitsOf(bytes, bits);
  if (signed?.tag !== Tag.Sequence || algorithm?.tag !== Tag.Sequence || signature === undefined) return undefined;
  const [version, subject, key, attributes] = partsOf(bytes, signed) ?? [];
  if (version?.tag !== Tag.Integer || key?.tag !== Tag.Sequence || attributes?.tag !== 0xa0) return undefined;
  if (!isName(bytes, subject)) return undefined;
  return { signed, key, algorithm, signature, fault: extensionsFault(bytes, attributes) };
}

/** @mirrors x509.CertificateRequest.CheckSignature */
function signatureFault(bytes: Buffer, request: Request, refusesSmallKeys: boolean): string | undefined {
  const { signed, key, algorithm, signature } = request;
  const publicKey = readPublicKey(bytes, key);
  if (publicKey === undefined) return "has a key that can't be read, or of a kind that is not supported";
  const size = publicKey.asymmetricKeyDetails?.modulusLength ?? LEAST_BITS;
  if (refusesSmallKeys && size < LEAST_BITS) return `has a key of ${size} bits; at least ${LEAST_BITS} are wanted`;
  const how = algorithmOf(bytes, algorithm);
  if (how === undefined) return 'is signed in a way that is not supported';
  if (how.key !== publicKey.asymmetricKeyType) return 'is signed with a key of another kind than its own';
  return isSigned(contentWithHead(bytes, signed), publicKey, how, signature)
    ? undefined
    : 'is not signed with its own key';
}

function contentWithHead(bytes: Buffer, { start, end }: Der): Buffer {
  return bytes.subarray(start, end);
}

/** Whether keys of this kind are read. */
export function isKnownKey(oid: string | undefined): boolean {
  return oid !== undefined && KEYS.has(oid);
}

/**
 * A key as a request or a certificate has it; undefined if it is none that can be used.
 * @mirrors x509.parsePublicKey
 */
export function readPublicKey(bytes: Buffer, info: Der): KeyObject | undefined {
  const [algorithm, bits] = partsOf(bytes, info) ?? [];
  const [oid, parameters] = (algorithm?.tag === Tag.Sequence && partsOf(bytes, algorithm)) || [];
  const type = KEYS.get(oidOf(bytes, oid) ?? '');
  const data = bitsOf(bytes, bits);
  if (type === undefined || data === undefined) return undefined;
  if (type === 'rsa' && parameters?.tag !== Tag.Null) return undefined;
  if (type === 'ec' && (data[0] !== UNCOMPRESSED || parameters?.tag !== Tag.Oid)) return undefined;
  try {
    const key = loadCrypto().createPublicKey({ key: contentWithHead(bytes, info), format: 'der', type: 'spki' });
    const isKnown = type !== 'ec' || CURVES.includes(key.asymmetricKeyDetails?.namedCurve);
    return key.asymmetricKeyType === type && isKnown ? key : undefined;
  } catch {
    return undefined;
  }
}

/** @mirrors x509.getSignatureAlgorithmFromAI */
function algorithmOf(bytes: Buffer, identifier: Der): Algorithm | undefined {
  const [oid, parameters] = partsOf(bytes, identifier) ?? [];
  const id = oidOf(bytes, oid);
  if (id === PSS) return pssOf(bytes, parameters);
  const found = id === undefined ? undefined : SIGNATURES.get(id);
  return found?.key === 'ed25519' && parameters !== undefined ? undefined : found;
}

const MGF1 = '2a864886f70d010108';

/** RSA-PSS names its hash twice, and the length of its salt; all have to agree. */
function pssOf(bytes: Buffer, parameters: Der | undefined): Algorithm | undefined {
  const inner = (part: Der | undefined): Der | undefined => part && readDer(bytes, part.body, part.end);
  const partsIn = (part: Der | undefined): Der[] => (part && partsOf(bytes, part)) ?? [];
  const tagged = new Map(partsIn(parameters).map((part) => [part.tag, inner(part)]));
  const [hashOid, none] = partsIn(tagged.get(0xa0));
  if (none !== undefined && (none.tag !== Tag.Null || none.end !== none.body)) return undefined;
  const [mgfOid, mgfHash] = partsIn(tagged.get(0xa1));
  const hash = oidOf(bytes, hashOid);
  const salt = tagged.get(0xa2);
  const known = hash === undefined ? undefined : HASHES.get(hash);
  if (known === undefined || salt === undefined || oidOf(bytes, mgfOid) !== MGF1) return undefined;
  if (oidOf(bytes, partsIn(mgfHash)[0]) !== hash) return undefined;
  const content = contentOf(bytes, salt);
  return content.length === 1 && content[0] === known.salt ? { key: 'rsa', hash: known.name, isPss: true } : undefined;
}

function isSigned(signed: Buffer, key: KeyObject, { hash, isPss }: Algorithm, signature: Buffer): boolean {
  const { verify, constants } = loadCrypto();
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants;
  try {
    return verify(hash, signed, isPss === true ? { key, padding, saltLength } : key, signature);
  } catch {
    return false;
  }
}
