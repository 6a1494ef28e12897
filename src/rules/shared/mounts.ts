import type { Field } from '../../model/field.ts';
import { isPlaceholder } from '../../model/image.ts';
import type { Container, Pod } from '../../model/workload.ts';
import type { Volume, VolumeMount } from '../../schema/types.gen.ts';

/** The names that some container mounts; undefined if there are none to be seen, or not all. */
export function mountedIn({ containers, manifest }: Pod): Set<string> | undefined {
  if (containers.length === 0 || (manifest.unknown !== undefined && hidesMounts(manifest.unknown))) return undefined;
  const used = new Set<string>();
  for (const { value } of containers) {
    for (const { name = '' } of value.volumeMounts ?? []) used.add(name);
    for (const { name = '' } of value.volumeDevices ?? []) used.add(name);
    // A file that sets variables is read without being mounted.
    for (const { valueFrom } of value.env ?? [])
      if (valueFrom?.fileKeyRef !== undefined) used.add(valueFrom.fileKeyRef.volumeName ?? '');
  }
  for (const name of used) if (name === '' || isPlaceholder(name)) return undefined;
  return used;
}

/** Lists of mounts, what they are in, and the names in them. */
const MOUNTS = /(?:[cC]ontainers|volumeMounts|volumeDevices|env)(?:\[\d+\](?:\.name|\.valueFrom.*)?)?$/;

function hidesMounts(unknown: readonly string[]): boolean {
  return unknown.some((path) => MOUNTS.test(path));
}

/** The mount that holds a folder: of the folder itself, of one above it (the deepest), or of one below it. */
export function mountOf(mounts: Field<VolumeMount[]>, path: string): Field<VolumeMount> | undefined {
  let best: Field<VolumeMount> | undefined;
  for (const mount of mounts.items()) {
    const at = clean(mount.value?.mountPath ?? '');
    if (!isWithin(path, at) && !isWithin(at, path)) continue;
    if (best === undefined || at.length > clean(best.value?.mountPath ?? '').length) best = mount;
  }
  return best;
}

/** Whether something that outlives the Pod is mounted. */
export function mountsClaim({ value, pod }: Container): boolean {
  const volumes = pod.spec.value?.volumes ?? [];
  return (value.volumeMounts ?? []).some((mount) => {
    const volume = volumes.find(({ name }) => name === mount.name);
    return volume === undefined || !holdsNoData(volume);
  });
}

function holdsNoData({ emptyDir, hostPath, configMap, secret, downwardAPI, projected }: Volume): boolean {
  return [emptyDir, hostPath, configMap, secret, downwardAPI, projected].some((source) => source !== undefined);
}

function clean(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || (folder !== '' && path.startsWith(folder === '/' ? '/' : `${folder}/`));
}
