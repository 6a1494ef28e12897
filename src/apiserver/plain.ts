import type {
  Container,
  DaemonSet,
  Deployment,
  EnvVar,
  HorizontalPodAutoscaler,
  Ingress,
  IngressBackend,
  LabelSelector,
  LifecycleHandler,
  NetworkPolicy,
  NetworkPolicyPeer,
  PersistentVolumeClaim,
  Pod,
  PodAffinityTerm,
  PodDisruptionBudget,
  PodSpec,
  PodTemplateSpec,
  Probe,
  Role,
  SecurityContext,
  Service,
  StatefulSet,
  Toleration,
  Volume,
} from '../schema/types.gen.ts';

/**
 * The short way past the full validation, for what most manifests are: where every value is plain by itself (src/schema/plain.ts), these functions look at what values
 * have to do with each other. True is a promise that validation and warnings have nothing to say, in any minor; false promises nothing. All of them see objects that are defaulted.
 */
type Check = (object: never) => boolean;

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['Pod', ({ metadata, spec }: Pod) => isNamed(metadata) && spec !== undefined && isPod(spec, NONE)],
  ['Deployment', isDeployment],
  ['StatefulSet', isStatefulSet],
  ['DaemonSet', isDaemonSet],
  ['Service', isService],
  ['ConfigMap', ({ metadata }: Pod) => metadata?.name !== undefined],
  ['Secret', ({ metadata }: Pod) => metadata?.name !== undefined],
  ['ServiceAccount', ({ metadata }: Pod) => metadata?.name !== undefined],
  ['Namespace', ({ metadata }: Pod) => isNamed(metadata)],
  ['PersistentVolumeClaim', isClaim],
  ['HorizontalPodAutoscaler', isAutoscaler],
  ['PodDisruptionBudget', isBudget],
  ['NetworkPolicy', isNetworkPolicy],
  ['Ingress', isIngress],
  ['Role', isRole],
]);

/** Whether the full validation has nothing to say of an object whose values are all plain. */
export function isPlain(kind: string, object: object): boolean {
  const check = CHECKS.get(kind);
  return check !== undefined && check(object as never);
}

const NONE: readonly PersistentVolumeClaim[] = [];

interface Named {
  readonly name?: string | undefined;
}

/** As short as a label of a Pod has to be with what controllers append. */
function isNamed(metadata: Named | undefined): boolean {
  const name = metadata?.name;
  return name !== undefined && name.length <= 52 && !name.includes('.');
}

function isDeployment({ metadata, spec }: Deployment): boolean {
  if (!isNamed(metadata) || spec === undefined || !isSelected(spec)) return false;
  const { strategy, minReadySeconds = 0, progressDeadlineSeconds = 600 } = spec;
  const update = strategy?.rollingUpdate;
  if (progressDeadlineSeconds <= minReadySeconds) return false;
  return strategy?.type === 'Recreate'
    ? update === undefined
    : isSome(update?.maxSurge) || isSome(update?.maxUnavailable);
}

function isSome(share: number | string | undefined): boolean {
  return share !== undefined && share !== 0 && share !== '0%';
}

function isDaemonSet({ metadata, spec }: DaemonSet): boolean {
  return isNamed(metadata) && spec !== undefined && isSelected(spec);
}

function isStatefulSet({ metadata, spec }: StatefulSet): boolean {
  if (!isNamed(metadata) || spec === undefined) return false;
  const claims = spec.volumeClaimTemplates ?? NONE;
  for (let i = 0; i < claims.length; i++) if (!isClaim(claims[i] as PersistentVolumeClaim)) return false;
  return hasNoTwins(claims, claimName) && isSelected(spec, claims);
}

function claimName({ metadata }: PersistentVolumeClaim): string {
  return metadata?.name ?? '';
}

function isClaim({ metadata, spec }: PersistentVolumeClaim): boolean {
  const modes = spec?.accessModes ?? [];
  const [mode] = modes;
  return (
    isNamed(metadata) &&
    modes.length === 1 &&
    (mode === 'ReadWriteOnce' || mode === 'ReadWriteMany' || mode === 'ReadOnlyMany') &&
    hasWholeAmounts(spec?.resources?.requests) &&
    spec?.resources?.requests?.has('storage') === true
  );
}

