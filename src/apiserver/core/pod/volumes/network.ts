import type { Field } from '../../../../model/field.ts';
import type {
  CephFSVolumeSource,
  FCVolumeSource,
  FlockerVolumeSource,
  GlusterfsVolumeSource,
  ISCSIVolumeSource,
  NFSVolumeSource,
  QuobyteVolumeSource,
  RBDVolumeSource,
  ScaleIOVolumeSource,
  StorageOSVolumeSource,
} from '../../../../schema/types.gen.ts';
import { type Errors, quote } from '../../../errors.ts';
import { requireFields, validateDNS1123Label } from '../../checks.ts';
import { isHostPort, isInitiatorName } from './iscsi.ts';

/** @mirrors core/validation.validateNFSVolumeSource */
export function validateNFSVolumeSource(nfs: Field<NFSVolumeSource>, errors: Errors): void {
  requireFields(nfs, ['server', 'path'], errors);
  const path = nfs.get('path');
  if (!path.value?.startsWith('/')) errors.invalid(path, `${quote(path.value ?? '')} must be an absolute path`);
}

/** @mirrors core/validation.validateISCSIVolumeSource */
export function validateISCSIVolumeSource(iscsi: Field<ISCSIVolumeSource>, errors: Errors): void {
  requireFields(iscsi, ['targetPortal', 'iqn'], errors);
  const { iqn, lun = 0, chapAuthDiscovery, chapAuthSession, secretRef, initiatorName } = iscsi.value ?? {};
  const expected = 'is no name such as iqn.2001-04.com.example:storage, eui.<16 characters> or naa.<32 characters>';
  if (iqn && !isInitiatorName(iqn)) errors.invalid(iscsi.get('iqn'), `${quote(iqn)} ${expected}`);
  if (lun < 0 || lun > 255) errors.invalid(iscsi.get('lun'), `${lun} must be from 0 to 255`);
  if ((chapAuthDiscovery || chapAuthSession) && secretRef === undefined) {
    errors.required(iscsi.get('secretRef'), 'is required for CHAP authentication');
  }
  if (initiatorName !== undefined && !isInitiatorName(initiatorName)) {
    errors.invalid(iscsi.get('initiatorName').shownAs('initiatorname'), `${quote(initiatorName)} ${expected}`);
  }
}

/** @mirrors core/validation.validateFCVolumeSource */
export function validateFCVolumeSource(fc: Field<FCVolumeSource>, errors: Errors): void {
  const { targetWWNs = [], wwids = [], lun } = fc.value ?? {};
  const names = fc.get('targetWWNs');
  if (targetWWNs.length === 0) {
    if (wwids.length === 0) errors.given(fc.get('wwids')).required(names, 'needs targetWWNs or wwids');
    return;
  }
  if (wwids.length > 0) errors.invalid(names, 'has targetWWNs and wwids; only one is allowed');
  if (lun === undefined) errors.required(fc.get('lun'), 'is required beside targetWWNs');
  else if (lun < 0 || lun > 255) errors.invalid(fc.get('lun'), `${lun} must be from 0 to 255`);
}

/** @mirrors core/validation.validateQuobyteVolumeSource */
export function validateQuobyteVolumeSource(quobyte: Field<QuobyteVolumeSource>, errors: Errors): void {
  const { registry, tenant = '' } = quobyte.value ?? {};
  const at = quobyte.get('registry');
  if (!registry) errors.required(at, 'needs one or more host:port, separated by commas');
  else if (Buffer.byteLength(tenant) >= 65) {
    errors.required(quobyte.get('tenant'), 'must be a UUID of at most 64 characters');
  } else {
    const wrong = registry.split(',').find((pair) => !isHostPort(pair));
    if (wrong !== undefined) errors.invalid(at, `${quote(wrong)} must be host:port`);
  }
  requireFields(quobyte, ['volume'], errors);
}

/** @mirrors core/validation.validateGlusterfsVolumeSource */
export function validateGlusterfsVolumeSource(glusterfs: Field<GlusterfsVolumeSource>, errors: Errors): void {
  requireFields(glusterfs, ['endpoints', 'path'], errors);
}

/** @mirrors core/validation.validateFlockerVolumeSource */
export function validateFlockerVolumeSource(flocker: Field<FlockerVolumeSource>, errors: Errors): void {
  const { datasetName, datasetUUID } = flocker.value ?? {};
  if (!datasetName && !datasetUUID) errors.required(flocker, 'needs datasetName or datasetUUID');
  if (datasetName && datasetUUID) errors.invalid(flocker, 'has datasetName and datasetUUID; only one is allowed');
  if (datasetName?.includes('/'))
    errors.invalid(flocker.get('datasetName'), `${quote(datasetName)} must not have a slash`);
}

/** @mirrors core/validation.validateRBDVolumeSource */
export function validateRBDVolumeSource(rbd: Field<RBDVolumeSource>, errors: Errors): void {
  requireFields(rbd, ['monitors', 'image'], errors);
}

/** @mirrors core/validation.validateCephFSVolumeSource */
export function validateCephFSVolumeSource(cephfs: Field<CephFSVolumeSource>, errors: Errors): void {
  requireFields(cephfs, ['monitors'], errors);
}

/** @mirrors core/validation.validateScaleIOVolumeSource */
export function validateScaleIOVolumeSource(scaleIO: Field<ScaleIOVolumeSource>, errors: Errors): void {
  requireFields(scaleIO, ['gateway', 'system', 'volumeName'], errors);
}

/** @mirrors core/validation.validateStorageOSVolumeSource */
export function validateStorageOSVolumeSource(storageos: Field<StorageOSVolumeSource>, errors: Errors): void {
  const { volumeName, volumeNamespace } = storageos.value ?? {};
  requireFields(storageos, ['volumeName'], errors);
  if (volumeName) validateDNS1123Label(storageos.get('volumeName'), errors);
  if (volumeNamespace) validateDNS1123Label(storageos.get('volumeNamespace'), errors);
  requireFields(storageos.get('secretRef'), ['name'], errors);
}
