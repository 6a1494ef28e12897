import type { Field } from '../../model/field.ts';
import type { CertificateSigningRequest } from '../../schema/types.gen.ts';
import { validateSignerName } from '../core/signernames.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { requestFault } from './request.ts';

const USAGES: readonly string[] = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];

const LEGACY_SIGNER = 'kubernetes.io/legacy-unknown';
const LEAST_SECONDS = 600;

/**
 * @mirrors certificates/validation.ValidateCertificateSigningRequestCreate
 * @mirrors certificates/validation.validateCertificateSigningRequest (partly: the status is dropped)
 * @mirrors certificates/validation.ValidateCertificateRequestName
 */
function validate(object: Field<CertificateSigningRequest>, errors: Errors, env: Env): void {
  validateObjectMeta(object.get('metadata'), errors, env, { namespaced: false, name: () => undefined });
  const spec = object.get('spec');
  const request = spec.get('request');
  const fault = requestFault(request.value ?? '', env.gates.SmallRSAKeysRefused);
  if (fault !== undefined) errors.invalid(request, fault);
  validateUsages(spec.get('usages'), errors);
  const signer = spec.get('signerName');
  if (signer.value === LEGACY_SIGNER) errors.invalid(signer, `${quote(LEGACY_SIGNER)} is for older API versions only`);
  else validateSignerName(signer, errors);
  const seconds = spec.get('expirationSeconds');
  if ((seconds.value ?? LEAST_SECONDS) < LEAST_SECONDS) {
    errors.invalid(seconds, `must be at least ${LEAST_SECONDS} (ten minutes) and is ${seconds.value}`);
  }
}

function validateUsages(usages: Field<string[]>, errors: Errors): void {
  if ((usages.value?.length ?? 0) === 0) errors.required(usages, 'needs at least one usage');
  const seen = new Set<string>();
  for (const usage of usages.items()) {
    const name = usage.value ?? '';
    if (!USAGES.includes(name)) errors.notSupported(usage, USAGES);
    if (seen.has(name)) errors.duplicate(usage);
    seen.add(name);
  }
}

/** How CertificateSigningRequests are created. */
export const certificateSigningRequestStrategy: Strategy<CertificateSigningRequest> = {
  namespaced: false,
  defaults() {},
  prepare(request) {
    const value = request.value;
    if (value !== undefined) value.status = undefined;
  },
  validate,
  warn() {},
};
