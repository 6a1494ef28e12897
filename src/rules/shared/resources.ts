import { parseResource } from '../../model/quantity.ts';
import type { Container, Pod } from '../../model/workload.ts';
import type { ResourceRequirements } from '../../schema/types.gen.ts';

export type Amounts = 'requests' | 'limits';

/** Those of some resources for which a container has no request, or no limit, of its own and none with its Pod. */
export function missingIn(container: Container, what: Amounts, resources: readonly string[]): string[] {
  return resources.filter((resource) => !has(container, what, resource));
}

/** A limit is a request too, where there is none. */
function has({ pod, field, value }: Container, what: Amounts, resource: string): boolean {
  if (names(value.resources, what, resource) || names(pod.spec.value?.resources, what, resource)) return true;
  if (field.manifest.unknown === undefined) return false;
  return [field.get('resources'), pod.spec.get('resources')].some(
    (at) => at.get(what).key(resource).unknown || at.get('limits').key(resource).unknown,
  );
}

function names(resources: ResourceRequirements | undefined, what: Amounts, resource: string): boolean {
  if (resources === undefined) return false;
  return resources.limits?.has(resource) || (what === 'requests' && resources.requests?.has(resource)) || false;
}

type Qos = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** What was said of Pods before: it is asked for each of their containers. */
const known: WeakMap<Pod, Qos> = new WeakMap();

/** How safe a Pod is from eviction, as Kubernetes classes it. */
export function qosOf(pod: Pod): Qos {
  let qos = known.get(pod);
  if (qos === undefined) known.set(pod, (qos = classed(pod)));
  return qos;
}

function classed(pod: Pod): Qos {
  const ofPod = pod.spec.value?.resources;
  const counted =
    ofPod?.requests !== undefined || ofPod?.limits !== undefined
      ? [ofPod]
      : pod.containers.filter(({ role }) => role !== 'ephemeral').map(({ value }) => value.resources);
  if (!counted.some((one) => names(one, 'requests', 'cpu') || names(one, 'requests', 'memory'))) return 'BestEffort';
  return counted.every((one) => isExact(one, 'cpu') && isExact(one, 'memory')) ? 'Guaranteed' : 'Burstable';
}

function isExact(resources: ResourceRequirements | undefined, resource: string): boolean {
  const limit = resources?.limits?.get(resource);
  const request = resources?.requests?.get(resource);
  return limit !== undefined && (request === undefined || isSame(request, limit));
}

/** Whether two texts are the same amount; as far as is known, if one of them is none. */
export function isSame(a: string, b: string): boolean {
  const other = parseResource(b);
  return other === undefined || (parseResource(a)?.compare(other) ?? 0) === 0;
}
