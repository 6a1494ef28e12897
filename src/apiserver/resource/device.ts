import type { Field } from '../../model/field.ts';
import type { Counter, CounterSet, Device, DeviceAttribute, DeviceCounterConsumption } from '../../schema/types.gen.ts';
import { validateDNS1123Label, validateFormat } from '../core/checks.ts';
import { validateNodeSelector } from '../core/pod/affinity-node.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, dns1123Label, dns1123Subdomain } from '../formats.ts';
import { keyIn, validateLabelName } from '../meta/labels.ts';
import { isTooMany, refuseDuplicates, validateQualifiedName } from './names.ts';
import { validateRequestPolicy } from './requestpolicy.ts';
import { validateDeviceTaint, validateTaintEffect } from './taints.ts';

const MOST_PARTS = 32;
const MOST_VALUES = 48;
const MOST_TAINTS = 16;
const MOST_CONSUMPTIONS = 2;
const MOST_COUNTERS = 32;
const MOST_CONDITIONS = 4;
/** A domain, a slash and a name. */
const LONGEST_KEY = 63 + 1 + 32;

/** @mirrors resource/validation.validateDevice */
export function validateDevice(device: Field<Device>, ownNodes: boolean, errors: Errors): void {
  const { attributes, capacity, allowMultipleAllocations } = device.value ?? {};
  validateDNS1123Label(device.get('name'), errors);
  const parts = (attributes?.size ?? 0) + (capacity?.size ?? 0);
  if (parts > MOST_PARTS) {
    errors.invalid(device, `may have at most ${MOST_PARTS} attributes and capacities together and has ${parts}`);
  }
  if ((attributes?.size ?? 0) > MOST_VALUES)
    errors.invalid(device, `may have at most ${MOST_VALUES} values of attributes`);
  for (const [key, attribute] of shortened(device.get('attributes'), LONGEST_KEY)) {
    validateQualifiedName(keyIn(device.get('attributes'), key), key, errors);
    validateAttribute(attribute, errors);
  }
  for (const [key, one] of shortened(device.get('capacity'), LONGEST_KEY)) {
    validateQualifiedName(keyIn(device.get('capacity'), key), key, errors);
    if (one.value?.requestPolicy === undefined) continue;
    if (allowMultipleAllocations === true) validateRequestPolicy(one, errors);
    else errors.forbidden(one.get('requestPolicy').atKey(), 'needs `allowMultipleAllocations: true` at the device');
  }
  validateParts(device, errors);
  validateNodes(device, ownNodes, errors);
  const taints = device.get('taints');
  if (!isTooMany(taints, MOST_TAINTS, errors)) for (const taint of taints.items()) validateDeviceTaint(taint, errors);
  else for (const taint of taints.items()) validateTaintEffect(taint, errors);
  validateBinding(device, errors);
}

/** The parts of a device that are looked at even where there are too many devices. */
export function validateParts(device: Field<Device>, errors: Errors): void {
  const consumptions = device.get('consumesCounters');
  if (isTooMany(consumptions, MOST_CONSUMPTIONS, errors)) return;
  const items = consumptions.items();
  for (const item of items) validateCounters(item, item.get('counterSet'), errors);
  refuseDuplicates(items, ({ value }) => value?.counterSet ?? '', errors);
}

/** What is printed of a long key: its beginning and its end. */
function shortened<V>(map: Field<Map<string, V>>, longest: number): [string, Field<V>][] {
  return map.entries().map(([key, value]) => {
    if (byteLength(key) <= longest) return [key, value];
    const bytes = Buffer.from(key);
    const rest = longest - 3;
    const [head, tail] = [bytes.subarray(0, Math.ceil(rest / 2)), bytes.subarray(bytes.length - Math.floor(rest / 2))];
    return [key, value.shownAsPath(`${map.path}[${head.toString()}...${tail.toString()}]`)];
  });
}

/** @mirrors resource/validation.validateCounterSet */
export function validateCounterSet(set: Field<CounterSet>, errors: Errors): void {
  validateCounters(set, set.get('name'), errors);
}

