/**
 * What the API server plainly takes: fields that stand in most manifests, and the values of each that nobody objects to whatever stands beside them. The
 * walk notes whether an object holds nothing else; then only what its values must have to do with each other is left to ask, which takes a
 * fraction of the time that the full validation does (src/apiserver/plain.ts). Whoever adds a field here promises that the full validation says nothing about
 * such a value, in any minor: test/plain.test.ts and the fuzzer's stage `api` ask it.
 *
 * A line is a type and its fields. `field=check` names what its value has to be (CHECKS), `field=A|B` lists the values; a field alone may hold anything of its shape.
 */
const TEXT = `meta.v1.ObjectMeta name=subdomain namespace=label labels=labels annotations=annotations
meta.v1.LabelSelector matchLabels=labels
apps.v1.Deployment apiVersion kind metadata spec
apps.v1.DeploymentSpec replicas=count revisionHistoryLimit=count minReadySeconds=count progressDeadlineSeconds=positive strategy selector template
apps.v1.DeploymentStrategy type=RollingUpdate|Recreate rollingUpdate
apps.v1.RollingUpdateDeployment maxSurge=share maxUnavailable=share
apps.v1.StatefulSet apiVersion kind metadata spec
apps.v1.StatefulSetSpec replicas=count revisionHistoryLimit=count minReadySeconds=count serviceName=label podManagementPolicy=OrderedReady|Parallel updateStrategy selector template volumeClaimTemplates
apps.v1.StatefulSetUpdateStrategy type=RollingUpdate
apps.v1.DaemonSet apiVersion kind metadata spec
apps.v1.DaemonSetSpec revisionHistoryLimit=count minReadySeconds=count updateStrategy selector template
apps.v1.DaemonSetUpdateStrategy type=RollingUpdate
core.v1.Pod apiVersion kind metadata spec
core.v1.PodTemplateSpec metadata spec
core.v1.PodSpec containers initContainers volumes serviceAccountName=subdomain automountServiceAccountToken enableServiceLinks terminationGracePeriodSeconds=count securityContext nodeSelector=nodeLabels restartPolicy=Always dnsPolicy=ClusterFirst|Default imagePullSecrets topologySpreadConstraints affinity tolerations priorityClassName=subdomain
core.v1.LocalObjectReference name=subdomain
core.v1.PodSecurityContext runAsNonRoot runAsUser=count runAsGroup=count fsGroup=count fsGroupChangePolicy=OnRootMismatch|Always seccompProfile
core.v1.SeccompProfile type=RuntimeDefault|Unconfined
core.v1.TopologySpreadConstraint maxSkew=positive topologyKey=domain whenUnsatisfiable=DoNotSchedule|ScheduleAnyway labelSelector
core.v1.Toleration key=domain operator=Exists|Equal value=labelValue effect=NoSchedule|PreferNoSchedule|NoExecute
core.v1.Affinity podAntiAffinity
core.v1.PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution requiredDuringSchedulingIgnoredDuringExecution
core.v1.WeightedPodAffinityTerm weight=weight podAffinityTerm
core.v1.PodAffinityTerm labelSelector topologyKey=domain
core.v1.Container name=label image=trimmed imagePullPolicy=Always|IfNotPresent|Never command args workingDir ports env envFrom resources volumeMounts readinessProbe livenessProbe startupProbe lifecycle securityContext terminationMessagePath=trimmed terminationMessagePolicy=File|FallbackToLogsOnError stdin tty
core.v1.ContainerPort name=portName containerPort=port protocol=TCP|UDP
core.v1.EnvVar name=variable value valueFrom
core.v1.EnvVarSource fieldRef configMapKeyRef secretKeyRef
core.v1.ObjectFieldSelector apiVersion=v1 fieldPath=metadata.name|metadata.namespace|metadata.uid|spec.nodeName|spec.serviceAccountName|status.hostIP|status.podIP
core.v1.ConfigMapKeySelector name=subdomain key=fileName optional
core.v1.SecretKeySelector name=subdomain key=fileName optional
core.v1.EnvFromSource configMapRef secretRef
core.v1.ConfigMapEnvSource name=subdomain optional
core.v1.SecretEnvSource name=subdomain optional
core.v1.ResourceRequirements limits=amounts requests=amounts
core.v1.SecurityContext allowPrivilegeEscalation privileged=false readOnlyRootFilesystem runAsNonRoot runAsUser=count runAsGroup=count capabilities seccompProfile
core.v1.Capabilities add=capabilities drop
core.v1.Probe httpGet tcpSocket exec initialDelaySeconds=count periodSeconds=positive timeoutSeconds=positive failureThreshold=positive successThreshold=positive
core.v1.HTTPGetAction path=trimmed port=portReference scheme=HTTP|HTTPS
core.v1.TCPSocketAction port=portReference
core.v1.ExecAction command=filled
core.v1.Lifecycle preStop postStart
core.v1.LifecycleHandler exec httpGet
core.v1.VolumeMount name=label mountPath=path readOnly
core.v1.Volume name=label configMap secret emptyDir persistentVolumeClaim
core.v1.ConfigMapVolumeSource name=subdomain defaultMode=mode optional
core.v1.SecretVolumeSource secretName=subdomain defaultMode=mode optional
core.v1.EmptyDirVolumeSource medium=Memory sizeLimit=amount
core.v1.PersistentVolumeClaimVolumeSource claimName=subdomain readOnly
core.v1.Service apiVersion kind metadata spec
core.v1.ServiceSpec type=ClusterIP|LoadBalancer|NodePort clusterIP=None selector=labels ports
core.v1.ServicePort name=label port=port targetPort=portReference protocol=TCP|UDP
core.v1.ConfigMap apiVersion kind metadata data=files immutable
core.v1.Secret apiVersion kind metadata type=Opaque data=files stringData=files immutable
core.v1.ServiceAccount apiVersion kind metadata automountServiceAccountToken
core.v1.Namespace apiVersion kind metadata
core.v1.PersistentVolumeClaim apiVersion kind metadata spec
core.v1.PersistentVolumeClaimSpec accessModes resources storageClassName=subdomain
core.v1.VolumeResourceRequirements requests=storage
autoscaling.v2.HorizontalPodAutoscaler apiVersion kind metadata spec
autoscaling.v2.HorizontalPodAutoscalerSpec minReplicas=positive maxReplicas=positive scaleTargetRef metrics
autoscaling.v2.CrossVersionObjectReference apiVersion=apps/v1 kind=Deployment|StatefulSet name=subdomain
autoscaling.v2.MetricSpec type=Resource resource
autoscaling.v2.ResourceMetricSource name=cpu|memory target
autoscaling.v2.MetricTarget type=Utilization averageUtilization=positive
policy.v1.PodDisruptionBudget apiVersion kind metadata spec
policy.v1.PodDisruptionBudgetSpec minAvailable=share maxUnavailable=share selector
networking.v1.NetworkPolicy apiVersion kind metadata spec
networking.v1.NetworkPolicySpec podSelector policyTypes=directions ingress egress
networking.v1.NetworkPolicyIngressRule from ports
networking.v1.NetworkPolicyEgressRule to ports
networking.v1.NetworkPolicyPeer podSelector namespaceSelector
networking.v1.NetworkPolicyPort port=portReference protocol=TCP|UDP
networking.v1.Ingress apiVersion kind metadata spec
networking.v1.IngressSpec ingressClassName=subdomain tls rules
networking.v1.IngressTLS hosts=hosts secretName=subdomain
networking.v1.IngressRule host=subdomain http
networking.v1.HTTPIngressRuleValue paths
networking.v1.HTTPIngressPath path=path pathType=Prefix|Exact backend
networking.v1.IngressBackend service
networking.v1.IngressServiceBackend name=label port
networking.v1.ServiceBackendPort name=portName number=port
rbac.v1.Role apiVersion kind metadata rules
rbac.v1.PolicyRule verbs=filled apiGroups=groups resources=filled resourceNames=filled`;

