import type { Field } from '../../model/field.ts';
import type {
  DeviceClaim,
  DeviceConstraint,
  DeviceRequest,
  DeviceSubRequest,
  ExactDeviceRequest,
} from '../../schema/types.gen.ts';
import { validateDNS1123Label, validateFormat } from '../core/checks.ts';
import { setDefaultNumber, setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Label, dns1123Subdomain } from '../formats.ts';
import {
  isTooMany,
  MOST_REQUESTS,
  refuseDuplicateNames,
  refuseDuplicates,
  validateFullyQualifiedName,
} from './names.ts';
import { validateConfiguration, validateSelectors } from './selectors.ts';
import { validateDeviceToleration, validateTolerationWords } from './taints.ts';

const MOST_CONSTRAINTS = 32;
const MOST_CONFIGS = 32;
const MOST_SUBREQUESTS = 8;

/** Names of requests, each with those of the requests that may stand in for it. */
type RequestNames = ReadonlyMap<string, ReadonlySet<string>>;

/** @mirrors resource/validation.validateDeviceClaim (partly: expressions are not compiled, and have no cost) */
export function validateDeviceClaim(claim: Field<DeviceClaim>, errors: Errors, env: Env): void {
  const requests = claim.get('requests');
  if (!isTooMany(requests, MOST_REQUESTS, errors)) {
    const items = requests.items();
    for (const request of items) validateDeviceRequest(request, errors, env);
    refuseDuplicateNames(items, errors, env);
  }
  const names = gatherRequestNames(claim.value?.requests ?? []);
  const constraints = claim.get('constraints');
  if (!isTooMany(constraints, MOST_CONSTRAINTS, errors)) {
    for (const constraint of constraints.items()) validateConstraint(constraint, names, errors, env);
  }
  const configs = claim.get('config');
  if (isTooMany(configs, MOST_CONFIGS, errors)) return;
  for (const config of configs.items()) {
    validateReferences(config.get('requests'), names, errors);
    validateConfiguration(config.get('opaque'), errors, env);
  }
}

/** @mirrors resource/validation.gatherRequestNames */
function gatherRequestNames(requests: readonly DeviceRequest[]): RequestNames {
  const names = new Map<string, Set<string>>();
  for (const { name = '', firstAvailable = [] } of requests) {
    names.set(name, new Set(firstAvailable.map((request) => request.name ?? '')));
  }
  return names;
}

/** @mirrors resource/validation.validateDeviceRequest */
function validateDeviceRequest(request: Field<DeviceRequest>, errors: Errors, env: Env): void {
  validateDNS1123Label(request.get('name'), errors);
  const exactly = request.get('exactly');
  const first = request.get('firstAvailable');
  const hasFirst = (first.value?.length ?? 0) > 0;
  const isAmbiguous = exactly.value !== undefined && hasFirst;
  if (isAmbiguous) errors.invalid(request, '`exactly` and `firstAvailable` exclude each other');
  else if (exactly.value === undefined && !hasFirst) errors.required(request, 'needs `exactly` or `firstAvailable`');
  if (exactly.value !== undefined) validateExactRequest(exactly, errors, isAmbiguous);
  if (!hasFirst || isTooMany(first, MOST_SUBREQUESTS, errors)) return;
  const items = first.items();
  for (const item of items) validateSubRequest(item, errors, isAmbiguous);
  refuseDuplicateNames(items, errors, env);
}

/**
 * `onlyWords`: of an ambiguous request only single words are looked at.
 * @mirrors resource/validation.validateExactDeviceRequest
 */
function validateExactRequest(request: Field<ExactDeviceRequest>, errors: Errors, onlyWords: boolean): void {
  if (!onlyWords) validateDeviceClass(request.get('deviceClassName'), errors);
  validateCommon(request, errors, onlyWords);
}

/** @mirrors resource/validation.validateDeviceSubRequest */
function validateSubRequest(request: Field<DeviceSubRequest>, errors: Errors, onlyWords: boolean): void {
  if (!onlyWords) validateDNS1123Label(request.get('name'), errors);
  validateDeviceClass(request.get('deviceClassName'), errors);
  validateCommon(request, errors, onlyWords);
}

/** @mirrors resource/validation.validateDeviceClass */
function validateDeviceClass(name: Field<string>, errors: Errors): void {
  if (!name.value) errors.required(name);
  else validateFormat(name, dns1123Subdomain, errors);
}

type AnyRequest = ExactDeviceRequest | DeviceSubRequest;
const ALLOCATION_MODES: readonly string[] = ['All', 'ExactCount'];

