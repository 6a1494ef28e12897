import type { Field } from '../../../model/field.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import type { Strategy } from '../../strategy.ts';
import { validatePersistentVolumeClaimSpec } from './spec.ts';
import { getWarningsForPersistentVolumeClaimSpec } from './warnings.ts';

/** @mirrors persistentvolumeclaim.DropDisabledFields */
function dropDisabledFields(spec: PersistentVolumeClaimSpec, env: Env): void {
  if (!env.gates.VolumeAttributesClass) spec.volumeAttributesClassName = undefined;
  const { dataSourceRef } = spec;
  if (dataSourceRef !== undefined && 'namespace' in dataSourceRef && dataSourceRef.namespace)
    spec.dataSourceRef = undefined;
}

/**
 * The older of the two fields takes claims and snapshots alone; anything else in it is forgotten, unless the newer one is written too.
 * @mirrors persistentvolumeclaim.EnforceDataSourceBackwardsCompatibility
 */
function dropForeignSource(spec: Field<PersistentVolumeClaimSpec>): void {
  const value = spec.value as PersistentVolumeClaimSpec;
  if (value.dataSource === undefined || value.dataSourceRef !== undefined || spec.get('dataSourceRef').unknown) return;
  const { kind, apiGroup = '' } = value.dataSource;
  const isClaim = kind === 'PersistentVolumeClaim' && apiGroup === '';
  const isSnapshot = kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io';
  if (!isClaim && !isSnapshot) value.dataSource = undefined;
}

/** @mirrors persistentvolumeclaim.NormalizeDataSources */
function normalizeDataSources(spec: Field<PersistentVolumeClaimSpec>): void {
  const value = spec.value as PersistentVolumeClaimSpec;
  const { dataSource, dataSourceRef } = value;
  const [from, to] =
    dataSource === undefined ? (['dataSourceRef', 'dataSource'] as const) : (['dataSource', 'dataSourceRef'] as const);
  const given = dataSource ?? dataSourceRef;
  if (given === undefined || value[to] !== undefined || spec.get(to).unknown) return;
  value[to] = { apiGroup: given.apiGroup, kind: given.kind, name: given.name };
  spec.manifest.derive(spec.get(to), spec.get(from));
}

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/**
 * How claims are created.
 * @mirrors core/validation.ValidatePersistentVolumeClaim
 * @mirrors persistentvolumeclaim.GetWarningsForPersistentVolumeClaim
 */
export const persistentVolumeClaimStrategy: Strategy<PersistentVolumeClaim> = {
  namespaced: true,
  defaults() {},
  prepare(claim, env) {
    if (claim.value === undefined) return;
    claim.value.status = undefined;
    const spec = claim.get('spec');
    if (spec.value === undefined) return;
    dropDisabledFields(spec.value, env);
    dropForeignSource(spec);
    normalizeDataSources(spec);
  },
  validate(claim, errors, env) {
    validateObjectMeta(claim.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
    validatePersistentVolumeClaimSpec(claim.get('spec'), errors, env);
  },
  warn(claim, env) {
    const annotations = claim.get('metadata').get('annotations');
    if (annotations.value?.has(BETA_CLASS)) {
      env.warn(annotations.key(BETA_CLASS).atKey(), 'is deprecated since 1.8; use `storageClassName`');
    }
    getWarningsForPersistentVolumeClaimSpec(claim.get('spec'), env);
  },
};
