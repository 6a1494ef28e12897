import type { Field } from '../../model/field.ts';
import type { Device, ResourcePool, ResourceSlice, ResourceSliceSpec } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { validateNodeSelector } from '../core/pod/affinity-node.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Subdomain } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateNonnegativeField, validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateCounterSet, validateDevice, validateParts } from './device.ts';
import { isTooMany, refuseDuplicateNames, validateDriverName, validatePoolName } from './names.ts';
import { validateTaintEffect } from './taints.ts';

const MOST_DEVICES = 128;
const MOST_DEVICES_WITH_MORE = 64;
const MOST_COUNTER_SETS = 8;

/** @mirrors resource/validation.ValidateResourceSlice */
function validate(slice: Field<ResourceSlice>, errors: Errors, env: Env): void {
  validateObjectMeta(slice.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const spec = slice.get('spec');
  validateDriverName(spec.get('driver'), errors, env);
  validatePool(spec.get('pool'), errors);
  validateNodes(spec, errors);
  const { sharedCounters, devices } = spec.value ?? {};
  if (sharedCounters !== undefined && devices !== undefined) {
    errors.invalid(spec, '`sharedCounters` and `devices` exclude each other: put them into slices of their own');
  }
  validateDevices(spec, errors, env);
  const sets = spec.get('sharedCounters');
  if (isTooMany(sets, MOST_COUNTER_SETS, errors)) return;
  const items = sets.items();
  for (const set of items) validateCounterSet(set, errors);
  refuseDuplicateNames(items, errors, env);
}

/** @mirrors resource/validation.validateResourcePool */
function validatePool(pool: Field<ResourcePool>, errors: Errors): void {
  validatePoolName(pool.get('name'), errors);
  const count = pool.value?.resourceSliceCount ?? 0;
  if (count <= 0) errors.invalid(pool.get('resourceSliceCount'), `${count} must be at least 1`);
  validateNonnegativeField(pool.get('generation'), errors);
}

const WAYS = ['nodeName', 'nodeSelector', 'allNodes', 'perDeviceNodeSelection'] as const;

/** @mirrors resource/validation.validateResourceSliceSpec (partly: which nodes) */
function validateNodes(spec: Field<ResourceSliceSpec>, errors: Errors): void {
  const value = spec.value ?? {};
  if (value.nodeName === '') errors.invalid(spec.get('nodeName'), 'must not be empty');
  else if (value.nodeName !== undefined) validateFormat(spec.get('nodeName'), dns1123Subdomain, errors);
  if (value.nodeSelector !== undefined) {
    const selector = spec.get('nodeSelector');
    validateNodeSelector(selector, errors, true);
    const terms = selector.get('nodeSelectorTerms');
    if ((terms.value?.length ?? 0) !== 1)
      errors.invalid(terms, `must hold exactly one term and holds ${terms.value?.length ?? 0}`);
  }
  for (const name of ['allNodes', 'perDeviceNodeSelection'] as const) {
    if (value[name] === false) errors.invalid(spec.get(name), 'may only be true, or be left out');
  }
  const ways = WAYS.filter((name) => value[name] !== undefined && value[name] !== '' && value[name] !== false);
  if (ways.length === 0) errors.required(spec, `needs one of ${WAYS.join(', ')}`);
  if (ways.length > 1) errors.invalid(spec, `${ways.map((name) => `\`${name}\``).join(' and ')} exclude each other`);
}

function validateDevices(spec: Field<ResourceSliceSpec>, errors: Errors, env: Env): void {
  const devices = spec.get('devices');
  const hasMore = devices.value?.some(
    ({ taints = [], consumesCounters = [] }) => taints.length + consumesCounters.length > 0,
  );
  const items = devices.items();
  if (isTooMany(devices, hasMore ? MOST_DEVICES_WITH_MORE : MOST_DEVICES, errors)) {
    for (const device of items) {
      validateParts(device, errors);
      for (const taint of device.get('taints').items()) validateTaintEffect(taint, errors);
    }
    return;
  }
  const ownNodes = spec.value?.perDeviceNodeSelection === true;
  for (const device of items) validateDevice(device, ownNodes, errors);
  refuseDuplicateNames(items, errors, env);
}

/** Takes out what hides behind closed gates. */
function prepare({ value }: Field<ResourceSlice>, { gates }: Env): void {
  if (value?.metadata !== undefined) value.metadata.generation = 1;
  const spec = value?.spec;
  if (spec === undefined) return;
  spec.partitionTypeAttribute = undefined;
  spec.skipNodeOperations = undefined;
  if (!gates.DRAPartitionableDevices) {
    spec.sharedCounters = undefined;
    spec.perDeviceNodeSelection = undefined;
  }
  for (const device of spec.devices ?? []) prepareDevice(device, gates);
}

function prepareDevice(device: Device, gates: Env['gates']): void {
  device.nodeAllocatableResources = undefined;
  if (!gates.DRADeviceTaints) device.taints = undefined;
  if (!gates.DRAPartitionableDevices) {
    device.consumesCounters = undefined;
    device.nodeName = undefined;
    device.nodeSelector = undefined;
    device.allNodes = undefined;
  }
  if (!gates.DRADeviceBindingConditions) {
    device.bindingConditions = undefined;
    device.bindingFailureConditions = undefined;
  }
  if (gates.DRAConsumableCapacity) return;
  device.allowMultipleAllocations = undefined;
  for (const capacity of device.capacity?.values() ?? []) capacity.requestPolicy = undefined;
}

/** How ResourceSlices are created. */
export const resourceSliceStrategy: Strategy<ResourceSlice> = {
  namespaced: false,
  defaults() {},
  prepare,
  validate,
  warn(slice, env) {
    const driver = slice.get('spec').get('driver');
    if (driver.value !== driver.value?.toLowerCase()) {
      env.warn(driver, `${quote(driver.value)} should be in lower case: \`${driver.value?.toLowerCase()}\``);
    }
  },
};
