import type { Manifest } from '../model/manifest.ts';
import { type Role, podOf } from '../model/workload.ts';
import type {
  Container,
  DeploymentSpec,
  LabelSelector,
  ObjectMeta,
  PodSpec,
  PodTemplateSpec,
  ResourceRequirements,
} from '../schema/types.gen.ts';
import type { Collector } from './collect.ts';
import { collectPod } from './collect-pod.ts';
import type { ContainerFacts, Workload } from './entry.ts';
import { Labels, Selector } from './labels.ts';

const WORKLOADS: ReadonlySet<string> = new Set([
  'Pod',
  'PodTemplate',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
]);

/** Whether objects of a kind make Pods, or are such. */
export function isWorkload(kind: string): boolean {
  return WORKLOADS.has(kind);
}

/** What is kept of an object that makes Pods. */
export function collectWorkload(manifest: Manifest, collector: Collector): Workload | undefined {
  const { kind, unknown } = manifest;
  const object = manifest.object as AnyWorkload;
  const owner = (kind === 'CronJob' ? object.spec?.jobTemplate?.spec : object.spec) ?? NOTHING;
  const holder =
    kind === 'Pod' ? (object as PodTemplateSpec) : kind === 'PodTemplate' ? object.template : owner.template;
  if (holder === undefined) return unknown === undefined ? undefined : unclearWorkload(Labels.unreadable);
  const template: PodSpec = holder.spec ?? NO_POD;
  const spec = kind === 'Pod' || kind === 'PodTemplate' ? NOTHING : owner;
  const { replicas, selector, serviceName } = spec;
  if (kind === 'StatefulSet' && serviceName) collector.add('Service', SERVICE_NAME, spec, serviceName);
  collectPod(template, collector);
  return {
    is: 'workload',
    labels: Labels.of(holder.metadata?.labels, unknown !== undefined && hasUnreadableLabels(manifest)),
    selector: selector instanceof Map ? Selector.equalTo(selector) : Selector.of(selector),
    replicas,
    writesReplicas: replicas !== undefined && manifest.root.get('spec')?.get('replicas') !== undefined,
    mostDown: spec.strategy?.rollingUpdate?.maxUnavailable,
    serviceName: serviceName ?? '',
    account: template.serviceAccountName || template.serviceAccount || '',
    automount: template.automountServiceAccountToken,
    hostNetwork: template.hostNetwork === true,
    owned: object.metadata?.ownerReferences !== undefined && object.metadata.ownerReferences.length > 0,
    pullSecrets: template.imagePullSecrets === undefined ? 0 : template.imagePullSecrets.length,
    resources: bitsOf(template.resources),
    containers: containersOf(template),
  };
}

/** What is above the pod template, in any of the kinds. */
interface WorkloadSpec {
  readonly replicas?: number | undefined;
  readonly selector?: LabelSelector | Map<string, string> | undefined;
  readonly serviceName?: string | undefined;
  readonly strategy?: DeploymentSpec['strategy'];
  readonly template?: PodTemplateSpec | undefined;
  readonly jobTemplate?: { readonly spec?: WorkloadSpec | undefined } | undefined;
}

interface AnyWorkload {
  readonly metadata?: ObjectMeta | undefined;
  readonly spec?: WorkloadSpec | undefined;
  readonly template?: PodTemplateSpec | undefined;
}

const SERVICE_NAME = { name: 'serviceName', key: undefined };

const NOTHING: WorkloadSpec = {};
const NO_POD: PodSpec = {};

function hasUnreadableLabels(manifest: Manifest): boolean {
  const labels = podOf(manifest)?.metadata.get('labels');
  return labels === undefined || manifest.touchesUnknown(labels.walkedPath);
}

/** What is kept where little more than labels can be read. */
export function unclearWorkload(labels: Labels): Workload {
  return {
    is: 'workload',
    labels,
    selector: undefined,
    replicas: undefined,
    writesReplicas: false,
    mostDown: undefined,
    serviceName: '',
    account: '',
    automount: undefined,
    hostNetwork: false,
    owned: false,
    pullSecrets: 0,
    resources: 0,
    containers: [],
  };
}

function containersOf(spec: PodSpec): readonly ContainerFacts[] {
  const facts: ContainerFacts[] = [];
  const { initContainers, containers, ephemeralContainers } = spec;
  if (initContainers !== undefined) addAll(facts, initContainers, 'init');
  if (containers !== undefined) addAll(facts, containers, 'main');
  if (ephemeralContainers !== undefined) addAll(facts, ephemeralContainers as readonly Container[], 'ephemeral');
  return facts;
}

function addAll(facts: ContainerFacts[], containers: readonly Container[], kind: Role): void {
  for (let i = 0; i < containers.length; i++) {
    const container = containers[i] as Container;
    const role = kind === 'init' && container.restartPolicy === 'Always' ? 'sidecar' : kind;
    const serves = role === 'main' || role === 'sidecar';
    facts.push({
      name: container.name ?? '',
      role,
      image: container.image ?? '',
      resources: bitsOf(container.resources),
      ready: container.readinessProbe !== undefined,
      preStop: container.lifecycle?.preStop !== undefined,
      ports: serves ? container.ports : undefined,
    });
  }
}

/** Resources that rules ask about, a bit each. */
const RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];

/** The bit of a resource; 0 for those that nothing is known of. */
export function resourceBit(name: string): number {
  const index = RESOURCES.indexOf(name);
  return index === -1 ? 0 : 1 << index;
}

/** What is requested or limited. */
function bitsOf(resources: ResourceRequirements | undefined): number {
  if (resources === undefined) return 0;
  const { requests, limits } = resources;
  let bits = 0;
  for (let i = 0; i < RESOURCES.length; i++) {
    const name = RESOURCES[i] as string;
    if ((requests !== undefined && requests.has(name)) || (limits !== undefined && limits.has(name))) bits |= 1 << i;
  }
  return bits;
}
