import { qualifiedName } from '../../formats.ts';
import { parseQuantity, type Quantity } from '../../../model/quantity.ts';

const HUGE_PAGES = 'hugepages-';
const REQUESTS = 'requests.';

/** @mirrors core/helper.IsHugePageResourceName */
export function isHugePageResourceName(name: string): boolean {
  return name.startsWith(HUGE_PAGES);
}

/** @mirrors core/helper.IsQuotaHugePageResourceName */
export function isQuotaHugePageResourceName(name: string): boolean {
  return name.startsWith(HUGE_PAGES) || name.startsWith(REQUESTS + HUGE_PAGES);
}

/** @mirrors core/helper.IsHugePageResourceValueDivisible */
export function isHugePageResourceValueDivisible(name: string, quantity: Quantity): boolean {
  const size = parseQuantity(name.slice(HUGE_PAGES.length));
  if (size === undefined || size.sign <= 0 || !size.isInteger) return false;
  const bytes = size.whole();
  return bytes !== 0n && quantity.whole() % bytes === 0n;
}

const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const CONTAINER_RESOURCES: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);
const STANDARD: ReadonlySet<string> = new Set([
  ...CONTAINER_RESOURCES,
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'storage',
  'requests.storage',
  ...COUNTED,
]);
const INTEGERS: ReadonlySet<string> = new Set(COUNTED);

/** @mirrors core/helper.IsStandardResourceName */
export function isStandardResourceName(name: string): boolean {
  return STANDARD.has(name) || isQuotaHugePageResourceName(name);
}

/** @mirrors core/helper.IsStandardQuotaResourceName */
export function isStandardQuotaResourceName(name: string): boolean {
  return name !== 'storage' && isStandardResourceName(name);
}

/** @mirrors core/helper.IsStandardContainerResourceName */
export function isStandardContainerResourceName(name: string): boolean {
  return CONTAINER_RESOURCES.has(name) || isHugePageResourceName(name);
}

/**
 * Kubernetes' own resources have no prefix, or its own.
 * @mirrors core/helper.IsNativeResource
 */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/**
 * Resources that somebody else provides: devices and the like.
 * @mirrors core/helper.IsExtendedResourceName
 */
export function isExtendedResourceName(name: string): boolean {
  if (isNativeResource(name) || name.startsWith(REQUESTS)) return false;
  return qualifiedName(REQUESTS + name) === undefined;
}

/** @mirrors core/helper.IsOvercommitAllowed */
export function isOvercommitAllowed(name: string): boolean {
  return isNativeResource(name) && !isHugePageResourceName(name);
}

/** @mirrors core/helper.IsIntegerResourceName */
export function isIntegerResourceName(name: string): boolean {
  return INTEGERS.has(name) || isExtendedResourceName(name);
}

/** @mirrors resourcehelper.IsSupportedPodLevelResource */
export function isSupportedPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isHugePageResourceName(name);
}