interface Selecting {
  readonly selector?: LabelSelector | undefined;
  readonly template?: PodTemplateSpec | undefined;
}

/** A template that its own selector selects, and that is plain. */
function isSelected({ selector, template }: Selecting, claims: readonly PersistentVolumeClaim[] = NONE): boolean {
  const wanted = selector?.matchLabels;
  const labels = template?.metadata?.labels;
  if (wanted === undefined || wanted.size === 0 || labels === undefined) return false;
  for (const [key, value] of wanted) if (labels.get(key) !== value) return false;
  return template?.spec !== undefined && template.metadata?.name === undefined && isPod(template.spec, claims);
}

function isPod(spec: PodSpec, claims: readonly PersistentVolumeClaim[]): boolean {
  const { containers = [], initContainers = [], volumes = [] } = spec;
  const all = initContainers.length === 0 ? containers : [...initContainers, ...containers];
  if (containers.length === 0 || !hasNoTwins(all, nameOf) || !hasNoTwins(volumes, nameOf)) return false;
  for (let i = 0; i < volumes.length; i++) if (!isVolume(volumes[i] as Volume)) return false;
  for (let i = 0; i < all.length; i++) {
    const container = all[i] as Container;
    if (!isContainer(container) || !hasVolumes(container, volumes, claims)) return false;
    if (i < initContainers.length && !isWithoutProbes(container)) return false;
  }
  return haveOwnPorts(all) && isSchedulable(spec) && isPullable(spec) && isProfile(spec.securityContext);
}

function isProfile(context: Pick<SecurityContext, 'seccompProfile'> | undefined): boolean {
  return context?.seccompProfile === undefined || context.seccompProfile.type !== undefined;
}

function isPullable({ imagePullSecrets: secrets }: PodSpec): boolean {
  return secrets === undefined || (secrets.length === 1 && secrets[0]?.name !== undefined);
}

function nameOf({ name }: Named): string {
  return name ?? '';
}

/** Lists are short here: a set would take longer to make. */
function hasNoTwins<Item>(list: readonly Item[], key: (item: Item) => string): boolean {
  if (list.length > 50) return false;
  for (let i = 0; i < list.length; i++) {
    const own = key(list[i] as Item);
    if (own === '') return false;
    for (let j = i + 1; j < list.length; j++) if (key(list[j] as Item) === own) return false;
  }
  return true;
}

function isVolume({ name, configMap, secret, emptyDir, persistentVolumeClaim }: Volume): boolean {
  const sources =
    Number(configMap?.name !== undefined) +
    Number(secret?.secretName !== undefined) +
    Number(emptyDir !== undefined) +
    Number(persistentVolumeClaim?.claimName !== undefined);
  const written =
    Number(configMap !== undefined) + Number(secret !== undefined) + Number(persistentVolumeClaim !== undefined);
  return name !== undefined && sources === 1 && written + Number(emptyDir !== undefined) === 1;
}

function hasVolumes(
  container: Container,
  volumes: readonly Volume[],
  claims: readonly PersistentVolumeClaim[],
): boolean {
  const mounts = container.volumeMounts;
  if (mounts === undefined) return true;
  if (!hasNoTwins(mounts, ({ mountPath }) => mountPath ?? '')) return false;
  for (let i = 0; i < mounts.length; i++) {
    const name = mounts[i]?.name;
    if (name === undefined) return false;
    if (!volumes.some((volume) => volume.name === name) && !claims.some((claim) => claim.metadata?.name === name))
      return false;
  }
  return true;
}

