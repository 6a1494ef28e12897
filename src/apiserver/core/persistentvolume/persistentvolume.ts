import type { Field } from '../../../model/field.ts';
import type { PersistentVolume, PersistentVolumeSpec } from '../../../schema/types.gen.ts';
import { setDefault, setDefaultText } from '../../defaulting.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import type { Strategy } from '../../strategy.ts';
import { validatePersistentVolumeSpec } from './spec.ts';
import { getWarningsForPersistentVolume, MOUNT_OPTIONS } from './warnings.ts';

/** @mirrors core/v1.SetDefaults_PersistentVolume */
function setDefaults(volume: Field<PersistentVolume>): void {
  const spec = volume.get('spec');
  setDefaultText(spec, 'persistentVolumeReclaimPolicy', 'Retain');
  setDefault(spec, 'volumeMode', 'Filesystem');
  if (spec.value?.azureDisk !== undefined) setDefault(spec.get('azureDisk'), 'kind', 'Shared');
}

/** Volumes that take options in an annotation. */
const WITH_OPTIONS: readonly (keyof PersistentVolumeSpec)[] = [
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'glusterfs',
  'nfs',
  'rbd',
  'quobyte',
  'iscsi',
  'cinder',
  'cephfs',
  'azureFile',
  'vsphereVolume',
  'azureDisk',
  'photonPersistentDisk',
];

/** @mirrors validation.checkMountOption */
function checkMountOption(volume: Field<PersistentVolume>, errors: Errors): void {
  if (!volume.value?.metadata?.annotations?.has(MOUNT_OPTIONS)) return;
  const spec = volume.get('spec');
  if (WITH_OPTIONS.some((name) => spec.value?.[name] !== undefined)) return;
  const at = volume.get('metadata').get('annotations').key(MOUNT_OPTIONS).atKey();
  const given = errors.given(...WITH_OPTIONS.map((name) => spec.get(name) as Field));
  given.forbidden(at.shownAsPath(`metadata.annotations.${MOUNT_OPTIONS}`), 'takes no effect on volumes of this type');
}

/** @mirrors core/validation.ValidatePersistentVolume */
function validatePersistentVolume(volume: Field<PersistentVolume>, errors: Errors, env: Env): void {
  const meta = volume.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  validatePersistentVolumeSpec(volume.get('spec'), meta.value?.name ?? '', errors, env);
  checkMountOption(volume, errors);
}

/** How volumes are created. */
export const persistentVolumeStrategy: Strategy<PersistentVolume> = {
  namespaced: false,
  defaults: setDefaults,
  prepare(volume, env) {
    const { value } = volume;
    if (value === undefined) return;
    value.status = undefined;
    if (!env.gates.VolumeAttributesClass && value.spec !== undefined) value.spec.volumeAttributesClassName = undefined;
  },
  validate: validatePersistentVolume,
  warn: getWarningsForPersistentVolume,
};
