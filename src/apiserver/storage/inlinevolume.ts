import { Field } from '../../model/field.ts';
import type { PersistentVolumeSpec } from '../../schema/types.gen.ts';
import { validatePersistentVolumeSource } from '../core/persistentvolume/source.ts';
import { validateAccessModes } from '../core/persistentvolumeclaim/spec.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';

/** What says where a volume comes from or goes to, which one that is written in place has no use for. */
const STRAY = ['claimRef', 'nodeAffinity'] as const;
const INLINE = 'is not allowed in a volume that is written in place';

/**
 * A volume as it stands in a VolumeAttachment: of a CSI driver, and without what only a volume of its own has.
 * @mirrors core/validation.ValidatePersistentVolumeSpec (partly: as a part of a VolumeAttachment)
 */
export function validateInlineVolumeSpec(spec: Field<PersistentVolumeSpec>, errors: Errors, env: Env): void {
  const value = spec.value ?? {};
  for (const name of STRAY) if (value[name] !== undefined) errors.forbidden(spec.get(name).atKey(), INLINE);
  if ((value.capacity?.size ?? 0) > 0) errors.forbidden(spec.get('capacity').atKey(), INLINE);
  if (value.csi === undefined)
    errors.required(spec.get('csi'), 'is required: only CSI volumes can be written in place');
  if ((value.accessModes?.length ?? 0) === 0)
    errors.required(spec.get('accessModes'), 'needs at least one access mode');
  validateAccessModes(spec.get('accessModes'), errors);
  const policy = spec.get('persistentVolumeReclaimPolicy');
  if (policy.value && policy.value !== 'Retain')
    errors.forbidden(policy, 'may only be Retain in a volume that is written in place');
  validatePersistentVolumeSource(withoutAffinity(spec), '', errors, env);
  if (value.storageClassName) errors.forbidden(spec.get('storageClassName').atKey(), INLINE);
  if (value.volumeMode !== undefined && value.volumeMode !== 'Filesystem') {
    errors.forbidden(spec.get('volumeMode'), 'may only be Filesystem in a volume that is written in place');
  }
}

/** What may not be there does not count where it is asked for: local volumes want to know their nodes. */
function withoutAffinity(spec: Field<PersistentVolumeSpec>): Field<PersistentVolumeSpec> {
  if (spec.value?.nodeAffinity === undefined) return spec;
  const { manifest, parent, step, isKey } = spec;
  return new Field<PersistentVolumeSpec>({ ...spec.value, nodeAffinity: undefined }, manifest, parent, step, isKey);
}

/** What a volume gets wherever it is written. */
export function setInlineVolumeDefaults(spec: Field<PersistentVolumeSpec>): void {
  if (spec.value?.azureDisk !== undefined) setDefault(spec.get('azureDisk'), 'kind', 'Shared');
}
