import type { Manifest } from '../model/manifest.ts';
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  ClusterRoleBinding,
  ConfigMap,
  HorizontalPodAutoscaler,
  Ingress,
  IngressBackend,
  LimitRange,
  MetricSpec,
  NetworkPolicy,
  NetworkPolicyPeer,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
  ServicePort,
} from '../schema/types.gen.ts';
import type { Collector } from './collect.ts';
import { type Facts, type Form, type MetricFacts, type PeerFacts, Reference } from './entry.ts';
import { kindOf } from './kinds.ts';
import { Selector } from './labels.ts';

export type Collect = (object: object, collector: Collector, manifest: Manifest) => Facts | undefined;

/** What is kept of the built-in kinds that make no Pods; of those that are not here, their identity alone. */
export const collectors: ReadonlyMap<string, Collect> = new Map<string, Collect>([
  ['Service', collectService],
  ['ConfigMap', collectConfigMap],
  ['Secret', collectSecret],
  ['PersistentVolumeClaim', collectClaim],
  ['ServiceAccount', collectAccount],
  ['HorizontalPodAutoscaler', collectAutoscaler],
  ['PodDisruptionBudget', collectBudget],
  ['NetworkPolicy', collectPolicy],
  ['RoleBinding', collectBinding],
  ['ClusterRoleBinding', collectBinding],
  ['LimitRange', collectLimits],
  ['Ingress', collectIngress],
]);

function collectService({ spec }: Service): Facts {
  const selector = spec?.selector;
  return {
    is: 'service',
    selector: selector === undefined || selector.size === 0 ? undefined : Selector.equalTo(selector),
    external: spec?.type === 'ExternalName',
    headless: spec?.clusterIP === 'None',
    ports: spec?.ports ?? NO_PORTS,
  };
}

const NO_PORTS: readonly ServicePort[] = [];

function collectConfigMap({ data, binaryData }: ConfigMap, _: Collector, manifest: Manifest): Facts {
  return { is: 'data', keys: keysOf(manifest, data, binaryData) };
}

function collectSecret({ data, stringData }: Secret, _: Collector, manifest: Manifest): Facts {
  return { is: 'data', keys: keysOf(manifest, data, stringData) };
}

type Data = ReadonlyMap<string, string> | undefined;

/** Undefined for data that could not be read, and for none at all: that is put in at run time, or encrypted as a whole. */
function keysOf(manifest: Manifest, one: Data, other: Data): readonly string[] | undefined {
  if (manifest.unknown !== undefined) return undefined;
  const keys = one === undefined ? [] : [...one.keys()];
  if (other !== undefined) keys.push(...other.keys());
  return keys.length === 0 ? undefined : keys;
}

function collectClaim({ spec }: PersistentVolumeClaim): Facts {
  return { is: 'claim', modes: spec?.accessModes ?? [] };
}

function collectAccount({ automountServiceAccountToken: automount, imagePullSecrets }: ServiceAccount): Facts {
  return { is: 'account', automount, pullSecrets: imagePullSecrets?.length ?? 0 };
}

function collectAutoscaler(
  object: HorizontalPodAutoscaler | AutoscalingV1HorizontalPodAutoscaler,
  collector: Collector,
): Facts {
  const { spec } = object;
  const target = spec?.scaleTargetRef;
  const apiVersion = target?.apiVersion ?? '';
  const kind = target?.kind ?? '';
  const name = target?.name ?? '';
  if (target !== undefined) collector.add(kindOf(apiVersion, kind), NAME, target, name);
  return {
    is: 'scaler',
    apiVersion,
    targetKind: kind,
    target: name,
    min: spec?.minReplicas ?? 1,
    metrics: metricsOf(spec),
  };
}

const NAME: Form = { name: 'name', key: undefined };

/** Targets in percent. An autoscaler without any metric looks at the CPU. */
function metricsOf(
  spec: HorizontalPodAutoscaler['spec'] | AutoscalingV1HorizontalPodAutoscaler['spec'],
): readonly MetricFacts[] {
  const metrics = spec !== undefined && 'metrics' in spec ? spec.metrics : undefined;
  if (metrics === undefined || metrics.length === 0) return CPU_ONLY;
  const found: MetricFacts[] = [];
  for (let index = 0; index < metrics.length; index++) {
    const { type, resource, containerResource } = metrics[index] as MetricSpec;
    const source = type === 'Resource' ? resource : type === 'ContainerResource' ? containerResource : undefined;
    if (source?.target?.type !== 'Utilization' || source.name === undefined) continue;
    const container = type === 'ContainerResource' ? (containerResource?.container ?? '') : undefined;
    found.push({ resource: source.name, container, index });
  }
  return found;
}

