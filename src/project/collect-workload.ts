import type { Manifest } from '../model/manifest.ts';
import { podOf } from '../model/workload.ts';
import type { Container, LabelSelector, PodSpec, Volume } from '../schema/types.gen.ts';
import type { Collector } from './collect.ts';
import type { ContainerFacts, PortFacts, Workload } from './entry.ts';
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

/** What is above the pod template, in any of the kinds. */
interface WorkloadSpec {
  readonly replicas?: number | undefined;
  readonly selector?: LabelSelector | Map<string, string> | undefined;
  readonly serviceName?: string | undefined;
}

/** What is kept of an object that makes Pods. */
export function collectWorkload(manifest: Manifest, collector: Collector): Workload | undefined {
  const pod = podOf(manifest);
  if (pod === undefined)
    return manifest.unknown === undefined ? undefined : unclearWorkload(Labels.of(undefined, true));
  const { kind } = manifest;
  const template: PodSpec = pod.spec.value ?? {};
  const spec =
    (kind === 'Pod' || kind === 'PodTemplate' ? NOTHING : (manifest.object as { spec?: WorkloadSpec }).spec) ?? NOTHING;
  if (kind === 'StatefulSet' && spec.serviceName) {
    const reference = {
      kind: 'Service',
      namespace: undefined,
      name: spec.serviceName,
      nameStep: 'serviceName',
      key: undefined,
      keyStep: undefined,
      optional: false,
    };
    collector.add(reference, spec);
  }
  collectPod(template, collector);
  const containers: ContainerFacts[] = [];
  const ports: PortFacts[] = [];
  addContainers(template.initContainers, 'init', { containers, ports });
  addContainers(template.containers, 'main', { containers, ports });
  addContainers(template.ephemeralContainers as Container[] | undefined, 'ephemeral', { containers, ports });
  const metadata = (manifest.object as { metadata?: { ownerReferences?: readonly unknown[] } }).metadata;
  return {
    is: 'workload',
    labels: Labels.of(
      pod.metadata.value?.labels,
      manifest.unknown !== undefined && manifest.touchesUnknown(pod.metadata.get('labels').walkedPath),
    ),
    selector: spec.selector instanceof Map ? Selector.equalTo(spec.selector) : Selector.of(spec.selector),
    replicas: spec.replicas,
    writesReplicas: spec.replicas !== undefined && manifest.root.get('spec')?.get('replicas') !== undefined,
    serviceName: spec.serviceName ?? '',
    account: template.serviceAccountName || template.serviceAccount || '',
    automount: template.automountServiceAccountToken,
    hostNetwork: template.hostNetwork === true,
    owned: (metadata?.ownerReferences?.length ?? 0) > 0,
    pullSecrets: template.imagePullSecrets?.length ?? 0,
    resources: resourcesOf(template),
    containers,
    ports: ports.length === 0 ? NO_PORTS : ports,
  };
}

/** What is kept where little more than labels can be read. */
export function unclearWorkload(labels: Labels): Workload {
  return {
    is: 'workload',
    labels,
    selector: undefined,
    replicas: undefined,
    writesReplicas: false,
    serviceName: '',
    account: '',
    automount: undefined,
    hostNetwork: false,
    owned: false,
    pullSecrets: 0,
    resources: [],
    containers: [],
    ports: [],
  };
}

const NOTHING: WorkloadSpec = {};
const NO_PORTS: readonly PortFacts[] = [];

interface Sinks {
  readonly containers: ContainerFacts[];
  readonly ports: PortFacts[];
}

function addContainers(
  list: readonly Container[] | undefined,
  role: 'init' | 'main' | 'ephemeral',
  { containers, ports }: Sinks,
): void {
  if (list === undefined) return;
  for (const container of list) {
    const name = container.name ?? '';
    const restarts = role === 'init' && container.restartPolicy === 'Always';
    const resources = resourcesOf(container);
    const preStop = container.lifecycle?.preStop !== undefined;
    const ready = container.readinessProbe !== undefined;
    containers.push({
      name,
      role: restarts ? 'sidecar' : role,
      image: container.image ?? '',
      resources,
      ready,
      preStop,
    });
    if ((role === 'init' && !restarts) || role === 'ephemeral' || container.ports === undefined) continue;
    for (const port of container.ports) {
      ports.push({
        container: name,
        name: port.name ?? '',
        number: port.containerPort ?? 0,
        protocol: port.protocol || 'TCP',
      });
    }
  }
}

const NO_RESOURCES: readonly string[] = [];
/** What most containers ask for; one list for all of them. */
const USUAL: readonly string[] = ['cpu', 'memory'];

/** What a container or a Pod requests or limits. */
function resourcesOf({ resources }: Pick<Container, 'resources'>): readonly string[] {
  const { requests, limits } = resources ?? {};
  const asked = (requests?.size ?? 0) + (limits?.size ?? 0);
  if (asked === 0) return NO_RESOURCES;
  const names = new Set<string>();
  if (requests !== undefined) for (const name of requests.keys()) names.add(name);
  if (limits !== undefined) for (const name of limits.keys()) names.add(name);
  return names.size === 2 && names.has('cpu') && names.has('memory') ? USUAL : [...names];
}

