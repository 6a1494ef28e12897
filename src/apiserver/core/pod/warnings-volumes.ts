import type { Field } from '../../../model/field.ts';
import type { Volume, VolumeProjection } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { quote } from '../../errors.ts';
import { getWarningsForPersistentVolumeClaimSpec } from '../persistentvolumeclaim/warnings.ts';
import { trimEnd } from '../../../model/trim.ts';

type Deprecated = readonly [name: keyof Volume & string, message: string];

/** Volume types that are gone or going, in upstream's order. */
const DEPRECATED: readonly Deprecated[] = [
  ['photonPersistentDisk', 'is deprecated since 1.11 and has no effect since 1.16'],
  ['gitRepo', 'is deprecated since 1.11 and switched off by default since 1.33'],
  ['scaleIO', 'is deprecated since 1.16 and has no effect since 1.22'],
  ['flocker', 'is deprecated since 1.22 and has no effect since 1.25'],
  ['storageos', 'is deprecated since 1.22 and has no effect since 1.25'],
  ['quobyte', 'is deprecated since 1.22 and has no effect since 1.25'],
  ['glusterfs', 'is deprecated since 1.25 and has no effect since 1.26'],
  ['cephfs', 'is deprecated since 1.28 and has no effect since 1.31'],
  ['rbd', 'is deprecated since 1.28 and has no effect since 1.31'],
];
/** Upstream writes this one with a capital. */
const SHOWN: ReadonlyMap<string, string> = new Map([['storageos', 'storageOS']]);

/** What the server warns of in volumes. */
export function warnOfVolumes(volumes: Field<Volume[]>, env: Env): void {
  const list = volumes.value ?? [];
  for (let i = 0; i < list.length; i++) {
    // Several sources are possible: up to 1.33 nobody refuses them in a StatefulSet.
    const volume = list[i] as Volume;
    const files = volume.configMap?.items ?? volume.secret?.items ?? volume.downwardAPI?.items ?? volume.projected;
    if (files !== undefined && env.gates.OverlappingPathWarnings)
      warningsForOverlappingVirtualPaths(volumes.item(i), env);
    if (volume.ephemeral !== undefined || isDeprecated(volume)) warnOfType(volumes.item(i), env);
  }
}

function isDeprecated(volume: Volume): boolean {
  for (let i = 0; i < DEPRECATED.length; i++) if (volume[(DEPRECATED[i] as Deprecated)[0]] !== undefined) return true;
  return false;
}

function warnOfType(volume: Field<Volume>, env: Env): void {
  for (const [name, message] of DEPRECATED) {
    if (volume.value?.[name] === undefined) continue;
    env.warn((volume.get(name) as Field).atKey().shownAs(SHOWN.get(name) ?? name), message);
  }
  const template = volume.get('ephemeral').get('volumeClaimTemplate');
  if (template.value !== undefined) getWarningsForPersistentVolumeClaimSpec(template.get('spec'), env);
}

interface PlacedPath {
  readonly path: string;
  /** What it comes from; paths of one source in one volume have none. */
  readonly source: string;
  readonly at: Field<string>;
}

/** @mirrors pod.warningsForOverlappingVirtualPaths */
function warningsForOverlappingVirtualPaths(volume: Field<Volume>, env: Env): void {
  for (const name of ['configMap', 'secret', 'downwardAPI'] as const) {
    if (volume.value?.[name]?.items !== undefined) warnOfOverlaps([], pathsOf(volume.get(name), ''), env);
  }
  if (volume.value?.projected === undefined) return;
  const seen: PlacedPath[] = [];
  let paths: PlacedPath[] = [];
  for (const projection of volume.get('projected').get('sources').items()) {
    if (isEmptyProjection(projection.value ?? {})) {
      env.warn(projection, `has no source (in the volume ${quote(volume.value?.name ?? '')})`);
      continue;
    }
    // Up to 1.33 a source without paths of its own was taken for another copy of the one before it.
    paths = pathsOfProjection(projection) ?? (env.gates.OverlappingPathsForgotten ? [] : paths);
    warnOfOverlaps(seen, paths, env);
  }
}

function isEmptyProjection(projection: VolumeProjection): boolean {
  return Object.values(projection).every((source) => source === undefined);
}

interface WithItems {
  items?: { path?: string | undefined }[] | undefined;
  name?: string | undefined;
}

function pathsOf(source: Field<WithItems>, name: string): PlacedPath[] {
  return source
    .get('items')
    .items()
    .map((item) => placed(item.get('path'), name));
}

function placed(at: Field<string>, source: string): PlacedPath {
  return { path: trimEnd(at.value ?? '', '/'), source, at };
}

/** Undefined if a projection takes all there is, under names that nobody knows here. */
function pathsOfProjection(projection: Field<VolumeProjection>): PlacedPath[] | undefined {
  const { configMap, secret, downwardAPI, serviceAccountToken, clusterTrustBundle, podCertificate } =
    projection.value ?? {};
  if (configMap?.items !== undefined) return pathsOf(projection.get('configMap'), `ConfigMap ${configMap.name ?? ''}`);
  if (secret?.items !== undefined) return pathsOf(projection.get('secret'), `Secret ${secret.name ?? ''}`);
  if (downwardAPI?.items !== undefined) return pathsOf(projection.get('downwardAPI'), 'DownwardAPI');
  if (serviceAccountToken !== undefined)
    return [placed(projection.get('serviceAccountToken').get('path'), 'ServiceAccountToken')];
  if (clusterTrustBundle !== undefined) {
    const name = clusterTrustBundle.name ?? clusterTrustBundle.signerName ?? '';
    return [placed(projection.get('clusterTrustBundle').get('path'), `ClusterTrustBundle ${name}`)];
  }
  if (podCertificate === undefined) return undefined;
  const certificate = projection.get('podCertificate');
  const files = [
    certificate.get('certificateChainPath'),
    certificate.get('keyPath'),
    certificate.get('credentialBundlePath'),
  ];
  return files.filter(({ value }) => (value ?? '') !== '').map((at) => placed(at, `PodCertificate ${at.step}`));
}

/**
 * @mirrors pod.checkVolumeMappingForOverlap
 * @mirrors pod.checkForOverlap
 */
function warnOfOverlaps(seen: PlacedPath[], paths: readonly PlacedPath[], env: Env): void {
  for (const one of paths) {
    for (const other of seen) {
      if (one.path === '' || other.path === '' || !isOverlap(one.path, other.path)) continue;
      const from = other.source === '' ? '' : ` (${other.source})`;
      env.warn(one.at, `the path ${quote(one.path)} overlaps with ${quote(other.path)}${from} in this volume`);
    }
    seen.push(one);
  }
}

function isOverlap(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}
