import type { KeyObject, X509Certificate } from 'node:crypto';
import { loadCrypto } from '../../../lazy.ts';
import { decodePem } from '../../pem.ts';

/** What is wrong with a certificate and its key. */
export interface KeyPairFault {
  readonly of: 'certificate' | 'key';
  readonly message: string;
}

/** The kinds of keys that Go knows, and the curves. */
const TYPES: readonly (string | undefined)[] = ['rsa', 'ec', 'ed25519'];
const CURVES: readonly (string | undefined)[] = ['secp224r1', 'prime256v1', 'secp384r1', 'secp521r1'];

function isKnown(key: KeyObject): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  return (
    TYPES.includes(asymmetricKeyType) &&
    (asymmetricKeyType !== 'ec' || CURVES.includes(asymmetricKeyDetails?.namedCurve))
  );
}

/**
 * Whether a certificate and a private key can be read, and belong together.
 * @mirrors tls.X509KeyPair
 */
export function keyPairFault(certificate: Buffer | undefined, key: Buffer | undefined): KeyPairFault | undefined {
  const der = findBlock(certificate, (type) => type === 'CERTIFICATE');
  if (der === undefined) return { of: 'certificate', message: 'holds no certificate (`-----BEGIN CERTIFICATE-----`)' };
  const keyDer = findBlock(key, (type) => type === 'PRIVATE KEY' || type.endsWith(' PRIVATE KEY'));
  if (keyDer === undefined) return { of: 'key', message: 'holds no private key (`-----BEGIN PRIVATE KEY-----`)' };
  const parsed = readCertificate(der);
  if (parsed === undefined) return { of: 'certificate', message: "holds a certificate that can't be read" };
  const privateKey = readKey(keyDer);
  if (privateKey === undefined) return { of: 'key', message: "holds a private key that can't be read" };
  if (!isKnown(parsed.publicKey))
    return { of: 'certificate', message: 'has a key of a kind that TLS here does not know' };
  return parsed.checkPrivateKey(privateKey)
    ? undefined
    : { of: 'key', message: 'is not the private key of the certificate' };
}

function readCertificate(der: Buffer): X509Certificate | undefined {
  const { X509Certificate } = loadCrypto();
  try {
    const certificate = new X509Certificate(der);
    return certificate.publicKey === undefined ? undefined : certificate;
  } catch {
    return undefined;
  }
}

function readKey(der: Buffer): KeyObject | undefined {
  const { createPrivateKey } = loadCrypto();
  for (const type of ['pkcs1', 'pkcs8', 'sec1'] as const) {
    try {
      const key = createPrivateKey({ key: der, format: 'der', type });
      if (isKnown(key)) return key;
    } catch {
      // Of another form.
    }
  }
  return undefined;
}

/** The first block of a PEM text whose type fits. */
function findBlock(text: Buffer | undefined, fits: (type: string) => boolean): Buffer | undefined {
  let block = decodePem(text?.toString('latin1') ?? '');
  while (block !== undefined && !fits(block.type)) block = decodePem(block.rest);
  return block?.bytes;
}