/** The references of a pod spec. */
export function collectPod(spec: PodSpec, collector: Collector): void {
  const { serviceAccountName, serviceAccount, priorityClassName, imagePullSecrets, volumes } = spec;
  const account = serviceAccountName || serviceAccount;
  if (account) {
    const nameStep = serviceAccountName ? 'serviceAccountName' : 'serviceAccount';
    collector.add(
      {
        kind: 'ServiceAccount',
        namespace: undefined,
        name: account,
        nameStep,
        key: undefined,
        keyStep: undefined,
        optional: false,
      },
      spec,
    );
  }
  if (priorityClassName)
    addName(collector, 'PriorityClass', 'priorityClassName', { holder: spec, name: priorityClassName });
  if (imagePullSecrets !== undefined)
    for (const secret of imagePullSecrets) addName(collector, 'Secret', 'name', { holder: secret, name: secret.name });
  if (volumes !== undefined) for (const volume of volumes) addVolume(volume, collector);
  if (spec.initContainers !== undefined)
    for (const container of spec.initContainers) addContainer(container, spec, collector);
  if (spec.containers !== undefined) for (const container of spec.containers) addContainer(container, spec, collector);
  if (spec.ephemeralContainers !== undefined)
    for (const container of spec.ephemeralContainers) addContainer(container as Container, spec, collector);
}

interface Named {
  readonly holder: object;
  readonly name: string | undefined;
  readonly optional?: boolean | undefined;
}

function addName(collector: Collector, kind: string, nameStep: string, { holder, name = '', optional }: Named): void {
  collector.add(
    { kind, namespace: undefined, name, nameStep, key: undefined, keyStep: undefined, optional: optional === true },
    holder,
  );
}

function addVolume(volume: Volume, collector: Collector): void {
  const { configMap, secret, persistentVolumeClaim: claim, projected } = volume;
  if (configMap !== undefined) addSource(collector, 'ConfigMap', 'name', named(configMap, configMap.name));
  if (secret !== undefined) addSource(collector, 'Secret', 'secretName', named(secret, secret.secretName));
  if (claim !== undefined)
    addName(collector, 'PersistentVolumeClaim', 'claimName', { holder: claim, name: claim.claimName });
  if (projected?.sources === undefined) return;
  for (const source of projected.sources) {
    if (source.configMap !== undefined)
      addSource(collector, 'ConfigMap', 'name', named(source.configMap, source.configMap.name));
    if (source.secret !== undefined) addSource(collector, 'Secret', 'name', named(source.secret, source.secret.name));
  }
}

function named(holder: Pick<Keyed, 'optional' | 'items'>, name: string | undefined): Keyed {
  return { holder, name, optional: holder.optional, items: holder.items };
}

interface Keyed extends Named {
  readonly items?: readonly { readonly key?: string | undefined }[] | undefined;
}

/** A ConfigMap or Secret as files: its name, and the keys that become files, if they are named. */
function addSource(collector: Collector, kind: string, nameStep: string, source: Keyed): void {
  addName(collector, kind, nameStep, source);
  if (source.items === undefined) return;
  const { name = '', optional } = source;
  for (const item of source.items) {
    const key = item.key ?? '';
    if (key !== '')
      collector.add(
        { kind, namespace: undefined, name, nameStep: undefined, key, keyStep: 'key', optional: optional === true },
        item,
      );
  }
}

function addContainer(container: Container, spec: PodSpec, collector: Collector): void {
  const { env, envFrom, volumeMounts } = container;
  if (env !== undefined) {
    for (const { valueFrom } of env) {
      if (valueFrom === undefined) continue;
      const { configMapKeyRef: map, secretKeyRef: secret } = valueFrom;
      if (map !== undefined) addKey(collector, 'ConfigMap', map);
      if (secret !== undefined) addKey(collector, 'Secret', secret);
    }
  }
  if (envFrom !== undefined) {
    for (const { configMapRef: map, secretRef: secret } of envFrom) {
      if (map !== undefined)
        addName(collector, 'ConfigMap', 'name', { holder: map, name: map.name, optional: map.optional });
      if (secret !== undefined)
        addName(collector, 'Secret', 'name', { holder: secret, name: secret.name, optional: secret.optional });
    }
  }
  if (volumeMounts === undefined) return;
  for (const mount of volumeMounts)
    if (mount.subPath) addSubPath(collector, mount as { name?: string; subPath: string }, spec.volumes);
}

function addKey(
  collector: Collector,
  kind: string,
  ref: {
    readonly name?: string | undefined;
    readonly key?: string | undefined;
    readonly optional?: boolean | undefined;
  },
): void {
  const { name = '', key, optional } = ref;
  collector.add(
    {
      kind,
      namespace: undefined,
      name,
      nameStep: 'name',
      key: key || undefined,
      keyStep: 'key',
      optional: optional === true,
    },
    ref,
  );
}

/** A part of a volume: of a ConfigMap or Secret that is mounted whole, a key. */
function addSubPath(
  collector: Collector,
  mount: { name?: string; subPath: string },
  volumes: readonly Volume[] | undefined,
): void {
  const volume = volumes?.find(({ name }) => name === mount.name);
  const source = volume?.configMap ?? volume?.secret;
  if (source === undefined || source.items !== undefined) return;
  const kind = volume?.configMap === undefined ? 'Secret' : 'ConfigMap';
  const name = (volume?.configMap === undefined ? volume?.secret?.secretName : volume.configMap.name) ?? '';
  const slash = mount.subPath.indexOf('/');
  const key = slash === -1 ? mount.subPath : mount.subPath.slice(0, slash);
  collector.add(
    {
      kind,
      namespace: undefined,
      name,
      nameStep: undefined,
      key,
      keyStep: 'subPath',
      optional: source.optional === true,
    },
    mount,
  );
}
