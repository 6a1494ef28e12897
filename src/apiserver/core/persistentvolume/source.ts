import type { Field } from '../../../model/field.ts';
import type { PersistentVolumeSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import * as cloud from '../pod/volumes/cloud.ts';
import { validateHostPathVolumeSource } from '../pod/volumes/files.ts';
import * as network from '../pod/volumes/network.ts';
import { validateFlexVolumeSource } from '../pod/volumes/plugins.ts';
import * as own from './sources.ts';

type Validate<K extends keyof PersistentVolumeSpec> = (
  source: Field<NonNullable<PersistentVolumeSpec[K]>>,
  errors: Errors,
  context: SourceContext,
) => void;

interface SourceContext {
  readonly env: Env;
  /** The name of the volume. */
  readonly name: string;
}

interface SourceType {
  readonly name: keyof PersistentVolumeSpec;
  readonly validate: Validate<never>;
  /** How upstream writes the name when it is one source too many, and inside of it. */
  readonly shown: { readonly extra?: string; readonly within?: string };
}

function sourceType<K extends keyof PersistentVolumeSpec>(
  name: K,
  validate: Validate<K>,
  shown: SourceType['shown'] = {},
): SourceType {
  return { name, validate: validate as Validate<never>, shown };
}

/** In upstream's order: of several sources the first is validated, the others are too many. */
const SOURCES: readonly SourceType[] = [
  sourceType('hostPath', validateHostPathVolumeSource),
  sourceType('gcePersistentDisk', cloud.validateGCEPersistentDiskVolumeSource, { within: 'persistentDisk' }),
  sourceType('awsElasticBlockStore', cloud.validateAWSElasticBlockStoreVolumeSource),
  sourceType('glusterfs', own.validateGlusterfsPersistentVolumeSource),
  sourceType('flocker', network.validateFlockerVolumeSource),
  sourceType('nfs', network.validateNFSVolumeSource),
  sourceType('rbd', network.validateRBDVolumeSource),
  sourceType('quobyte', network.validateQuobyteVolumeSource),
  sourceType('cephfs', network.validateCephFSVolumeSource, { extra: 'cephFS' }),
  sourceType('iscsi', (source, errors, { name }) => own.validateISCSIPersistentVolumeSource(source, name, errors)),
  sourceType('cinder', own.validateCinderPersistentVolumeSource),
  sourceType('fc', network.validateFCVolumeSource),
  sourceType('flexVolume', validateFlexVolumeSource),
  sourceType('azureFile', own.validateAzureFilePV),
  sourceType('vsphereVolume', cloud.validateVsphereVolumeSource),
  sourceType('photonPersistentDisk', cloud.validatePhotonPersistentDiskVolumeSource),
  sourceType('portworxVolume', cloud.validatePortworxVolumeSource),
  sourceType('azureDisk', cloud.validateAzureDisk),
  sourceType('scaleIO', network.validateScaleIOVolumeSource),
  sourceType('local', own.validateLocalVolumeSource),
  sourceType('storageos', own.validateStorageOSPersistentVolumeSource),
  sourceType('csi', (source, errors, { env }) => own.validateCSIPersistentVolumeSource(source, errors, env)),
];

/** What a volume is made of: one source. A FlexVolume is not counted where it is one too many. */
export function validatePersistentVolumeSource(
  spec: Field<PersistentVolumeSpec>,
  volume: string,
  errors: Errors,
  env: Env,
): void {
  const value = spec.value ?? {};
  let first: string | undefined;
  for (const { name, validate, shown } of SOURCES) {
    if (value[name] === undefined) continue;
    const source = spec.get(name) as Field<never>;
    if (first !== undefined && name !== 'flexVolume') {
      const at = shown.extra === undefined ? source : source.shownAs(shown.extra);
      errors.forbidden(at.atKey(), `has ${first} already; a volume is of one type`);
      continue;
    }
    first ??= name;
    validate(shown.within === undefined ? source : source.shownAs(shown.within), errors, { env, name: volume });
    if (name === 'local' && value.nodeAffinity === undefined) {
      errors.required(spec.get('nodeAffinity'), 'a local volume is on a node: say on which one');
    }
  }
  if (first !== undefined) return;
  const given = errors.given(...SOURCES.map(({ name }) => spec.get(name) as Field));
  given.required(spec, 'needs a volume type, such as csi, nfs or local');
}