function isContainer(container: Container): boolean {
  const { name, image, env, envFrom, resources, lifecycle } = container;
  if (name === undefined || image === undefined) return false;
  if (env !== undefined && !(hasNoTwins(env, nameOf) && env.every(isVariable))) return false;
  if (
    envFrom?.some(
      ({ configMapRef, secretRef }) =>
        Number(configMapRef?.name !== undefined) + Number(secretRef?.name !== undefined) !== 1,
    )
  )
    return false;
  if (envFrom?.some(({ configMapRef, secretRef }) => configMapRef !== undefined && secretRef !== undefined))
    return false;
  if (resources !== undefined && !isEnough(resources.limits, resources.requests)) return false;
  return (
    isProfile(container.securityContext) &&
    isProbe(container.readinessProbe, false) &&
    isProbe(container.livenessProbe, true) &&
    isProbe(container.startupProbe, true) &&
    isHandler(lifecycle?.preStop) &&
    isHandler(lifecycle?.postStart)
  );
}

function isWithoutProbes({ readinessProbe, livenessProbe, startupProbe, lifecycle }: Container): boolean {
  return (
    readinessProbe === undefined && livenessProbe === undefined && startupProbe === undefined && lifecycle === undefined
  );
}

function isVariable({ value, valueFrom }: EnvVar): boolean {
  if (valueFrom === undefined) return true;
  const { fieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  const isWhole = (key: { name?: string | undefined; key?: string | undefined }): boolean =>
    key.name !== undefined && key.key !== undefined;
  if (value !== undefined) return false;
  if (fieldRef !== undefined)
    return fieldRef.fieldPath !== undefined && configMapKeyRef === undefined && secretKeyRef === undefined;
  if (configMapKeyRef !== undefined) return isWhole(configMapKeyRef) && secretKeyRef === undefined;
  return secretKeyRef !== undefined && isWhole(secretKeyRef);
}

type Amounts = ReadonlyMap<string, string> | undefined;

/** No fraction of a byte, and no limit below what is asked for. */
function isEnough(limits: Amounts, requests: Amounts): boolean {
  if (!hasWholeAmounts(limits) || !hasWholeAmounts(requests)) return false;
  if (limits === undefined || requests === undefined) return true;
  for (const [name, limit] of limits) {
    const request = requests.get(name);
    if (request !== undefined && request !== limit && amountOf(request) > amountOf(limit)) return false;
  }
  return true;
}

function hasWholeAmounts(amounts: Amounts): boolean {
  if (amounts === undefined) return true;
  for (const [name, amount] of amounts) if (name !== 'cpu' && amount.endsWith('m')) return false;
  return true;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['m', 0.001],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
]);

/** Plain amounts are integers of few digits and a unit. */
function amountOf(text: string): number {
  let end = text.length;
  while (text.charCodeAt(end - 1) > 57) end--;
  return Number(text.slice(0, end)) * (UNITS.get(text.slice(end)) ?? 1);
}

function isProbe(probe: Probe | undefined, once: boolean): boolean {
  if (probe === undefined) return true;
  const { exec, httpGet, tcpSocket, successThreshold = 1 } = probe;
  if (once && successThreshold !== 1) return false;
  return Number(tcpSocket?.port !== undefined) + Number(exec !== undefined) + Number(httpGet !== undefined) === 1
    ? isAction(probe)
    : false;
}

function isHandler(handler: LifecycleHandler | undefined): boolean {
  return (
    handler === undefined || ((handler.exec === undefined) !== (handler.httpGet === undefined) && isAction(handler))
  );
}

function isAction({ exec, httpGet }: Pick<Probe, 'exec' | 'httpGet'>): boolean {
  if (exec !== undefined) return exec.command !== undefined;
  return httpGet === undefined || (httpGet.port !== undefined && httpGet.path !== undefined);
}

/** No number and no name of a port twice, in all containers together. */
function haveOwnPorts(containers: readonly Container[]): boolean {
  const ports = containers.length === 1 ? (containers[0]?.ports ?? []) : containers.flatMap((one) => one.ports ?? []);
  if (ports.length > 50) return false;
  for (let i = 0; i < ports.length; i++) {
    const { name, containerPort } = ports[i] as (typeof ports)[number];
    if (containerPort === undefined) return false;
    for (let j = i + 1; j < ports.length; j++) {
      const other = ports[j] as (typeof ports)[number];
      if (other.containerPort === containerPort || (name !== undefined && other.name === name)) return false;
    }
  }
  return true;
}

