import type { Field } from '../../../../model/field.ts';
import type { EmptyDirVolumeSource, Volume } from '../../../../schema/types.gen.ts';
import type { Env } from '../../../env.ts';
import { type Errors, quote } from '../../../errors.ts';
import { byteLength, dns1123Subdomain } from '../../../formats.ts';
import { parseQuantity } from '../../../../model/quantity.ts';
import * as cloud from './cloud.ts';
import * as files from './files.ts';
import * as network from './network.ts';
import * as plugins from './plugins.ts';
import { validateProjectedVolumeSource } from './projected.ts';

/** What a volume's source is validated with besides itself. */
export interface VolumeContext {
  readonly env: Env;
  /** The name of the Pod; undefined in a template. */
  readonly podName: string | undefined;
}

interface SourceType {
  readonly name: keyof Volume & string;
  readonly validate: (source: Field<never>, errors: Errors, context: VolumeContext) => void;
  /** How upstream writes the name when it is one source too many, and inside of it. */
  readonly shown?: { readonly extra?: string; readonly within?: string };
}

function sourceType<K extends keyof Volume & string>(
  name: K,
  validate: (source: Field<NonNullable<Volume[K]>>, errors: Errors, context: VolumeContext) => void,
  shown: SourceType['shown'] = {},
): SourceType {
  return { name, validate: validate as SourceType['validate'], shown };
}

/** In upstream's order: of several sources the first is validated, the others are too many. */
const SOURCES: readonly SourceType[] = [
  sourceType('emptyDir', validateEmptyDir),
  sourceType('hostPath', files.validateHostPathVolumeSource),
  sourceType('gitRepo', files.validateGitRepoVolumeSource),
  sourceType('gcePersistentDisk', cloud.validateGCEPersistentDiskVolumeSource, { within: 'persistentDisk' }),
  sourceType('awsElasticBlockStore', cloud.validateAWSElasticBlockStoreVolumeSource),
  sourceType('secret', files.validateSecretVolumeSource),
  sourceType('nfs', network.validateNFSVolumeSource),
  sourceType('iscsi', network.validateISCSIVolumeSource),
  sourceType('glusterfs', network.validateGlusterfsVolumeSource),
  sourceType('flocker', network.validateFlockerVolumeSource),
  sourceType('persistentVolumeClaim', plugins.validatePersistentClaimVolumeSource),
  sourceType('rbd', network.validateRBDVolumeSource),
  sourceType('cinder', cloud.validateCinderVolumeSource),
  sourceType('cephfs', network.validateCephFSVolumeSource, { extra: 'cephFS' }),
  sourceType('quobyte', network.validateQuobyteVolumeSource),
  sourceType('downwardAPI', files.validateDownwardAPIVolumeSource, { extra: 'downwarAPI' }),
  sourceType('fc', network.validateFCVolumeSource),
  sourceType('flexVolume', plugins.validateFlexVolumeSource),
  sourceType('configMap', files.validateConfigMapVolumeSource),
  sourceType('azureFile', cloud.validateAzureFile),
  sourceType('vsphereVolume', cloud.validateVsphereVolumeSource),
  sourceType('photonPersistentDisk', cloud.validatePhotonPersistentDiskVolumeSource),
  sourceType('portworxVolume', cloud.validatePortworxVolumeSource),
  sourceType('azureDisk', cloud.validateAzureDisk),
  sourceType('storageos', network.validateStorageOSVolumeSource),
  sourceType('projected', (source, errors, { env }) => validateProjectedVolumeSource(source, errors, env)),
  sourceType('scaleIO', network.validateScaleIOVolumeSource),
  sourceType('csi', (source, errors, { env }) => plugins.validateCSIVolumeSource(source, errors, env)),
  sourceType('ephemeral', (source, errors, { env }) => plugins.validateEphemeralVolumeSource(source, errors, env)),
  sourceType('image', (source, errors, { env, podName }) => {
    plugins.validateImageVolumeSource(
      source,
      errors,
      podName !== undefined || env.gates.ImageVolumeReferenceInTemplates,
    );
  }),
];

/** Whether a volume says of what type it is. */
export function hasSource(volume: Volume): boolean {
  for (let i = 0; i < SOURCES.length; i++) if (volume[(SOURCES[i] as SourceType).name] !== undefined) return true;
  return false;
}

/** @mirrors core/validation.validateVolumeSource */
export function validateVolumeSource(volume: Field<Volume>, errors: Errors, context: VolumeContext): void {
  const value = volume.value ?? {};
  let first: string | undefined;
  for (let i = 0; i < SOURCES.length; i++) {
    const { name, validate, shown = {} } = SOURCES[i] as SourceType;
    if (value[name] === undefined) continue;
    const source = volume.get(name) as Field<never>;
    if (first !== undefined) {
      const at = shown.extra === undefined ? source : source.shownAs(shown.extra);
      errors.forbidden(at, `has ${first} already; a volume is of one type`);
    } else {
      first = name;
      validate(shown.within === undefined ? source : source.shownAs(shown.within), errors, context);
      if (name === 'ephemeral') validateClaimName(volume, errors, context);
    }
    if (name === 'iscsi') validateISCSIInterfaceName(volume, errors);
  }
  if (first === undefined) errors.required(volume, 'needs a volume type');
}

function validateEmptyDir(emptyDir: Field<EmptyDirVolumeSource>, errors: Errors): void {
  const { sizeLimit } = emptyDir.value ?? {};
  if (sizeLimit !== undefined && parseQuantity(sizeLimit)?.sign === -1) {
    errors.forbidden(emptyDir.get('sizeLimit'), `${quote(sizeLimit)} must not be negative`);
  }
}

/** The two together name the interface that the node makes for the initiator. */
function validateISCSIInterfaceName(volume: Field<Volume>, errors: Errors): void {
  const { name = '', iscsi } = volume.value ?? {};
  if (iscsi?.initiatorName === undefined || byteLength(`${name}:${iscsi.targetPortal ?? ''}`) <= 64) return;
  errors.invalid(
    volume.get('name'),
    `${quote(name)} and the targetPortal \`${iscsi.targetPortal}\` may have 63 bytes together where there is an initiatorName`,
  );
}

/** The claim of an ephemeral volume is named after Pod and volume. A template's Pods have names of their own. */
function validateClaimName(volume: Field<Volume>, errors: Errors, { podName }: VolumeContext): void {
  const name = volume.value?.name;
  if (!podName || !name) return;
  const claim = `${podName}-${name}`;
  const fault = dns1123Subdomain(claim);
  if (fault !== undefined)
    errors.invalid(volume.get('name'), `makes the name of a claim, ${quote(claim)}, which ${fault}`);
}
