import type { Field } from '../../model/field.ts';
import type { StorageClass } from '../../schema/types.gen.ts';
import { DEPRECATED_NODE_LABEL, nodeLabelDeprecation } from '../core/nodelabels.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateParameters, validateProvisioner } from './parameters.ts';
import { validateAllowedTopologies } from './topologies.ts';

const RECLAIM_POLICIES: readonly string[] = ['Delete', 'Retain'];
const BINDING_MODES: readonly string[] = ['Immediate', 'WaitForFirstConsumer'];

/** @mirrors storage/validation.ValidateStorageClass */
function validateStorageClass(storage: Field<StorageClass>, errors: Errors, env: Env): void {
  validateObjectMeta(storage.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const { parameters, reclaimPolicy, volumeBindingMode = '', allowedTopologies } = storage.value ?? {};
  validateProvisioner(storage.get('provisioner'), errors);
  if (parameters !== undefined) validateParameters(storage.get('parameters'), errors, true);
  if (reclaimPolicy && !RECLAIM_POLICIES.includes(reclaimPolicy)) {
    errors.notSupported(storage.get('reclaimPolicy'), RECLAIM_POLICIES);
  }
  if (!BINDING_MODES.includes(volumeBindingMode)) errors.notSupported(storage.get('volumeBindingMode'), BINDING_MODES);
  if (allowedTopologies !== undefined) validateAllowedTopologies(storage.get('allowedTopologies'), errors);
}

/** @mirrors storage.GetWarningsForStorageClass */
function warn(storage: Field<StorageClass>, env: Env): void {
  if (storage.value?.allowedTopologies === undefined) return;
  for (const term of storage.get('allowedTopologies').items()) {
    for (const expression of term.get('matchLabelExpressions').items()) {
      const key = expression.get('key');
      const message = nodeLabelDeprecation(key.value ?? '', env);
      if (message !== undefined) env.warn(key, `${quote(key.value)} ${message}`, DEPRECATED_NODE_LABEL);
    }
  }
}

/** How StorageClasses are created. */
export const storageClassStrategy: Strategy<StorageClass> = {
  namespaced: false,
  /** @mirrors storage/v1.SetDefaults_StorageClass */
  defaults(storage) {
    setDefault(storage, 'reclaimPolicy', 'Delete');
    setDefault(storage, 'volumeBindingMode', 'Immediate');
  },
  prepare() {},
  validate: validateStorageClass,
  warn,
};
