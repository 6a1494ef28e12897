import type { Field } from '../../model/field.ts';
import type { VolumeAttachment, VolumeAttachmentSource } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { validateCSIDriverName } from '../core/pod/volumes/plugins.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1123Subdomain } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';
import { setInlineVolumeDefaults, validateInlineVolumeSpec } from './inlinevolume.ts';

/**
 * @mirrors storage/validation.ValidateVolumeAttachment (partly: the status is dropped)
 * @mirrors storage/validation.validateVolumeAttachmentSpec
 */
function validate(attachment: Field<VolumeAttachment>, errors: Errors, env: Env): void {
  validateObjectMeta(attachment.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const spec = attachment.get('spec');
  validateCSIDriverName(spec.get('attacher'), errors, env);
  validateSource(spec.get('source'), errors, env);
  validateFormat(spec.get('nodeName'), dns1123Subdomain, errors);
}

/** @mirrors storage/validation.validateVolumeAttachmentSource */
function validateSource(source: Field<VolumeAttachmentSource>, errors: Errors, env: Env): void {
  const { inlineVolumeSpec, persistentVolumeName } = source.value ?? {};
  const name = source.get('persistentVolumeName');
  const [hasInline, hasName] = [inlineVolumeSpec !== undefined, persistentVolumeName !== undefined];
  if (!hasInline && !hasName) errors.required(source, 'needs `persistentVolumeName` or `inlineVolumeSpec`');
  else if (hasInline && hasName) {
    errors.forbidden(source, '`persistentVolumeName` and `inlineVolumeSpec` exclude each other');
  } else if (hasInline) validateInlineVolumeSpec(source.get('inlineVolumeSpec'), errors, env);
  else if (persistentVolumeName === '') errors.required(name, 'must not be empty');
  if (hasName) validateFormat(name, dns1123Subdomain, errors);
}

/** How VolumeAttachments are created. */
export const volumeAttachmentStrategy: Strategy<VolumeAttachment> = {
  namespaced: false,
  defaults: (attachment) => setInlineVolumeDefaults(attachment.get('spec').get('source').get('inlineVolumeSpec')),
  prepare: dropStatus,
  validate,
  warn() {},
};
