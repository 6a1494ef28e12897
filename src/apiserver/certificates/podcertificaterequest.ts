import type { Field } from '../../model/field.ts';
import type { PodCertificateRequest, PodCertificateRequestSpec } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { isKubernetesSignerName, validateSignerName } from '../core/signernames.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { byteLength, dns1123Subdomain } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta, validateUserAnnotations } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const MOST_DAYS = 91;
const LONGEST_UID = 128;

/** @mirrors certificates/validation.ValidatePodCertificateRequestCreate (partly: the request, which the kubelet makes, is not read) */
function validate(request: Field<PodCertificateRequest>, errors: Errors, env: Env): void {
  validateObjectMeta(request.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const spec = request.get('spec');
  validateSignerName(spec.get('signerName'), errors);
  validateUserAnnotations(spec.get('unverifiedUserAnnotations'), errors);
  for (const name of ['podName', 'serviceAccountName', 'nodeName'] as const) {
    validateFormat(spec.get(name), dns1123Subdomain, errors);
  }
  for (const name of ['podUID', 'serviceAccountUID', 'nodeUID'] as const) {
    const uid = spec.get(name);
    if (!uid.value) errors.invalid(uid, 'must not be empty');
    if (byteLength(uid.value ?? '') > LONGEST_UID) errors.tooLong(uid, LONGEST_UID);
  }
  validateExpiration(spec, errors);
  if (!spec.value?.stubPKCS10Request) errors.invalid(spec, 'needs a `stubPKCS10Request`');
}

function validateExpiration(spec: Field<PodCertificateRequestSpec>, errors: Errors): void {
  const seconds = spec.get('maxExpirationSeconds');
  const most = isKubernetesSignerName(spec.value?.signerName ?? '') ? DAY : MOST_DAYS * DAY;
  const value = seconds.value ?? DAY;
  if (value < HOUR || value > most) errors.invalid(seconds, `${value} must be from ${HOUR} to ${most}`);
}

/** How PodCertificateRequests are created. */
export const podCertificateRequestStrategy: Strategy<PodCertificateRequest> = {
  namespaced: true,
  defaults() {},
  prepare: dropStatus,
  validate,
  warn() {},
  isComplete: ({ value }) => !value?.spec?.stubPKCS10Request,
};
