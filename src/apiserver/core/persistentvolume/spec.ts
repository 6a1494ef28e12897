import type { Field } from '../../../model/field.ts';
import type { PersistentVolumeSpec, VolumeNodeAffinity } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Subdomain } from '../../formats.ts';
import { parseResource } from '../../../model/quantity.ts';
import { validateFormat } from '../checks.ts';
import { validateAccessModes, VOLUME_MODES } from '../persistentvolumeclaim/spec.ts';
import { validateNodeSelector } from '../pod/affinity-node.ts';
import type { ResourceList } from '../pod/resources.ts';
import { validatePersistentVolumeSource } from './source.ts';

const RECLAIM_POLICIES: readonly string[] = ['Delete', 'Recycle', 'Retain'];

/** @mirrors core/validation.ValidatePersistentVolumeSpec (partly: not as a part of a VolumeAttachment) */
export function validatePersistentVolumeSpec(
  spec: Field<PersistentVolumeSpec>,
  name: string,
  errors: Errors,
  env: Env,
): void {
  const value = spec.value ?? {};
  if ((value.accessModes?.length ?? 0) === 0)
    errors.required(spec.get('accessModes'), 'needs at least one access mode');
  validateAccessModes(spec.get('accessModes'), errors);
  validateCapacity(spec.get('capacity'), errors);
  const policy = value.persistentVolumeReclaimPolicy ?? '';
  if (policy !== '' && !RECLAIM_POLICIES.includes(policy)) {
    errors.notSupported(spec.get('persistentVolumeReclaimPolicy'), RECLAIM_POLICIES);
  }
  if (value.nodeAffinity !== undefined) validateVolumeNodeAffinity(spec.get('nodeAffinity'), errors, env);
  validatePersistentVolumeSource(spec, name, errors, env);
  if (value.hostPath !== undefined && policy === 'Recycle' && isRoot(value.hostPath.path ?? '')) {
    errors.forbidden(
      spec.get('persistentVolumeReclaimPolicy'),
      'must not be Recycle for the root of the host: all of it would be deleted',
    );
  }
  if (value.storageClassName) validateFormat(spec.get('storageClassName'), dns1123Subdomain, errors);
  if (value.volumeMode !== undefined && !VOLUME_MODES.includes(value.volumeMode)) {
    errors.notSupported(spec.get('volumeMode'), VOLUME_MODES);
  }
  if (value.volumeAttributesClassName !== undefined) validateAttributesClass(spec, errors);
}

function validateCapacity(capacity: Field<ResourceList>, errors: Errors): void {
  const size = capacity.value?.size ?? 0;
  if (size === 0) errors.required(capacity, 'is required: `storage` and its size');
  if (size !== 1 || !capacity.value?.has('storage')) {
    errors.notSupported(capacity.atKey(), ['storage']);
  }
  for (const [, amount] of capacity.entries()) {
    const quantity = parseResource(amount.value ?? '');
    if (quantity !== undefined && quantity.sign <= 0) {
      errors.invalid(amount, `${quote(amount.value)} must be more than 0`, 'invalid-quantity');
    }
  }
}

/** @mirrors core/validation.validateVolumeNodeAffinity */
function validateVolumeNodeAffinity(affinity: Field<VolumeNodeAffinity>, errors: Errors, env: Env): void {
  const required = affinity.get('required');
  if (required.value === undefined) errors.required(required);
  else validateNodeSelector(required, errors, env.gates.StrictNodeAffinityValues);
}

/** Whether a path leads to the root, however it gets there. */
function isRoot(path: string): boolean {
  if (!path.startsWith('/')) return false;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth = Math.max(depth - 1, 0);
    else if (part !== '' && part !== '.') depth++;
  }
  return depth === 0;
}

function validateAttributesClass(spec: Field<PersistentVolumeSpec>, errors: Errors): void {
  const at = spec.get('volumeAttributesClassName');
  if (at.value === '') errors.required(at, 'must not be empty');
  else validateFormat(at, dns1123Subdomain, errors);
  if (spec.value?.csi === undefined)
    errors.required(spec.get('csi'), 'is required where there is a volumeAttributesClassName');
}
