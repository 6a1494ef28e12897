import type { Field } from '../../../model/field.ts';
import type { PodSpec } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { parseResource, type Quantity } from '../../../model/quantity.ts';
import { aggregate } from './aggregate.ts';
import { isHugePageResourceName, isSupportedPodLevelResource } from './resourcenames.ts';
import {
  type ResourceList,
  validateAmounts,
  validateContainerResourceName,
  validateHugePagesNeedMore,
  validateResourceClaimNames,
  validateResourceName,
  validateResourceRequirements,
} from './resources.ts';

/**
 * Upstream looks at the overhead as if it were a container's limits.
 * @mirrors core/validation.validateOverhead
 */
export function validateOverhead(overhead: Field<ResourceList>, errors: Errors): void {
  validateAmounts(overhead.shownAsPath(`${overhead.path}.limits`), validateContainerResourceName, errors);
  validateHugePagesNeedMore(overhead, [overhead.value], errors);
}

const SUPPORTED = ['cpu', 'hugepages-', 'memory'];

/** @mirrors core/validation.validatePodResourceName */
function validatePodResourceName(name: string, at: Field, errors: Errors): boolean {
  if (!validateResourceName(name, at, errors)) return false;
  if (!isSupportedPodLevelResource(name)) errors.notSupported(at, SUPPORTED);
  return true;
}

/**
 * The resources of a Pod as a whole.
 * @mirrors core/validation.validatePodResources
 */
export function validatePodResources(
  spec: Field<PodSpec>,
  claimNames: ReadonlySet<string> | undefined,
  errors: Errors,
): void {
  const resources = spec.get('resources');
  if (spec.value?.os?.name === 'windows') {
    errors.forbidden(resources.atKey(), 'a Pod for Windows has no resources of its own; its containers have');
    return;
  }
  if (resources.value?.claims !== undefined) {
    errors.forbidden(resources.get('claims').atKey(), 'a Pod claims nothing here; its containers do');
    validateResourceClaimNames(resources.get('claims'), claimNames, errors);
  }
  validateResourceRequirements(resources, validatePodResourceName, errors);
  validatePodResourceConsistency(spec, errors);
}

/** @mirrors core/validation.validatePodResourceConsistency */
function validatePodResourceConsistency(spec: Field<PodSpec>, errors: Errors): void {
  const resources = spec.get('resources');
  const { requests, limits } = resources.value ?? {};
  const value = spec.value as PodSpec;
  if (requests !== undefined) {
    for (const [name, sum] of aggregate(value, 'requests', parseResource)) {
      reportLess(resources.get('requests').key(name), sum, 'request', errors);
    }
  }
  if (limits === undefined) return;
  for (const [name, sum] of aggregate(value, 'limits', parseResource)) {
    if (isHugePageResourceName(name)) reportLess(resources.get('limits').key(name), sum, 'limit', errors);
  }
  for (const [i, container] of spec.get('containers').items().entries()) {
    for (const [name, limit] of container.get('resources').get('limits').entries()) {
      const most = parseResource(limits.get(name) ?? '');
      const amount = parseResource(limit.value ?? '');
      if (most === undefined || amount === undefined || amount.compare(most) <= 0) continue;
      // The path that upstream prints exists nowhere.
      const at = limit.shownAsPath(`${resources.path}.containers[${i}][${name}].limits`);
      errors.invalid(
        at,
        `the limit for ${name}, ${quote(limit.value)}, must be at most the Pod's, ${quote(limits.get(name))}`,
      );
    }
  }
}

function reportLess(at: Field<string>, sum: Quantity, what: string, errors: Errors): void {
  const quantity = parseResource(at.value ?? '');
  if (quantity === undefined || sum.compare(quantity) <= 0) return;
  errors.invalid(
    at,
    `the Pod's ${what} for ${at.step}, ${quote(at.value)}, must be at least its containers' together, \`${sum}\``,
  );
}
