import type { Field } from '../../../../model/field.ts';
import type { ClusterTrustBundleProjection, PodCertificateProjection } from '../../../../schema/types.gen.ts';
import { type Errors, quote } from '../../../errors.ts';
import { dns1123Subdomain } from '../../../formats.ts';
import { validateLabelSelector } from '../../../meta/labelselector.ts';
import { validateUserAnnotations } from '../../../meta/objectmeta.ts';
import { isKubernetesSignerName, validateSignerName } from '../../signernames.ts';
import { validateUserField } from './common.ts';
import { validateLocalNonReservedPath } from './paths.ts';
import type { ProjectedPaths } from './projected.ts';

/** @mirrors core/validation.validateProjectionSources (partly: its part for trust bundles) */
export function validateClusterTrustBundleProjection(
  bundle: Field<ClusterTrustBundleProjection>,
  paths: ProjectedPaths,
  errors: Errors,
): void {
  const { name, signerName, labelSelector } = bundle.value ?? {};
  if (name !== undefined && signerName !== undefined) {
    errors.invalid(bundle, 'has name and signerName; only one is allowed');
  } else if (name !== undefined) {
    validateClusterTrustBundleName(bundle.get('name'), errors);
    if (labelSelector !== undefined) errors.invalid(bundle.get('labelSelector'), 'must not be set beside a name');
  } else if (signerName !== undefined) {
    validateSignerName(bundle.get('signerName'), errors);
    validateLabelSelector(bundle.get('labelSelector'), errors);
  } else {
    errors.required(bundle, 'needs a name or a signerName');
  }
  const path = bundle.get('path');
  if (!path.value) errors.required(path);
  validateUserField(bundle.get('user'), errors);
  validateLocalNonReservedPath(path, errors);
  paths.claim(path);
}

/**
 * A bundle that belongs to a signer has the signer's name before its own, a colon in the place of the slash.
 * @mirrors core/validation.ValidateClusterTrustBundleName
 */
function validateClusterTrustBundleName(name: Field<string>, errors: Errors): void {
  const text = name.value ?? '';
  if (text === '') errors.required(name);
  const colon = text.lastIndexOf(':');
  const signer = text.slice(0, Math.max(colon, 0));
  if (colon === 0 || signer.includes('/')) {
    errors.invalid(
      name,
      `${quote(text)} must have its signer before the last colon, as in \`example.com:signer:name\``,
    );
    return;
  }
  const problem = dns1123Subdomain(text.slice(colon + 1));
  if (problem !== undefined) errors.invalid(name, `${quote(text)} ${problem}`);
}

const KEY_TYPES: readonly string[] = ['RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'];

const HOUR = 3600;
const DAY = 24 * HOUR;

/** @mirrors core/validation.validateProjectionSources (partly: its part for certificates of Pods) */
export function validatePodCertificateProjection(
  certificate: Field<PodCertificateProjection>,
  paths: ProjectedPaths,
  errors: Errors,
): void {
  const { keyType, maxExpirationSeconds, userAnnotations, signerName } = certificate.value ?? {};
  validateSignerName(certificate.get('signerName'), errors);
  if (userAnnotations !== undefined) validateUserAnnotations(certificate.get('userAnnotations'), errors);
  validateUserField(certificate.get('user'), errors);
  if (!KEY_TYPES.includes(keyType ?? '')) errors.notSupported(certificate.get('keyType'), KEY_TYPES);
  if (maxExpirationSeconds !== undefined) {
    const most = isKubernetesSignerName(signerName ?? '') ? DAY : 91 * DAY;
    if (maxExpirationSeconds < HOUR || maxExpirationSeconds > most) {
      errors.invalid(
        certificate.get('maxExpirationSeconds'),
        `${maxExpirationSeconds} must be from ${HOUR} to ${most} seconds`,
      );
    }
  }
  let files = 0;
  for (const name of ['credentialBundlePath', 'keyPath', 'certificateChainPath'] as const) {
    const path = certificate.get(name);
    if (!path.value) continue;
    files++;
    validateLocalNonReservedPath(path, errors);
    paths.claim(path);
  }
  if (files === 0) errors.required(certificate, 'needs credentialBundlePath, keyPath or certificateChainPath');
}