function validateCommon(request: Field<AnyRequest>, errors: Errors, onlyWords: boolean): void {
  const mode = request.get('allocationMode');
  if (!ALLOCATION_MODES.includes(mode.value ?? '')) errors.notSupported(mode, ALLOCATION_MODES);
  for (const toleration of request.get('tolerations').items()) {
    if (onlyWords) validateTolerationWords(toleration, errors);
    else validateDeviceToleration(toleration, errors);
  }
  const selectors = request.get('selectors');
  if (onlyWords) {
    isTooMany(selectors, MOST_REQUESTS, errors);
    return;
  }
  validateSelectors(selectors, errors);
  validateCount(request, errors);
}

/** @mirrors resource/validation.validateDeviceAllocationMode */
function validateCount(request: Field<AnyRequest>, errors: Errors): void {
  const { allocationMode: mode, count: amount = 0 } = request.value ?? {};
  const count = request.get('count');
  if (mode === 'All' && amount !== 0) errors.invalid(count, 'means nothing where all devices are asked for');
  if (mode === 'ExactCount' && amount <= 0) errors.invalid(count, `${amount} must be at least 1`);
}

/** @mirrors resource/validation.validateDeviceConstraint */
function validateConstraint(constraint: Field<DeviceConstraint>, names: RequestNames, errors: Errors, env: Env): void {
  validateReferences(constraint.get('requests'), names, errors);
  const match = constraint.get('matchAttribute');
  const distinct = constraint.get('distinctAttribute');
  const asDeclared = env.gates.DRAAttributesDeclared;
  if (match.value !== undefined) validateFullyQualifiedName(match, errors, asDeclared);
  if (distinct.value !== undefined && (match.value === undefined || asDeclared)) {
    validateFullyQualifiedName(distinct, errors, asDeclared);
  }
  if (match.value !== undefined || distinct.value !== undefined) return;
  if (env.gates.DRAConsumableCapacity) errors.required(constraint, 'needs `matchAttribute` or `distinctAttribute`');
  else errors.required(match);
}

/** A list of requests by name, each at most once. */
function validateReferences(requests: Field<string[]>, names: RequestNames, errors: Errors): void {
  if (isTooMany(requests, MOST_REQUESTS, errors)) return;
  const items = requests.items();
  for (const item of items) validateReference(item, names, errors);
  refuseDuplicates(items, ({ value }) => value ?? '', errors);
}

/** @mirrors resource/validation.validateRequestNameRef */
function validateReference(reference: Field<string>, names: RequestNames, errors: Errors): void {
  const text = reference.value ?? '';
  const parts = text.split('/');
  const [request = '', sub] = parts;
  const wrong = parts.length > 2 ? undefined : parts.find((part) => dns1123Label(part) !== undefined);
  const known = names.get(request);
  if (wrong !== undefined) errors.invalid(reference, `${quote(wrong)} ${dns1123Label(wrong)}`);
  else if (parts.length > 2 || known === undefined || (sub !== undefined && !known.has(sub))) {
    errors.invalid(reference, `${quote(text)} is no request of this claim (\`request\` or \`request/subrequest\`)`);
  }
}

/**
 * @mirrors resource/v1.SetDefaults_ExactDeviceRequest
 * @mirrors resource/v1.SetDefaults_DeviceSubRequest
 */
export function setDeviceClaimDefaults(claim: Field<DeviceClaim>): void {
  for (const request of claim.get('requests').items()) {
    for (const one of [request.get('exactly'), ...request.get('firstAvailable').items()] as Field<AnyRequest>[]) {
      setDefaultText(one, 'allocationMode', 'ExactCount');
      if (one.value?.allocationMode === 'ExactCount') setDefaultNumber(one, 'count', 1);
      for (const toleration of one.get('tolerations').items()) setDefaultText(toleration, 'operator', 'Equal');
    }
  }
}

/**
 * Takes out what hides behind closed gates.
 * @mirrors resourceclaimspec.DropDisabledFields
 */
export function dropDisabledClaimFields(claim: DeviceClaim | undefined, { gates }: Env): void {
  for (const { exactly, firstAvailable = [] } of claim?.requests ?? []) {
    for (const one of exactly === undefined ? firstAvailable : [exactly, ...firstAvailable]) {
      one.derivedAttributes = undefined;
      if (!gates.DRADeviceTaints) one.tolerations = undefined;
      if (!gates.DRAConsumableCapacity) one.capacity = undefined;
    }
  }
  if (gates.DRAConsumableCapacity) return;
  for (const constraint of claim?.constraints ?? []) constraint.distinctAttribute = undefined;
}
