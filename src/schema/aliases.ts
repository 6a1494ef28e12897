/** What somebody meant who wrote a field that a type does not have, where neither spelling nor place tells. */
export interface Alias {
  /** The field of the same type that was meant. */
  readonly field?: string;
  /** Where it belongs, below the object in which it stands. */
  readonly below?: string;
  /** What to say of it. */
  readonly hint?: string;
  /** Only where nothing further up has a field of that name. */
  readonly lone?: true;
}

const NO_REPLICAS: Alias = { hint: 'a Pod is one copy: a Deployment has replicas', lone: true };
const ONE_KEY: Alias = { hint: '`envFrom` takes all keys; for a single one write an item of `env` with `valueFrom`' };
const AMOUNT: Alias = { hint: 'it belongs under `requests` or `limits`' };

/** By type, then by what is written. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, Alias>>>> = {
  'core.v1.ConfigMapEnvSource': { configMapName: { field: 'name' } },
  'core.v1.ConfigMapProjection': { configMapName: { field: 'name' } },
  'core.v1.ConfigMapVolumeSource': { configMapName: { field: 'name' } },
  'core.v1.Container': {
    arguments: { field: 'args' },
    cmd: { field: 'command' },
    environment: { field: 'env' },
    mounts: { field: 'volumeMounts' },
  },
  'core.v1.ContainerPort': {
    number: { field: 'containerPort' },
    port: { field: 'containerPort' },
    targetPort: { field: 'containerPort' },
  },
  'core.v1.EnvFromSource': { configMapKeyRef: ONE_KEY, secretKeyRef: ONE_KEY },
  'core.v1.Lifecycle': { command: { hint: 'it belongs under `postStart.exec` or `preStop.exec`' } },
  'core.v1.LifecycleHandler': { command: { below: 'exec.command' } },
  'core.v1.LocalObjectReference': { secretName: { field: 'name' } },
  'core.v1.PersistentVolumeClaimVolumeSource': { name: { field: 'claimName' } },
  'core.v1.PodSpec': { replicas: NO_REPLICAS },
  'core.v1.Probe': {
    command: { below: 'exec.command' },
    host: { below: 'httpGet.host' },
    path: { below: 'httpGet.path' },
    port: { hint: 'it belongs under `httpGet`, `tcpSocket` or `grpc`' },
    timeout: { field: 'timeoutSeconds' },
  },
  'core.v1.ResourceRequirements': { cpu: AMOUNT, memory: AMOUNT, 'ephemeral-storage': AMOUNT },
  'core.v1.SecretProjection': { secretName: { field: 'name' } },
  'core.v1.SecretVolumeSource': { name: { field: 'secretName' } },
  'core.v1.SecurityContext': {
    fsGroup: { hint: "it belongs to the Pod's `securityContext`" },
    fsGroupChangePolicy: { hint: "it belongs to the Pod's `securityContext`" },
    supplementalGroups: { hint: "it belongs to the Pod's `securityContext`" },
    sysctls: { hint: "it belongs to the Pod's `securityContext`" },
  },
  'core.v1.ServicePort': { containerPort: { field: 'targetPort' } },
  'core.v1.Volume': {
    claimName: { below: 'persistentVolumeClaim.claimName' },
    configMapName: { below: 'configMap.name' },
    mountPath: { hint: 'it belongs to an item of `volumeMounts` of a container' },
    path: { below: 'hostPath.path' },
    persistentVolumeClaimName: { below: 'persistentVolumeClaim.claimName' },
    pvc: { field: 'persistentVolumeClaim' },
    secretName: { below: 'secret.secretName' },
  },
  'core.v1.VolumeMount': {
    hostPath: { hint: 'it belongs to the volume' },
    path: { field: 'mountPath' },
    volume: { field: 'name' },
    volumeName: { field: 'name' },
  },
  'networking.v1.HTTPIngressPath': {
    serviceName: { below: 'backend.service.name' },
    servicePort: { below: 'backend.service.port' },
  },
  'networking.v1.IngressBackend': { serviceName: { below: 'service.name' }, servicePort: { below: 'service.port' } },
  'networking.v1.IngressSpec': { backend: { field: 'defaultBackend' }, host: { below: 'rules[0].host' } },
};

/** What was meant by a field of a type; undefined if that is not known. */
export function aliasOf(typeName: string, key: string): Alias | undefined {
  const aliases = Object.hasOwn(ALIASES, typeName) ? ALIASES[typeName] : undefined;
  return aliases !== undefined && Object.hasOwn(aliases, key) ? aliases[key] : undefined;
}
