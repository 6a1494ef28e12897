import type { Field } from '../../../../model/field.ts';
import type {
  CSIVolumeSource,
  EphemeralVolumeSource,
  FlexVolumeSource,
  ImageVolumeSource,
  PersistentVolumeClaimVolumeSource,
} from '../../../../schema/types.gen.ts';
import type { Env } from '../../../env.ts';
import { type Errors, quote } from '../../../errors.ts';
import { byteLength, dns1123Subdomain } from '../../../formats.ts';
import { requireFields } from '../../checks.ts';
import { validatePersistentVolumeClaimTemplate } from '../../persistentvolumeclaim/template.ts';
import { validatePullPolicy } from '../pullpolicy.ts';

/** @mirrors core/validation.validatePersistentClaimVolumeSource */
export function validatePersistentClaimVolumeSource(
  claim: Field<PersistentVolumeClaimVolumeSource>,
  errors: Errors,
): void {
  requireFields(claim, ['claimName'], errors);
}

/** @mirrors core/validation.validateFlexVolumeSource */
export function validateFlexVolumeSource(flex: Field<FlexVolumeSource>, errors: Errors): void {
  requireFields(flex, ['driver'], errors);
  for (const [key, option] of flex.get('options').entries()) {
    const namespace = `.${(key.split('/', 1)[0] as string).toLowerCase()}`;
    if (namespace.endsWith('.kubernetes.io') || namespace.endsWith('.k8s.io')) {
      errors.invalid(
        option.atKey(),
        `${quote(key)} must not lie in kubernetes.io or k8s.io: these are Kubernetes' own`,
      );
    }
  }
}

/** @mirrors core/validation.validateCSIVolumeSource */
export function validateCSIVolumeSource(csi: Field<CSIVolumeSource>, errors: Errors, env: Env): void {
  validateCSIDriverName(csi.get('driver'), errors, env);
  const secret = csi.get('nodePublishSecretRef');
  if (secret.value === undefined) return;
  const name = secret.get('name');
  if (!name.value) {
    errors.required(name);
    return;
  }
  // A wrong name is reported as if it stood beside the reference.
  const fault = dns1123Subdomain(name.value);
  if (fault !== undefined) errors.invalid(name.shownAsPath(`${csi.path}.name`), `${quote(name.value)} ${fault}`);
}

/** @mirrors core/validation.ValidateCSIDriverName */
export function validateCSIDriverName(at: Field<string>, errors: Errors, env: Env): void {
  const name = at.value ?? '';
  if (name === '') {
    errors.required(at);
    if (env.gates.CSIDriverNameRequiredOnly) return;
  }
  if (byteLength(name) > 63) errors.tooLong(at, 63);
  const fault = dns1123Subdomain(name.toLowerCase());
  if (fault !== undefined) errors.invalid(at, `${quote(name)} ${fault}`);
}

/** @mirrors core/validation.validateEphemeralVolumeSource */
export function validateEphemeralVolumeSource(ephemeral: Field<EphemeralVolumeSource>, errors: Errors, env: Env): void {
  const template = ephemeral.get('volumeClaimTemplate');
  if (template.value === undefined) errors.required(template);
  else validatePersistentVolumeClaimTemplate(template, errors, env);
}

/** @mirrors core/validation.validateImageVolumeSource */
export function validateImageVolumeSource(
  image: Field<ImageVolumeSource>,
  errors: Errors,
  needsReference: boolean,
): void {
  if (needsReference) requireFields(image, ['reference'], errors);
  validatePullPolicy(image.get('pullPolicy'), errors);
}