const CPU_ONLY: readonly MetricFacts[] = [{ resource: 'cpu', container: undefined, index: undefined }];

function collectBudget({ spec }: PodDisruptionBudget): Facts {
  return {
    is: 'budget',
    selector: Selector.of(spec?.selector),
    minAvailable: spec?.minAvailable,
    maxUnavailable: spec?.maxUnavailable,
  };
}

function collectPolicy({ spec }: NetworkPolicy): Facts {
  const types = spec?.policyTypes ?? [];
  const egress = types.length > 0 ? types.includes('Egress') : (spec?.egress?.length ?? 0) > 0;
  const peers: PeerFacts[] = [];
  for (const [rule, { from }] of (spec?.ingress ?? []).entries()) addPeers(peers, from, { direction: 'ingress', rule });
  for (const [rule, { to }] of (spec?.egress ?? []).entries()) addPeers(peers, to, { direction: 'egress', rule });
  return {
    is: 'policy',
    selector: Selector.of(spec?.podSelector ?? {}),
    ingress: types.length === 0 || types.includes('Ingress'),
    egress,
    peers,
  };
}

function addPeers(
  peers: PeerFacts[],
  list: readonly NetworkPolicyPeer[] | undefined,
  place: Pick<PeerFacts, 'direction' | 'rule'>,
): void {
  for (const [peer, { podSelector, namespaceSelector }] of (list ?? []).entries()) {
    const selector = namespaceSelector === undefined ? Selector.of(podSelector) : undefined;
    if (selector !== undefined && !selector.empty) peers.push({ ...place, peer, selector });
  }
}

function collectBinding(
  { subjects, roleRef }: RoleBinding | ClusterRoleBinding,
  collector: Collector,
  manifest: Manifest,
): Facts {
  const accounts: string[] = [];
  const groups: string[] = [];
  if (roleRef?.kind === 'Role' || roleRef?.kind === 'ClusterRole')
    collector.add(roleRef.kind, NAME, roleRef, roleRef.name);
  for (const subject of subjects ?? []) {
    const { kind, name = '', namespace = manifest.namespace } = subject;
    if (kind === 'Group' && name === ALL_ACCOUNTS) groups.push('*');
    else if (kind === 'Group' && name.startsWith(`${ALL_ACCOUNTS}:`)) groups.push(name.slice(ALL_ACCOUNTS.length + 1));
    if (kind !== 'ServiceAccount') continue;
    accounts.push(`${namespace}/${name}`);
    collector.need(new Reference(kind, NAME, name, undefined, false, namespace), subject);
  }
  return { is: 'binding', accounts, groups };
}

const ALL_ACCOUNTS = 'system:serviceaccounts';

function collectLimits({ spec }: LimitRange): Facts {
  const requests = new Set<string>();
  const limits = new Set<string>();
  for (const item of spec?.limits ?? []) {
    if (item.type !== 'Container') continue;
    for (const map of [item.default, item.max]) for (const name of map?.keys() ?? []) limits.add(name);
    for (const map of [item.defaultRequest, item.default, item.min, item.max])
      for (const name of map?.keys() ?? []) requests.add(name);
  }
  return { is: 'limits', requests: [...requests], limits: [...limits] };
}

/** The port of a backend by which AWS' controller knows that a name means an annotation and no Service. */
const NO_SERVICE = 'use-annotation';

function collectIngress({ spec }: Ingress, collector: Collector): undefined {
  addBackend(spec?.defaultBackend, collector);
  const rules = spec?.rules;
  if (rules === undefined) return;
  for (let i = 0; i < rules.length; i++) {
    const paths = rules[i]?.http?.paths;
    if (paths !== undefined) for (let j = 0; j < paths.length; j++) addBackend(paths[j]?.backend, collector);
  }
}

const BY_NAME: Form = { name: 'name', key: 'port.name' };
const BY_NUMBER: Form = { name: 'name', key: 'port.number' };

function addBackend(backend: IngressBackend | undefined, collector: Collector): void {
  const service = backend?.service;
  if (service === undefined) return;
  const { name = '', port } = service;
  if (port?.name === NO_SERVICE) return;
  const reference = port?.name
    ? new Reference('Service', BY_NAME, name, port.name, false, undefined)
    : new Reference('Service', BY_NUMBER, name, port?.number || undefined, false, undefined);
  collector.need(reference, service);
}
