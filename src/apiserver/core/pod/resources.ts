import type { Field } from '../../../model/field.ts';
import type { ResourceClaim, ResourceRequirements } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Label, qualifiedName } from '../../formats.ts';
import { parseResource, type Quantity } from '../../../model/quantity.ts';
import {
  isExtendedResourceName,
  isHugePageResourceName,
  isHugePageResourceValueDivisible,
  isIntegerResourceName,
  isNativeResource,
  isOvercommitAllowed,
  isStandardContainerResourceName,
  isStandardResourceName,
} from './resourcenames.ts';

/** Requests, limits, overhead ...: amounts by the names of resources. */
export type ResourceList = Map<string, string>;

/** Reports what is wrong with the name of a resource, found at its key. False if no more is to be said of the entry. */
export type ResourceNameCheck = (name: string, at: Field, errors: Errors) => boolean;

/** @mirrors core/validation.validateResourceName */
export function validateResourceName(name: string, at: Field, errors: Errors): boolean {
  const fault = qualifiedName(name);
  if (fault !== undefined) errors.invalid(at, `the resource ${quote(name)} ${fault}`);
  else if (!name.includes('/') && !isStandardResourceName(name)) {
    errors.invalid(
      at,
      `${quote(name)} is no resource of Kubernetes; others have a prefix, as in \`example.com/${name}\``,
    );
  } else return true;
  return false;
}

/** @mirrors core/validation.ValidateContainerResourceName */
export function validateContainerResourceName(name: string, at: Field, errors: Errors): boolean {
  if (!validateResourceName(name, at, errors)) return false;
  if (
    !name.includes('/') ? isStandardContainerResourceName(name) : isNativeResource(name) || isExtendedResourceName(name)
  ) {
    return true;
  }
  const hint = name.includes('/')
    ? 'its name is too long, or begins with `requests.`'
    : 'containers have cpu, memory, ephemeral-storage, hugepages-SIZE';
  errors.invalid(at, `${quote(name)} is no resource of a container: ${hint}`);
  return false;
}

/**
 * The resources of a container.
 * @mirrors core/validation.ValidateContainerResourceRequirements
 */
export function validateContainerResourceRequirements(
  resources: Field<ResourceRequirements>,
  claimNames: ReadonlySet<string> | undefined,
  errors: Errors,
): void {
  if (resources.value === undefined) return;
  validateResourceRequirements(resources, validateContainerResourceName, errors);
  if (resources.value.claims !== undefined) validateResourceClaimNames(resources.get('claims'), claimNames, errors);
}

/** @mirrors core/validation.validateResourceRequirements (partly: claims are the caller's) */
export function validateResourceRequirements(
  resources: Field<ResourceRequirements>,
  checkName: ResourceNameCheck,
  errors: Errors,
): void {
  const { limits, requests } = resources.value ?? {};
  if (limits !== undefined) validateAmounts(resources.get('limits'), checkName, errors);
  if (requests !== undefined) {
    validateAmounts(resources.get('requests'), checkName, errors);
    for (const [name, amount] of requests) validateAgainstLimit(resources, name, amount, errors);
  }
  validateHugePagesNeedMore(resources, [limits, requests], errors);
}

/** Names and values of a list of amounts. */
export function validateAmounts(list: Field<ResourceList>, checkName: ResourceNameCheck, errors: Errors): void {
  for (const [name, amount] of list.value as ResourceList) {
    if (name === 'cpu' || name === 'memory') {
      // Hot path: nothing but its sign can be wrong.
      if ((parseResource(amount)?.sign ?? 0) < 0) validateResourceQuantityValue(list.key(name), name, errors);
      continue;
    }
    if (checkName(name, list.key(name).atKey(), errors)) validateAmount(list.key(name), name, errors);
  }
}

/**
 * @mirrors core/validation.ValidateResourceQuantityValue
 * @mirrors core/validation.ValidateNonnegativeQuantity
 */
export function validateResourceQuantityValue(at: Field<string>, name: string, errors: Errors): void {
  const quantity = parseResource(at.value ?? '');
  const fault = quantity === undefined ? undefined : quantityFault(name, quantity);
  if (fault !== undefined) errors.invalid(at, `${quote(at.value)} ${fault}`, 'invalid-quantity');
}

