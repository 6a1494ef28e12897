import type { Field } from '../../../model/field.ts';
import type {
  AzureFilePersistentVolumeSource,
  CinderPersistentVolumeSource,
  CSIPersistentVolumeSource,
  GlusterfsPersistentVolumeSource,
  ISCSIPersistentVolumeSource,
  LocalVolumeSource,
  SecretReference,
  StorageOSPersistentVolumeSource,
} from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { byteLength } from '../../formats.ts';
import { requireFields, validateDNS1123Label, validateDNS1123Subdomain } from '../checks.ts';
import { validateAzureFile, validateCinderVolumeSource } from '../pod/volumes/cloud.ts';
import {
  validateGlusterfsVolumeSource,
  validateISCSIVolumeSource,
  validateStorageOSVolumeSource,
} from '../pod/volumes/network.ts';
import { validatePathNoBacksteps } from '../pod/volumes/paths.ts';
import { validateCSIDriverName } from '../pod/volumes/plugins.ts';

/** @mirrors core/validation.validateGlusterfsPersistentVolumeSource */
export function validateGlusterfsPersistentVolumeSource(
  glusterfs: Field<GlusterfsPersistentVolumeSource>,
  errors: Errors,
): void {
  validateGlusterfsVolumeSource(glusterfs, errors);
  if (glusterfs.value?.endpointsNamespace !== undefined) {
    validateDNS1123Label(glusterfs.get('endpointsNamespace'), errors);
  }
}

/**
 * Volume and portal together name the interface that the node makes for the initiator.
 * @mirrors core/validation.validateISCSIPersistentVolumeSource
 */
export function validateISCSIPersistentVolumeSource(
  iscsi: Field<ISCSIPersistentVolumeSource>,
  volume: string,
  errors: Errors,
): void {
  validateISCSIVolumeSource(iscsi, errors);
  requireFields(iscsi.get('secretRef'), ['name'], errors);
  const { initiatorName, targetPortal = '' } = iscsi.value ?? {};
  if (initiatorName === undefined || byteLength(`${volume}:${targetPortal}`) <= 64) return;
  errors.invalid(
    iscsi.get('targetPortal').shownAs('targetportal'),
    `${quote(targetPortal)} and the name of the volume may have 63 bytes together where there is an initiatorName`,
  );
}

/** @mirrors core/validation.validateCinderPersistentVolumeSource */
export function validateCinderPersistentVolumeSource(
  cinder: Field<CinderPersistentVolumeSource>,
  errors: Errors,
): void {
  validateCinderVolumeSource(cinder, errors);
  requireFields(cinder.get('secretRef'), ['namespace'], errors);
}

/** @mirrors core/validation.validateAzureFilePV */
export function validateAzureFilePV(file: Field<AzureFilePersistentVolumeSource>, errors: Errors): void {
  validateAzureFile(file, errors);
  if (file.value?.secretNamespace === '') errors.required(file.get('secretNamespace'));
}

/** @mirrors core/validation.validateStorageOSPersistentVolumeSource */
export function validateStorageOSPersistentVolumeSource(
  storageos: Field<StorageOSPersistentVolumeSource>,
  errors: Errors,
): void {
  validateStorageOSVolumeSource(storageos, errors);
  requireFields(storageos.get('secretRef'), ['namespace'], errors);
}

/** @mirrors core/validation.validateLocalVolumeSource */
export function validateLocalVolumeSource(local: Field<LocalVolumeSource>, errors: Errors): void {
  requireFields(local, ['path'], errors);
  validatePathNoBacksteps(local.get('path'), errors);
}

const SECRETS = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
] as const;

/** @mirrors core/validation.validateCSIPersistentVolumeSource */
export function validateCSIPersistentVolumeSource(
  csi: Field<CSIPersistentVolumeSource>,
  errors: Errors,
  env: Env,
): void {
  validateCSIDriverName(csi.get('driver'), errors, env);
  requireFields(csi, ['volumeHandle'], errors);
  for (const name of SECRETS) {
    if (csi.value?.[name] !== undefined) validatePVSecretReference(csi.get(name), errors);
  }
}

/** @mirrors core/validation.validatePVSecretReference */
function validatePVSecretReference(reference: Field<SecretReference>, errors: Errors): void {
  requireFields(reference, ['name', 'namespace'], errors);
  const { name, namespace } = reference.value ?? {};
  if (name) validateDNS1123Subdomain(reference.get('name'), errors);
  if (namespace) validateDNS1123Label(reference.get('namespace'), errors);
}
