import { keepItems } from '../../../model/thinned.ts';
import type { PodSpec, Volume, VolumeProjection } from '../../../schema/types.gen.ts';
import type { Gates } from '../../gates.ts';
import { containersOf } from './context.ts';

/** What hides behind gates that are closed by default, in one volume. */
export function dropDisabledVolumeFields(volume: Volume, gates: Gates): void {
  if (volume.emptyDir !== undefined) volume.emptyDir.mode = undefined;
  dropDisabledAtomicWriteVolumeUserFields(volume);
  for (const source of volume.projected?.sources ?? []) {
    if (!gates.ClusterTrustBundleProjection) source.clusterTrustBundle = undefined;
    if (!gates.PodCertificateRequest) source.podCertificate = undefined;
  }
}

interface WithUser {
  user?: number | undefined;
}

/**
 * Upstream looks at the first source that it finds, although a faulty volume may have several.
 * @mirrors pod.dropDisabledAtomicWriteVolumeUserFields
 */
function dropDisabledAtomicWriteVolumeUserFields(volume: Volume): void {
  const files = volume.secret ?? volume.configMap ?? volume.downwardAPI;
  const source = files ?? volume.projected;
  if (source === undefined) return;
  source.defaultUser = undefined;
  if (files !== undefined) dropUsers(files.items);
  else for (const projection of volume.projected?.sources ?? []) dropProjectionUser(projection);
}

function dropProjectionUser(projection: VolumeProjection): void {
  const { secret, downwardAPI, configMap, serviceAccountToken, clusterTrustBundle, podCertificate } = projection;
  const files = secret ?? downwardAPI ?? configMap;
  if (files !== undefined) dropUsers(files.items);
  else {
    const single: WithUser | undefined = serviceAccountToken ?? clusterTrustBundle ?? podCertificate;
    if (single !== undefined) single.user = undefined;
  }
}

function dropUsers(items: readonly WithUser[] | undefined): void {
  for (const item of items ?? []) item.user = undefined;
}

/**
 * Image volumes go as a whole, and their mounts with them.
 * @mirrors pod.dropImageVolumes
 */
export function dropImageVolumes(spec: PodSpec): void {
  const volumes = spec.volumes ?? [];
  const names = new Set(volumes.filter(({ image }) => image !== undefined).map(({ name = '' }) => name));
  if (names.size === 0) return;
  spec.volumes = keepItems(volumes, ({ image }) => image === undefined);
  for (const container of containersOf(spec)) {
    container.volumeMounts =
      container.volumeMounts && keepItems(container.volumeMounts, ({ name = '' }) => !names.has(name));
  }
}