/** @mirrors resource/validation.validateDeviceCounterConsumption */
function validateCounters(of: Field<CounterSet | DeviceCounterConsumption>, name: Field<string>, errors: Errors): void {
  if (!name.value) errors.required(name);
  else validateFormat(name, dns1123Label, errors);
  const counters: Field<Map<string, Counter>> = of.get('counters');
  const count = counters.value?.size ?? 0;
  if (count === 0) errors.required(counters, 'needs at least one counter');
  if (count > MOST_COUNTERS) errors.tooMany(counters.atKey(), count, MOST_COUNTERS);
  for (const key of counters.value?.keys() ?? []) {
    const fault = dns1123Label(key);
    if (fault !== undefined) errors.invalid(keyIn(counters, key), `the key ${quote(key)} ${fault}`);
  }
}

const VALUES = ['bool', 'int', 'string', 'version'] as const;
const LONGEST_VALUE = 64;
const NUMBER = '(?:0|[1-9][0-9]*)';
const PRE = '(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)';
const SEMVER = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${PRE}(?:\\.${PRE})*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?$`,
);

/** @mirrors resource/validation.validateDeviceAttribute (partly: lists of values are behind a closed gate) */
function validateAttribute(attribute: Field<DeviceAttribute>, errors: Errors): void {
  const value = attribute.value ?? {};
  for (const name of ['string', 'version'] as const) {
    if (byteLength(value[name] ?? '') > LONGEST_VALUE) errors.tooLong(attribute.get(name), LONGEST_VALUE);
  }
  if (value.version !== undefined && !SEMVER.test(value.version)) {
    errors.invalid(attribute.get('version'), `${quote(value.version)} is no semantic version, as \`1.2.3\` is`);
  }
  const count = VALUES.filter((name) => value[name] !== undefined).length;
  if (count !== 1) errors.invalid(attribute, `needs exactly one of ${VALUES.join(', ')} and has ${count}`);
}

/** Which nodes a device can be used from; the slice says so for all of its devices unless it leaves it to them. */
function validateNodes(device: Field<Device>, ownNodes: boolean, errors: Errors): void {
  const { nodeName, nodeSelector, allNodes } = device.value ?? {};
  if (!ownNodes) {
    if (nodeName === undefined && nodeSelector === undefined && allNodes === undefined) return;
    errors.invalid(
      device,
      '`nodeName`, `nodeSelector` and `allNodes` need `perDeviceNodeSelection: true` at the slice',
    );
    return;
  }
  const count = [nodeName, nodeSelector, allNodes].filter(
    (one) => one !== undefined && one !== '' && one !== false,
  ).length;
  if (nodeName === '') errors.invalid(device.get('nodeName'), 'must not be empty');
  else if (nodeName !== undefined) validateFormat(device.get('nodeName'), dns1123Subdomain, errors);
  if (nodeSelector !== undefined) validateNodeSelector(device.get('nodeSelector'), errors, true);
  if (allNodes === false) errors.invalid(device.get('allNodes'), 'may only be true, or be left out');
  if (count === 0) errors.required(device, 'needs `nodeName`, `nodeSelector` or `allNodes`');
  if (count > 1) errors.invalid(device, '`nodeName`, `nodeSelector` and `allNodes` exclude each other');
}

/** @mirrors resource/validation.validateDeviceBindingParameters */
function validateBinding(device: Field<Device>, errors: Errors): void {
  const wanted = device.get('bindingConditions');
  const failures = device.get('bindingFailureConditions');
  for (const list of [wanted, failures]) {
    if (!isTooMany(list, MOST_CONDITIONS, errors)) for (const item of list.items()) validateLabelName(item, errors);
    refuseDuplicates(list.items(), ({ value }) => value ?? '', errors);
  }
  const known = new Set(wanted.value);
  for (const failure of failures.items()) {
    if (known.has(failure.value ?? ''))
      errors.invalid(failure, `${quote(failure.value)} is one of the bindingConditions too`);
  }
  const [some, others] = [wanted.value?.length ?? 0, failures.value?.length ?? 0];
  if (some === 0 && others > 0) errors.invalid(wanted, 'is required where there are bindingFailureConditions');
  if (others === 0 && some > 0) errors.invalid(failures, 'is required where there are bindingConditions');
}