/** What a value has to be to be plain. */
export type PlainCheck = (value: unknown) => boolean;

let lines: ReadonlyMap<string, string> | undefined;

/** The types that the table names. */
export function plainTypes(): Iterable<string> {
  return linesByType().keys();
}

function linesByType(): ReadonlyMap<string, string> {
  lines ??= new Map(TEXT.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line]));
  return lines;
}

/** The fields of a type that may be plain, and when they are; undefined where the type is never plain. */
export function plainFieldsOf(typeName: string): ReadonlyMap<string, PlainCheck> | undefined {
  const words = linesByType().get(typeName)?.split(' ');
  if (words === undefined) return undefined;
  const fields = new Map<string, PlainCheck>();
  for (let i = 1; i < words.length; i++) {
    const [name, check] = (words[i] as string).split('=') as [string, string | undefined];
    fields.set(name, check === undefined ? anything : (CHECKS[check] ?? oneOf(check.split('|'))));
  }
  return fields;
}

const CHECKS: Readonly<Record<string, PlainCheck>> = {
  label: (value) => isShort(value, 63) && LABEL.test(value),
  subdomain: isSubdomain,
  hosts: (value) => isList(value, isSubdomain),
  labels: (value) => areAll(value, isKey, isLabelValue),
  nodeLabels: (value) => areAll(value, isDomain, isLabelValue),
  labelValue: isLabelValue,
  domain: isDomain,
  annotations: (value) => areAll(value, isAnnotationKey, (text) => text.length < 500) && sizeOf(value) < 100,
  trimmed: isTrimmed,
  filled: (value) => (value as unknown[]).length > 0 && isList(value, isTrimmed),
  groups: (value) => (value as unknown[]).length > 0 && isList(value, (name) => name === '' || isSubdomain(name)),
  variable: (value) => VARIABLE.test(value as string),
  fileName: isFileName,
  files: areFiles,
  amount: isAmount,
  amounts: (value) => areAll(value, (key) => COMPUTED.includes(key), isAmount),
  storage: (value) => areAll(value, (key) => key === 'storage', isAmount),
  path: (value) => PATH.test(value as string),
  capabilities: (value) => isList(value, (name) => CAPABILITY.test(name)),
  directions: (value) => isList(value, (name) => name === 'Ingress' || name === 'Egress'),
  portName: isPortName,
  portReference: (value) => (typeof value === 'number' ? isWithin(value, 1, 65535) : isPortName(value)),
  share: (value) => (typeof value === 'number' ? isWithin(value, 0, MOST) : SHARE.test(value as string)),
  count: (value) => isWithin(value, 0, MOST),
  positive: (value) => isWithin(value, 1, MOST),
  port: (value) => isWithin(value, 1, 65535),
  mode: (value) => isWithin(value, 0, 0o777),
  weight: (value) => isWithin(value, 1, 100),
  false: (value) => value === false,
};

