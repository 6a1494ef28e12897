import type { Field } from '../../../../model/field.ts';
import type { DownwardAPIVolumeFile, ObjectFieldSelector, Volume } from '../../../../schema/types.gen.ts';
import { setDefault, setDefaultText } from '../../../defaulting.ts';
import type { Env } from '../../../env.ts';
import { defaultPullPolicy } from '../image.ts';
import { hasSource } from './source.ts';

/**
 * What defaulting does to the volumes of a pod spec, as far as validation sees it.
 * @mirrors core/v1.SetDefaults_Volume
 */
export function setVolumeDefaults(volumes: Field<Volume[]>, env: Env): void {
  if (volumes.value === undefined) return;
  for (const volume of volumes.items()) {
    const value = volume.value;
    if (value === undefined) continue;
    if (!hasSource(value)) setDefault(volume, 'emptyDir', {});
    if (value.image !== undefined && env.gates.ImageVolume) {
      setDefaultText(volume.get('image'), 'pullPolicy', defaultPullPolicy(value.image.reference));
    }
    if (value.azureDisk !== undefined) setDefault(volume.get('azureDisk'), 'kind', 'Shared');
    if (value.downwardAPI !== undefined) setFileDefaults(volume.get('downwardAPI').get('items'));
    if (value.projected === undefined) continue;
    for (const source of volume.get('projected').get('sources').items()) {
      if (source.value?.downwardAPI !== undefined) setFileDefaults(source.get('downwardAPI').get('items'));
      setDefault(source.get('serviceAccountToken'), 'expirationSeconds', 3600);
    }
  }
}

function setFileDefaults(files: Field<DownwardAPIVolumeFile[]>): void {
  for (const file of files.items()) setFieldRefDefaults(file.get('fieldRef'));
}

/** @mirrors core/v1.SetDefaults_ObjectFieldSelector */
function setFieldRefDefaults(fieldRef: Field<ObjectFieldSelector>): void {
  setDefaultText(fieldRef, 'apiVersion', 'v1');
}