function isSchedulable({ topologySpreadConstraints: spread, tolerations, affinity }: PodSpec): boolean {
  if (spread !== undefined) {
    if (!hasNoTwins(spread, ({ topologyKey, whenUnsatisfiable }) => (whenUnsatisfiable && topologyKey) ?? ''))
      return false;
    if (spread.some(({ maxSkew, labelSelector }) => maxSkew === undefined || !selects(labelSelector))) return false;
  }
  if (tolerations !== undefined && !tolerations.every(isToleration)) return false;
  const apart = affinity?.podAntiAffinity;
  if (apart === undefined) return true;
  const preferred = apart.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  const required = apart.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return (
    preferred.every(({ weight, podAffinityTerm }) => weight !== undefined && isTerm(podAffinityTerm)) &&
    required.every(isTerm)
  );
}

function selects(selector: LabelSelector | undefined): boolean {
  return selector?.matchLabels !== undefined;
}

function isTerm(term: PodAffinityTerm | undefined): boolean {
  return term?.topologyKey !== undefined && selects(term.labelSelector);
}

function isToleration({ key, operator, value }: Toleration): boolean {
  return key !== undefined && (operator === 'Exists' ? value === undefined : value !== undefined);
}

function isService({ metadata, spec }: Service): boolean {
  const ports = spec?.ports;
  if (!isNamed(metadata) || !/^[a-z]/.test(metadata?.name ?? '') || ports === undefined || ports.length === 0)
    return false;
  if (spec?.clusterIP !== undefined && spec.type !== 'ClusterIP') return false;
  if (ports.length > 1 && !hasNoTwins(ports, nameOf)) return false;
  return ports.every(({ port }, i) => port !== undefined && ports.findIndex((other) => other.port === port) === i);
}

function isAutoscaler({ metadata, spec }: HorizontalPodAutoscaler): boolean {
  const { minReplicas = 1, maxReplicas = 0, scaleTargetRef: target, metrics } = spec ?? {};
  if (!isNamed(metadata) || minReplicas > maxReplicas) return false;
  if (target?.apiVersion === undefined || target.kind === undefined || target.name === undefined) return false;
  return (
    metrics?.every(
      ({ type, resource }) =>
        type !== undefined &&
        resource?.name !== undefined &&
        resource.target?.type !== undefined &&
        resource.target.averageUtilization !== undefined,
    ) === true
  );
}

function isBudget({ metadata, spec }: PodDisruptionBudget): boolean {
  const { minAvailable, maxUnavailable, selector } = spec ?? {};
  return isNamed(metadata) && (minAvailable === undefined) !== (maxUnavailable === undefined) && selects(selector);
}

function isNetworkPolicy({ metadata, spec }: NetworkPolicy): boolean {
  if (!isNamed(metadata) || spec?.podSelector === undefined) return false;
  const types = spec.policyTypes ?? [];
  if (types.length > 2 || (types.length === 2 && types[0] === types[1])) return false;
  return (spec.ingress ?? []).every(({ from }) => isFrom(from)) && (spec.egress ?? []).every(({ to }) => isFrom(to));
}

function isFrom(peers: readonly NetworkPolicyPeer[] | undefined): boolean {
  return (peers ?? []).every((peer) => peer.podSelector !== undefined || peer.namespaceSelector !== undefined);
}

function isIngress({ metadata, spec }: Ingress): boolean {
  const rules = spec?.rules ?? [];
  return (
    isNamed(metadata) &&
    rules.length > 0 &&
    rules.every(
      ({ http }) =>
        http?.paths !== undefined &&
        http.paths.length > 0 &&
        http.paths.every(({ path, pathType, backend }) => path && pathType && isBackend(backend)),
    )
  );
}

function isBackend(backend: IngressBackend | undefined): boolean {
  const service = backend?.service;
  return (
    service?.name !== undefined &&
    /^[a-z]/.test(service.name) &&
    (service.port?.name === undefined) !== (service.port?.number === undefined)
  );
}

function isRole({ metadata, rules = [] }: Role): boolean {
  return (
    isNamed(metadata) &&
    rules.every(
      ({ verbs, apiGroups, resources }) => verbs !== undefined && apiGroups !== undefined && resources !== undefined,
    )
  );
}
