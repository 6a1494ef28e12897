import type {
  Container,
  EnvFromSource,
  EnvVar,
  PodSpec,
  Volume,
  VolumeMount,
  VolumeProjection,
} from '../schema/types.gen.ts';
import type { Collector } from './collect.ts';
import { type Form, Reference } from './entry.ts';

// Plain loops over indexes throughout: this is run for every Pod, and `for (of)` takes V8 many times as long to compile.

const NAME: Form = { name: 'name', key: undefined };
const SECRET_NAME: Form = { name: 'secretName', key: undefined };
const CLAIM_NAME: Form = { name: 'claimName', key: undefined };
const ACCOUNT_NAME: Form = { name: 'serviceAccountName', key: undefined };
const OLD_ACCOUNT_NAME: Form = { name: 'serviceAccount', key: undefined };
const CLASS_NAME: Form = { name: 'priorityClassName', key: undefined };
const NAME_AND_KEY: Form = { name: 'name', key: 'key' };
const KEY: Form = { name: undefined, key: 'key' };
const SUB_PATH: Form = { name: undefined, key: 'subPath' };

/** The references of a pod spec. */
export function collectPod(spec: PodSpec, collector: Collector): void {
  if (spec.serviceAccountName) collector.add('ServiceAccount', ACCOUNT_NAME, spec, spec.serviceAccountName);
  else if (spec.serviceAccount) collector.add('ServiceAccount', OLD_ACCOUNT_NAME, spec, spec.serviceAccount);
  if (spec.priorityClassName) collector.add('PriorityClass', CLASS_NAME, spec, spec.priorityClassName);
  const secrets = spec.imagePullSecrets;
  if (secrets !== undefined)
    for (let i = 0; i < secrets.length; i++) collector.add('Secret', NAME, secrets[i] as object, secrets[i]?.name);
  const volumes = spec.volumes;
  if (volumes !== undefined) for (let i = 0; i < volumes.length; i++) addVolume(volumes[i] as Volume, collector);
  addContainers(spec.initContainers, spec, collector);
  addContainers(spec.containers, spec, collector);
  addContainers(spec.ephemeralContainers as readonly Container[] | undefined, spec, collector);
}

function addVolume(volume: Volume, collector: Collector): void {
  const { configMap, secret, persistentVolumeClaim: claim, projected } = volume;
  if (configMap !== undefined) addSource(collector, 'ConfigMap', NAME, configMap);
  if (secret !== undefined) addSource(collector, 'Secret', SECRET_NAME, secret);
  if (claim !== undefined) collector.add('PersistentVolumeClaim', CLAIM_NAME, claim, claim.claimName);
  const sources = projected?.sources;
  if (sources === undefined) return;
  for (let i = 0; i < sources.length; i++) {
    const source = sources[i] as VolumeProjection;
    if (source.configMap !== undefined) addSource(collector, 'ConfigMap', NAME, source.configMap);
    if (source.secret !== undefined) addSource(collector, 'Secret', NAME, source.secret);
  }
}

interface Source {
  readonly name?: string | undefined;
  readonly secretName?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly items?: readonly { readonly key?: string | undefined }[] | undefined;
}

/** A ConfigMap or Secret as files: its name, and the keys that become files, if they are named. */
function addSource(collector: Collector, kind: string, form: Form, source: Source): void {
  const name = (form === SECRET_NAME ? source.secretName : source.name) ?? '';
  const optional = source.optional === true;
  collector.need(new Reference(kind, form, name, undefined, optional, undefined), source);
  const { items } = source;
  if (items === undefined) return;
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as { readonly key?: string | undefined };
    if (item.key) collector.need(new Reference(kind, KEY, name, item.key, optional, undefined), item);
  }
}

function addContainers(containers: readonly Container[] | undefined, spec: PodSpec, collector: Collector): void {
  if (containers === undefined) return;
  for (let i = 0; i < containers.length; i++) {
    const { env, envFrom, volumeMounts } = containers[i] as Container;
    if (env !== undefined) addEnv(env, collector);
    if (envFrom !== undefined) addEnvFrom(envFrom, collector);
    if (volumeMounts !== undefined) addMounts(volumeMounts, spec, collector);
  }
}

function addEnv(env: readonly EnvVar[], collector: Collector): void {
  for (let i = 0; i < env.length; i++) {
    const from = env[i]?.valueFrom;
    if (from === undefined) continue;
    if (from.configMapKeyRef !== undefined) addKey(collector, 'ConfigMap', from.configMapKeyRef);
    if (from.secretKeyRef !== undefined) addKey(collector, 'Secret', from.secretKeyRef);
  }
}

interface KeyRef {
  readonly name?: string | undefined;
  readonly key?: string | undefined;
  readonly optional?: boolean | undefined;
}

function addKey(collector: Collector, kind: string, ref: KeyRef): void {
  collector.need(
    new Reference(kind, NAME_AND_KEY, ref.name ?? '', ref.key || undefined, ref.optional === true, undefined),
    ref,
  );
}

function addEnvFrom(envFrom: readonly EnvFromSource[], collector: Collector): void {
  for (let i = 0; i < envFrom.length; i++) {
    const { configMapRef: map, secretRef: secret } = envFrom[i] as EnvFromSource;
    if (map !== undefined)
      collector.need(
        new Reference('ConfigMap', NAME, map.name ?? '', undefined, map.optional === true, undefined),
        map,
      );
    if (secret !== undefined)
      collector.need(
        new Reference('Secret', NAME, secret.name ?? '', undefined, secret.optional === true, undefined),
        secret,
      );
  }
}

/** Parts of volumes: of a ConfigMap or Secret that is mounted whole, a key. */
function addMounts(mounts: readonly VolumeMount[], spec: PodSpec, collector: Collector): void {
  for (let i = 0; i < mounts.length; i++) {
    const mount = mounts[i] as VolumeMount;
    if (mount.subPath) addSubPath(collector, mount, mount.subPath, spec);
  }
}

function addSubPath(collector: Collector, mount: VolumeMount, subPath: string, { volumes }: PodSpec): void {
  const volume = volumes?.find(({ name }) => name === mount.name);
  const source: Source | undefined = volume?.configMap ?? volume?.secret;
  if (source === undefined || source.items !== undefined) return;
  const kind = volume?.configMap === undefined ? 'Secret' : 'ConfigMap';
  const name = (kind === 'Secret' ? source.secretName : source.name) ?? '';
  const slash = subPath.indexOf('/');
  const key = slash === -1 ? subPath : subPath.slice(0, slash);
  collector.need(new Reference(kind, SUB_PATH, name, key, source.optional === true, undefined), mount);
}
