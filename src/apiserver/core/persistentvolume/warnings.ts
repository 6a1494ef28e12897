import type { Field } from '../../../model/field.ts';
import type { PersistentVolume, PersistentVolumeSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { warnOfTerm } from '../pod/warnings-scheduling.ts';

/** An annotation with options that the nodes pass on when they mount a volume. */
export const MOUNT_OPTIONS = 'volume.beta.kubernetes.io/mount-options';
const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** Types that are on their way out, in upstream's order, and how it writes them. */
const DEPRECATED: readonly (readonly [keyof PersistentVolumeSpec, string, string?])[] = [
  ['cephfs', 'is deprecated since 1.28 and has no effect since 1.31'],
  ['photonPersistentDisk', 'is deprecated since 1.11 and has no effect since 1.16'],
  ['scaleIO', 'is deprecated since 1.16 and has no effect since 1.22'],
  ['storageos', 'is deprecated since 1.22 and has no effect since 1.25', 'storageOS'],
  ['glusterfs', 'is deprecated since 1.25 and has no effect since 1.26'],
  ['rbd', 'is deprecated since 1.28 and has no effect since 1.31'],
];

/** @mirrors persistentvolume.GetWarningsForPersistentVolume */
export function getWarningsForPersistentVolume(volume: Field<PersistentVolume>, env: Env): void {
  warnOfAnnotations(volume.get('metadata').get('annotations'), env);
  const spec = volume.get('spec');
  const value = spec.value ?? {};
  if (env.gates.RecycleWarning && value.persistentVolumeReclaimPolicy === 'Recycle') {
    env.warn(
      spec.get('persistentVolumeReclaimPolicy'),
      '`Recycle` is deprecated; use volumes that are provisioned when they are needed',
    );
  }
  if (value.nodeAffinity !== undefined) {
    const terms = spec.get('nodeAffinity').get('required').get('nodeSelectorTerms');
    for (const term of terms.items()) warnOfTerm(term, env, false);
  }
  for (const [name, message, shown = name] of DEPRECATED) {
    if (value[name] !== undefined) env.warn(spec.get(name).atKey().shownAs(shown), message);
  }
}

function warnOfAnnotations(annotations: Field<Map<string, string>>, env: Env): void {
  if (annotations.value?.has(BETA_CLASS)) {
    env.warn(annotations.key(BETA_CLASS).atKey(), 'is deprecated since 1.8; use `storageClassName`');
  }
  if (env.gates.MountOptionsWarning && annotations.value?.has(MOUNT_OPTIONS)) {
    env.warn(annotations.key(MOUNT_OPTIONS).atKey(), 'is deprecated since 1.31; use `mountOptions`');
  }
}