function quantityFault(name: string, quantity: Quantity): string | undefined {
  if (quantity.sign < 0) return 'must not be negative';
  return isIntegerResourceName(name) && !quantity.isInteger ? 'must be a whole number' : undefined;
}

/**
 * The amount of a resource that a container asks for.
 * @mirrors core/validation.validateResourceQuantityHugePageValue
 */
function validateAmount(at: Field<string>, name: string, errors: Errors): void {
  const quantity = isHugePageResourceName(name) ? parseResource(at.value ?? '') : undefined;
  if (quantity === undefined || quantity.sign < 0 || isHugePageResourceValueDivisible(name, quantity)) {
    validateResourceQuantityValue(at, name, errors);
  } else {
    const message = `${quote(at.value)} must be a multiple of the page size in ${quote(name)}`;
    errors.invalid(at, message, 'invalid-quantity');
  }
}

function validateAgainstLimit(
  resources: Field<ResourceRequirements>,
  name: string,
  amount: string,
  errors: Errors,
): void {
  const request = parseResource(amount);
  const limitText = resources.value?.limits?.get(name);
  if (limitText === amount || request === undefined) return;
  const overcommit = isOvercommitAllowed(name);
  if (limitText === undefined) {
    if (overcommit) return;
    const limits = resources.get('limits');
    if (limits.key(name).unknown) return;
    errors.required(
      resources.get('requests').key(name).atKey().shownAsPath(limits.path),
      `${quote(name)} needs a limit that is equal to the request`,
    );
    return;
  }
  const order = request.compare(parseResource(limitText) as Quantity);
  if (overcommit ? order <= 0 : order === 0) return;
  const requests = resources.get('requests');
  const at = requests.key(name).shownAsPath(requests.path);
  const message = `the request for ${name}, ${quote(amount)}, must be`;
  errors.invalid(at, `${message} ${overcommit ? 'at most' : 'equal to'} its limit, ${quote(limitText)}`);
}

/** Huge pages are a kind of memory that a container never has alone. */
export function validateHugePagesNeedMore(
  at: Field,
  lists: readonly (ResourceList | undefined)[],
  errors: Errors,
): void {
  let hugePages = false;
  for (const list of lists) {
    if (list === undefined) continue;
    if (list.has('cpu') || list.has('memory')) return;
    for (const name of list.keys()) hugePages ||= isHugePageResourceName(name);
  }
  if (hugePages) errors.forbidden(at, 'hugepages need cpu or memory beside them');
}

/**
 * `claimNames` are those that the Pod declares; undefined if they can't be told.
 * @mirrors core/validation.validateResourceClaimNames
 */
export function validateResourceClaimNames(
  claims: Field<ResourceClaim[]>,
  claimNames: ReadonlySet<string> | undefined,
  errors: Errors,
): void {
  const seen = new Set<string>();
  for (const claim of claims.items()) {
    const { name = '', request = '' } = claim.value ?? {};
    if (name === '') {
      errors.required(claim, 'needs a name');
      continue;
    }
    if (!seen.has(name)) {
      const fault = request === '' ? undefined : dns1123Label(request);
      if (fault !== undefined) errors.invalid(claim.get('request'), `${quote(request)} ${fault}`);
    }
    if (isTwice(seen, name, request)) errors.duplicate(claim, `the claim ${quote(name)} is named already`);
    if (!seen.has(name)) seen.add(request === '' ? name : `${name}/${request}`);
    if (claimNames === undefined || claimNames.has(name)) continue;
    const known = claimNames.size === 0 ? 'there are none' : `there are ${[...claimNames].join(', ')}`;
    errors.notFound(claim, `no claim ${quote(name)} in the Pod's resourceClaims; ${known}`);
  }
}

/** A claim stands for all of its requests. */
function isTwice(seen: ReadonlySet<string>, name: string, request: string): boolean {
  if (seen.has(name)) return true;
  if (request !== '') return seen.has(`${name}/${request}`);
  for (const key of seen) if (key.startsWith(`${name}/`)) return true;
  return false;
}
