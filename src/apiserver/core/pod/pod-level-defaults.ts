import type { Field } from '../../../model/field.ts';
import type { PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { parseQuantity, parseResource, type Quantity } from '../../../model/quantity.ts';
import { type Amounts, aggregate } from './aggregate.ts';
import { containersOf } from './context.ts';
import { isHugePageResourceName, isOvercommitAllowed, isSupportedPodLevelResource } from './resourcenames.ts';
import type { ResourceList } from './resources.ts';

/**
 * What a Pod as a whole requests and may use at most, where its containers let it be known. Up to 1.36 this happened before the amounts
 * were rounded.
 * @mirrors pod.DefaultPodLevelResources
 * @mirrors core/v1.defaultPodRequests
 * @mirrors core/v1.defaultHugePagePodLimits
 */
export function setPodLevelDefaults(spec: Field<PodSpec>, env: Env): void {
  const value = spec.value;
  const resources = value?.resources;
  if (value === undefined || resources === undefined || isEmpty(resources.limits, resources.requests)) return;
  const fixed = env.gates.PodLevelResourcesFixDefaulting;
  const read = fixed ? parseResource : parseQuantity;
  setHugePageLimits(spec, aggregate(value, 'limits', read));
  if (fixed || (resources.limits?.size ?? 0) > 0) setRequests(spec, aggregate(value, 'requests', read));
  if (fixed) setLimits(spec);
}

function isEmpty(...lists: (ResourceList | undefined)[]): boolean {
  return lists.every((list) => list === undefined || list.size === 0);
}

/** @mirrors pod.defaultHugePagePodLevelLimits */
function setHugePageLimits(spec: Field<PodSpec>, sums: Amounts): void {
  const requests = spec.value?.resources?.requests;
  for (const [name, sum] of sums) {
    if (isHugePageResourceName(name) && !requests?.has(name)) add(spec, 'limits', name, sum);
  }
}

/** @mirrors pod.defaultPodLevelRequests */
function setRequests(spec: Field<PodSpec>, sums: Amounts): void {
  for (const [name, sum] of sums) {
    if (isSupportedPodLevelResource(name) && isOvercommitAllowed(name)) add(spec, 'requests', name, sum);
  }
  for (const [name, limit] of spec.value?.resources?.limits ?? []) {
    if (isSupportedPodLevelResource(name)) add(spec, 'requests', name, limit);
  }
}

/**
 * A limit for what the Pod requests, if all of its containers have one.
 * @mirrors pod.defaultPodLevelLimits
 */
function setLimits(spec: Field<PodSpec>): void {
  const value = spec.value as PodSpec;
  let sums: Amounts | undefined;
  for (const [name, request] of value.resources?.requests ?? []) {
    if (!isSupportedPodLevelResource(name) || value.resources?.limits?.has(name) || !allLimit(value, name)) continue;
    sums ??= aggregate(value, 'limits', parseResource);
    const sum = sums.get(name);
    const least = parseResource(request);
    if (sum !== undefined) add(spec, 'limits', name, least !== undefined && least.compare(sum) > 0 ? least : sum);
  }
}

function allLimit(spec: PodSpec, name: string): boolean {
  for (const container of containersOf(spec)) if (!container.resources?.limits?.has(name)) return false;
  return true;
}

function add(spec: Field<PodSpec>, which: 'limits' | 'requests', name: string, amount: Quantity | string): void {
  const resources = spec.get('resources');
  if (resources.value === undefined) return;
  if (resources.get(which).unknown || resources.get(which).key(name).unknown) return;
  const list = (resources.value[which] ??= new Map());
  if (list.has(name)) return;
  list.set(name, typeof amount === 'string' ? amount : textOf(amount));
  const limits = resources.get('limits');
  const origin = which === 'requests' && limits.value?.has(name) ? limits.key(name) : resources;
  spec.manifest.derive(resources.get(which).key(name) as Field, origin as Field);
}

/** As upstream prints it, unless that would be read as another amount, as sums beyond 64 bits would. */
function textOf(amount: Quantity): string {
  const text = amount.toString();
  return parseQuantity(text)?.compare(amount) === 0 ? text : `${amount.value}e${amount.scale}`;
}