const MOST = 2147483647;
const NODE_LABELS = [
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
];
const COMPUTED = ['cpu', 'memory', 'ephemeral-storage'];
// None of them has a choice of ways, so that all take linear time.
const LABEL = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/;
const SUBDOMAIN = /^[a-z0-9]+(?:(?:-+|\.)[a-z0-9]+)*$/;
const NAME = /^[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*$/;
const KEY = /^(?:[a-z0-9]+(?:(?:-+|\.)[a-z0-9]+)*\/)?[A-Za-z0-9]+(?:[-_.]+[A-Za-z0-9]+)*$/;
const PORT_NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FILE_NAME = /^[A-Za-z0-9_][-._A-Za-z0-9]*$/;
const AMOUNT = /^[1-9][0-9]{0,9}(?:[KMGT]i|[kMGTm])?$/;
const SHARE = /^[1-9]?[0-9]%$/;
const PATH = /^\/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*\/)*(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*)?$/;
const CAPABILITY = /^(?:NET_BIND_SERVICE|CHOWN|SETUID|SETGID|KILL)$/;

function anything(): boolean {
  return true;
}

function oneOf(values: readonly string[]): PlainCheck {
  return (value) => values.includes(value as string);
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return (value as number) >= least && (value as number) <= most;
}

function isShort(value: unknown, most: number): value is string {
  return (value as string).length <= most;
}

function isSubdomain(value: unknown): boolean {
  return isShort(value, 253) && SUBDOMAIN.test(value);
}

/** Keys that were found good: the same few are asked for again and again. */
const keys: Set<string> = new Set();
const MOST_KEYS = 1000;

function isKey(key: string): boolean {
  if (keys.has(key)) return true;
  const isGood = isShort(key, 63) && KEY.test(key);
  if (isGood && keys.size < MOST_KEYS) keys.add(key);
  return isGood;
}

/** Some labels of nodes that Kubernetes itself sets are on their way out. */
function isDomain(value: unknown): boolean {
  const key = value as string;
  return isKey(key) && (!key.includes('kubernetes.io') || NODE_LABELS.includes(key));
}

function isLabelValue(value: unknown): boolean {
  return value === '' || (isShort(value, 63) && NAME.test(value));
}

/** Kubernetes reads some of its own. */
function isAnnotationKey(key: string): boolean {
  return isKey(key) && !key.includes('kubernetes.io') && !key.startsWith('deprecated.');
}

function isTrimmed(value: unknown): boolean {
  const text = value as string;
  return text.charCodeAt(0) > 32 && text.charCodeAt(0) < 127 && text.charCodeAt(text.length - 1) > 32;
}

function isPortName(value: unknown): boolean {
  return isShort(value, 15) && PORT_NAME.test(value);
}

function isFileName(value: unknown): boolean {
  return isShort(value, 253) && FILE_NAME.test(value);
}

/** A third of what an object may hold: a character may be three bytes. */
function areFiles(value: unknown): boolean {
  let size = 0;
  return areAll(value, isFileName, (text) => (size += text.length + 256) < 160_000);
}

function isAmount(value: unknown): boolean {
  return AMOUNT.test(value as string);
}

function isList(value: unknown, check: (item: string) => boolean): boolean {
  const list = value as readonly string[];
  for (let i = 0; i < list.length; i++) if (!check(list[i] as string)) return false;
  return true;
}

function areAll(value: unknown, key: (key: string) => boolean, entry: (value: string) => boolean): boolean {
  for (const [name, text] of value as ReadonlyMap<string, string>) if (!key(name) || !entry(text)) return false;
  return true;
}

function sizeOf(value: unknown): number {
  return (value as ReadonlyMap<string, string>).size;
}
