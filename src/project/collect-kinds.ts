import type { Manifest } from '../model/manifest.ts';
import type {
  AutoscalingV1HorizontalPodAutoscaler,
  ClusterRoleBinding,
  ConfigMap,
  HorizontalPodAutoscaler,
  Ingress,
  IngressBackend,
  LimitRange,
  NetworkPolicy,
  NetworkPolicyPeer,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  RoleBinding,
  Secret,
  Service,
  ServiceAccount,
} from '../schema/types.gen.ts';
import type { Collector } from './collect.ts';
import type { Facts, MetricFacts, PeerFacts } from './entry.ts';
import { kindOf } from './kinds.ts';
import { Selector } from './labels.ts';

type Collect = (object: object, collector: Collector, manifest: Manifest) => Facts | undefined;

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
  const ports = (spec?.ports ?? []).map(({ name = '', port = 0, targetPort, protocol }) => ({
    name,
    port,
    target: targetPort === undefined || targetPort === 0 || targetPort === '' ? port : targetPort,
    protocol: protocol || 'TCP',
  }));
  return {
    is: 'service',
    selector: spec?.selector === undefined || spec.selector.size === 0 ? undefined : Selector.equalTo(spec.selector),
    external: spec?.type === 'ExternalName',
    headless: spec?.clusterIP === 'None',
    ports,
  };
}

function collectConfigMap({ metadata, data, binaryData }: ConfigMap, _: Collector, manifest: Manifest): Facts {
  return { is: 'data', keys: isFilledLater(metadata) ? undefined : keysOf(manifest, data, binaryData) };
}

function collectSecret({ metadata, type, data, stringData }: Secret, _: Collector, manifest: Manifest): Facts {
  const filledLater = type === 'kubernetes.io/service-account-token' || isFilledLater(metadata);
  return { is: 'data', keys: filledLater ? undefined : keysOf(manifest, data, stringData) };
}

/** Annotations and labels by which controllers are asked to copy something in: `inject-…`, `replicate-from`, `reflects`. */
function isFilledLater(metadata: ConfigMap['metadata']): boolean {
  for (const map of [metadata?.annotations, metadata?.labels]) {
    if (map === undefined) continue;
    for (const key of map.keys())
      if (key.includes('inject') || key.includes('replicat') || key.includes('reflect')) return true;
  }
  return false;
}

/** Undefined for data that could not be read, and for none at all: that is put in at run time, or encrypted as a whole. */
function keysOf(
  manifest: Manifest,
  ...maps: readonly (ReadonlyMap<string, string> | undefined)[]
): readonly string[] | undefined {
  if (manifest.unknown !== undefined) return undefined;
  const keys: string[] = [];
  for (const map of maps) if (map !== undefined) keys.push(...map.keys());
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
  const { apiVersion = '', kind = '', name = '' } = target ?? {};
  if (target !== undefined) {
    const reference = {
      kind: kindOf(apiVersion, kind),
      namespace: undefined,
      name,
      nameStep: 'name',
      key: undefined,
      keyStep: undefined,
      optional: false,
    };
    collector.add(reference, target);
  }
  return {
    is: 'scaler',
    apiVersion,
    targetKind: kind,
    target: name,
    min: spec?.minReplicas ?? 1,
    metrics: metricsOf(spec),
  };
}

/** Targets in percent. An autoscaler without any metric looks at the CPU. */
function metricsOf(
  spec: HorizontalPodAutoscaler['spec'] | AutoscalingV1HorizontalPodAutoscaler['spec'],
): readonly MetricFacts[] {
  const metrics = spec !== undefined && 'metrics' in spec ? spec.metrics : undefined;
  if (metrics === undefined || metrics.length === 0) return CPU_ONLY;
  const found: MetricFacts[] = [];
  for (const [index, { type, resource, containerResource }] of metrics.entries()) {
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
  const isRole = roleRef?.kind === 'Role' || roleRef?.kind === 'ClusterRole';
  if (isRole) {
    const reference = {
      kind: roleRef.kind as string,
      namespace: undefined,
      name: roleRef.name ?? '',
      nameStep: 'name',
      key: undefined,
      keyStep: undefined,
      optional: false,
    };
    collector.add(reference, roleRef);
  }
  for (const subject of subjects ?? []) {
    const { kind, name = '', namespace = manifest.namespace } = subject;
    if (kind === 'Group' && name === ALL_ACCOUNTS) groups.push('*');
    else if (kind === 'Group' && name.startsWith(`${ALL_ACCOUNTS}:`)) groups.push(name.slice(ALL_ACCOUNTS.length + 1));
    if (kind !== 'ServiceAccount') continue;
    accounts.push(`${namespace}/${name}`);
    collector.add(
      { kind, namespace, name, nameStep: 'name', key: undefined, keyStep: undefined, optional: false },
      subject,
    );
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
  for (const { http } of spec?.rules ?? []) for (const { backend } of http?.paths ?? []) addBackend(backend, collector);
}

function addBackend(backend: IngressBackend | undefined, collector: Collector): void {
  const service = backend?.service;
  if (service === undefined || service.port?.name === NO_SERVICE) return;
  const { name = '', port } = service;
  const key = port?.name || port?.number || undefined;
  collector.add(
    {
      kind: 'Service',
      namespace: undefined,
      name,
      nameStep: 'name',
      key,
      keyStep: port?.name ? 'port.name' : 'port.number',
      optional: false,
    },
    service,
  );
}
