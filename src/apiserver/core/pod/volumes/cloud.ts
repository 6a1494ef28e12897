import type { Field } from '../../../../model/field.ts';
import type {
  AWSElasticBlockStoreVolumeSource,
  AzureDiskVolumeSource,
  AzureFileVolumeSource,
  CinderVolumeSource,
  GCEPersistentDiskVolumeSource,
  PhotonPersistentDiskVolumeSource,
  PortworxVolumeSource,
  VsphereVirtualDiskVolumeSource,
} from '../../../../schema/types.gen.ts';
import type { Errors } from '../../../errors.ts';
import { requireFields } from '../../checks.ts';

/** @mirrors core/validation.validateGCEPersistentDiskVolumeSource */
export function validateGCEPersistentDiskVolumeSource(
  disk: Field<GCEPersistentDiskVolumeSource>,
  errors: Errors,
): void {
  requireFields(disk, ['pdName'], errors);
  validatePartition(disk.get('partition'), errors);
}

/** @mirrors core/validation.validateAWSElasticBlockStoreVolumeSource */
export function validateAWSElasticBlockStoreVolumeSource(
  disk: Field<AWSElasticBlockStoreVolumeSource>,
  errors: Errors,
): void {
  requireFields(disk, ['volumeID'], errors);
  validatePartition(disk.get('partition'), errors);
}

function validatePartition(at: Field<number>, errors: Errors): void {
  const partition = at.value ?? 0;
  if (partition < 0 || partition > 255) errors.invalid(at, `${partition} must be from 0 (the whole disk) to 255`);
}

/** @mirrors core/validation.validateAzureFile */
export function validateAzureFile(file: Field<AzureFileVolumeSource>, errors: Errors): void {
  requireFields(file, ['secretName', 'shareName'], errors);
}

const CACHING_MODES: readonly string[] = ['None', 'ReadOnly', 'ReadWrite'];
const DISK_KINDS: readonly string[] = ['Dedicated', 'Managed', 'Shared'];

const MANAGED_DISK = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}';
const BLOB_DISK = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd';

/** @mirrors core/validation.validateAzureDisk */
export function validateAzureDisk(disk: Field<AzureDiskVolumeSource>, errors: Errors): void {
  const { cachingMode, kind, diskURI = '' } = disk.value ?? {};
  requireFields(disk, ['diskName', 'diskURI'], errors);
  if (cachingMode !== undefined && !CACHING_MODES.includes(cachingMode)) {
    errors.notSupported(disk.get('cachingMode'), CACHING_MODES);
  }
  if (kind === undefined) return;
  if (!DISK_KINDS.includes(kind)) errors.notSupported(disk.get('kind'), DISK_KINDS);
  if (kind === 'Managed' && !diskURI.startsWith('/subscriptions/'))
    errors.notSupported(disk.get('diskURI'), [MANAGED_DISK]);
  if (kind !== 'Managed' && !diskURI.startsWith('https://')) errors.notSupported(disk.get('diskURI'), [BLOB_DISK]);
}

/** @mirrors core/validation.validateCinderVolumeSource */
export function validateCinderVolumeSource(cinder: Field<CinderVolumeSource>, errors: Errors): void {
  requireFields(cinder, ['volumeID'], errors);
  requireFields(cinder.get('secretRef'), ['name'], errors);
}

/** @mirrors core/validation.validateVsphereVolumeSource */
export function validateVsphereVolumeSource(disk: Field<VsphereVirtualDiskVolumeSource>, errors: Errors): void {
  requireFields(disk, ['volumePath'], errors);
}

/** @mirrors core/validation.validatePhotonPersistentDiskVolumeSource */
export function validatePhotonPersistentDiskVolumeSource(
  disk: Field<PhotonPersistentDiskVolumeSource>,
  errors: Errors,
): void {
  requireFields(disk, ['pdID'], errors);
}

/** @mirrors core/validation.validatePortworxVolumeSource */
export function validatePortworxVolumeSource(volume: Field<PortworxVolumeSource>, errors: Errors): void {
  requireFields(volume, ['volumeID'], errors);
}
