import type { Field } from '../../model/field.ts';
import type { ClusterTrustBundle } from '../../schema/types.gen.ts';
import { validateSignerName } from '../core/signernames.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { nameIsDNSSubdomain, type NameFunction } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import { decodePem, type PemBlock } from '../pem.ts';
import type { Strategy } from '../strategy.ts';
import { authorityFault } from './certificate.ts';

/** @mirrors certificates/validation.ValidateClusterTrustBundle */
function validate(bundle: Field<ClusterTrustBundle>, errors: Errors, env: Env): void {
  const spec = bundle.get('spec');
  const signer = spec.get('signerName');
  const given = errors.given(signer);
  validateObjectMeta(bundle.get('metadata'), given, env, { namespaced: false, name: nameFor(signer.value ?? '') });
  if (signer.value) validateSignerName(signer, errors);
  validateTrustBundle(spec.get('trustBundle'), errors);
}

/** @mirrors core/validation.ValidateClusterTrustBundleName */
function nameFor(signer: string): NameFunction {
  const start = signer === '' ? '' : `${signer.replaceAll('/', ':')}:`;
  return (name, prefix) => {
    if (start === '' && name.includes(':')) return 'must have no colon where there is no signerName';
    if (!name.startsWith(start)) return `must begin with its signer: \`${start}\``;
    return nameIsDNSSubdomain(name.slice(start.length), prefix);
  };
}

const MOST_BYTES = 1024 * 1024;

/** @mirrors certificates/validation.validateTrustBundle */
function validateTrustBundle(bundle: Field<string>, errors: Errors): void {
  const text = bundle.value ?? '';
  if (byteLength(text) > MOST_BYTES) {
    errors.tooLong(bundle, MOST_BYTES);
    return;
  }
  const before = errors.count;
  const seen = new Set<string>();
  let hasTwice = false;
  let index = 0;
  for (let block = decodePem(latin1(text)); block !== undefined; block = decodePem(block.rest)) {
    const fault = faultOf(block);
    if (fault !== undefined) errors.invalid(bundle, `block ${index} ${fault}`);
    const bytes = block.bytes.toString('latin1');
    hasTwice ||= seen.has(bytes);
    seen.add(bytes);
    index++;
  }
  if (errors.count > before) return;
  if (index === 0) errors.invalid(bundle, 'must hold at least one certificate');
  else if (hasTwice) errors.invalid(bundle, 'must not hold a certificate twice');
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function faultOf({ type, hasHeaders, bytes }: PemBlock): string | undefined {
  if (type !== 'CERTIFICATE') return `is of type \`${type}\`; only CERTIFICATE is allowed`;
  if (hasHeaders) return 'has headers, which are not allowed';
  return authorityFault(bytes);
}

/** How ClusterTrustBundles are created. */
export const clusterTrustBundleStrategy: Strategy<ClusterTrustBundle> = {
  namespaced: false,
  defaults() {},
  prepare() {},
  validate,
  warn() {},
};
