import type { Json } from '../generate/case.ts';
import { randomNumbers } from '../generate/cases.ts';

type Random = () => number;
type Holder = Record<string, Json>;

/** Kinds that hold a Pod, and the way to what holds its metadata and spec. */
const OWNERS: readonly (readonly [apiVersion: string, kind: string, way: readonly string[]])[] = [
  ['v1', 'Pod', []],
  ['v1', 'PodTemplate', ['template']],
  ['v1', 'ReplicationController', ['spec', 'template']],
  ['apps/v1', 'ReplicaSet', ['spec', 'template']],
  ['apps/v1', 'Deployment', ['spec', 'template']],
  ['apps/v1', 'StatefulSet', ['spec', 'template']],
  ['apps/v1', 'DaemonSet', ['spec', 'template']],
  ['batch/v1', 'Job', ['spec', 'template']],
  ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
];

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';

const SOURCES: Readonly<Record<string, Json>> = {
  configMap: { name: 'a' },
  csi: { driver: 'csi.example' },
  downwardAPI: { items: [] },
  emptyDir: {},
  ephemeral: {
    volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  },
  image: { reference: 'a', pullPolicy: 'Always' },
  persistentVolumeClaim: { claimName: 'a' },
  projected: { sources: [] },
  secret: { secretName: 'a' },
  hostPath: { path: '/a' },
  gcePersistentDisk: { pdName: 'a' },
  awsElasticBlockStore: { volumeID: 'a' },
  gitRepo: { repository: 'a' },
  nfs: { server: 'a', path: '/a' },
  iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0 },
  glusterfs: { endpoints: 'a', path: 'a' },
  rbd: { monitors: ['a'], image: 'a' },
  flexVolume: { driver: 'a/b' },
  cinder: { volumeID: 'a' },
  cephfs: { monitors: ['a'] },
  flocker: { datasetName: 'a' },
  fc: { targetWWNs: ['a'], lun: 1 },
  azureFile: { secretName: 'a', shareName: 'a' },
  vsphereVolume: { volumePath: 'a' },
  quobyte: { registry: 'a:1', volume: 'a' },
  azureDisk: { diskName: 'a', diskURI: 'https://a' },
  portworxVolume: { volumeID: 'a' },
  photonPersistentDisk: { pdID: 'a' },
  scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: 'a' } },
  storageos: { volumeName: 'a' },
};

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_notsent_lowat',
  'net.ipv4.tcp_slow_start_after_idle',
  'kernel.msgmax',
  'Net.ipv4.tcp_rmem',
  '',
];

const CAPABILITIES = [
  'ALL',
  'all',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'NET_ADMIN',
  'SYS_ADMIN',
  'CHOWN',
  'chown',
  'CAP_CHOWN',
  'SETPCAP',
  'MKNOD',
  '',
];

/** Makes Pods, and objects that hold one, out of all that the Pod Security Standards look at: right, wrong and odd values. */
export class Pods {
  readonly #next: Random;

  constructor(next: Random) {
    this.#next = next;
  }

  /** An object of any of the nine kinds. */
  object(index: number): Json {
    const [apiVersion, kind, way] = this.#pick(OWNERS);
    const pod = this.#pod(kind);
    const root: Holder = { apiVersion, kind, metadata: { name: `case-${index}` } };
    let holder = root;
    for (const step of way) holder = holder[step] = { ...(holder[step] as Holder | undefined) };
    holder['metadata'] = { ...(way.length === 0 ? (root['metadata'] as Holder) : {}), ...(pod['metadata'] as Holder) };
    holder['spec'] = pod['spec'] as Json;
    const spec = root['spec'] as Holder;
    if (kind === 'CronJob') spec['schedule'] = '0 0 * * *';
    if (kind === 'StatefulSet') spec['serviceName'] = 'a';
    if (apiVersion === 'apps/v1') spec['selector'] = { matchLabels: { app: 'a' } };
    if (kind === 'ReplicationController') spec['selector'] = { app: 'a' };
    return root;
  }

  #pod(kind: string): Holder {
    const metadata: Holder = { labels: { app: 'a' } };
    const annotations: Holder = {};
    if (this.#chance(0.08))
      annotations[APP_ARMOR + this.#pick(['c0', 'i0', 'none'])] = this.#pick([
        'unconfined',
        'runtime/default',
        'localhost/x',
        '',
        'odd',
        'localhost',
      ]);
    if (this.#chance(0.05)) annotations[SECCOMP] = this.#pick(['unconfined', 'runtime/default']);
    if (Object.keys(annotations).length > 0) metadata['annotations'] = annotations;
    return { metadata, spec: this.#spec(kind) };
  }

  #spec(kind: string): Holder {
    const spec: Holder = {};
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC'])
      if (this.#chance(0.1)) spec[name] = this.#pick([true, true, false, null]);
    if (this.#chance(0.2)) spec['hostUsers'] = this.#pick([true, false, false, null]);
    if (this.#chance(0.12))
      spec['os'] = this.#pick([{ name: 'windows' }, { name: 'linux' }, { name: 'Windows' }, null]);
    const context = this.#context();
    if (context !== undefined) spec['securityContext'] = context;
    if (context !== null && this.#chance(0.15))
      spec['securityContext'] = {
        ...(context as Holder | undefined),
        sysctls: this.#some(SYSCTLS, 3).map((name) => ({ name, value: '1' })),
      };
    if (this.#chance(0.4)) spec['volumes'] = this.#volumes();
    if (kind === 'Job' || kind === 'CronJob') spec['restartPolicy'] = 'Never';
    if (this.#chance(0.3)) spec['initContainers'] = this.#containers('i', 2);
    spec['containers'] = this.#chance(0.02) ? [] : this.#containers('c', 3);
    if (this.#chance(0.1)) spec['ephemeralContainers'] = this.#containers('e', 1);
    return spec;
  }

  #volumes(): Json {
    return Array.from({ length: 1 + Math.floor(this.#next() * 3) }, (_, i) => {
      const volume: Holder = { name: `v${i}` };
      if (this.#chance(0.05)) return volume;
      const source = this.#pick(Object.keys(SOURCES));
      volume[source] = this.#chance(0.03) ? null : (SOURCES[source] as Json);
      if (this.#chance(0.05)) volume['emptyDir'] = {};
      return volume;
    });
  }

  #containers(prefix: string, most: number): Json {
    return Array.from({ length: 1 + Math.floor(this.#next() * most) }, (_, i) => this.#container(`${prefix}${i}`));
  }

  #container(name: string): Holder {
    const container: Holder = { name, image: 'a' };
    const sidecar = name.startsWith('i') && this.#chance(0.3);
    if (sidecar) container['restartPolicy'] = 'Always';
    const context = this.#containerContext();
    if (context !== undefined) container['securityContext'] = context;
    if (this.#chance(0.3))
      container['ports'] = [
        { containerPort: 80 },
        { containerPort: 81, hostPort: this.#pick([0, 81, 8081, null]) },
      ].slice(0, this.#chance(0.5) ? 1 : 2);
    for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
      if (this.#chance(0.1)) container[probe] = this.#handler();
    if (this.#chance(0.1)) container['lifecycle'] = { [this.#pick(['preStop', 'postStart'])]: this.#handler() };
    return container;
  }

  #handler(): Json {
    const host = this.#pick([undefined, undefined, '', '127.0.0.1', 'localhost', 'example.com', null]);
    const action: Holder = { port: 80, ...(host === undefined ? {} : { host }) };
    return this.#pick<Json>([
      { httpGet: action },
      { httpGet: action },
      { tcpSocket: action },
      { exec: { command: ['a'] } },
      null,
    ]);
  }

  /** What Pods and containers have in common. */
  #context(): Json | undefined {
    if (this.#chance(0.3)) return this.#chance(0.1) ? null : undefined;
    const context: Holder = {};
    if (this.#chance(0.5)) context['runAsNonRoot'] = this.#pick([true, true, true, false, null]);
    if (this.#chance(0.3)) context['runAsUser'] = this.#pick([0, 1, 1000, null]);
    if (this.#chance(0.5)) context['seccompProfile'] = this.#profile();
    if (this.#chance(0.15)) context['appArmorProfile'] = this.#profile();
    if (this.#chance(0.1)) {
      context['seLinuxOptions'] = this.#pick<Json>([
        {},
        { type: 'spc_t' },
        { type: 'container_t' },
        { type: 'container_engine_t' },
        { type: '' },
        { type: 'Container_t' },
        { user: 'a' },
        { role: 'a' },
        { user: '', role: '' },
        { level: 's0' },
        null,
      ]);
    }
    if (this.#chance(0.07))
      context['windowsOptions'] = this.#pick<Json>([
        { hostProcess: true },
        { hostProcess: false },
        { runAsUserName: 'a' },
        null,
      ]);
    return context;
  }

  #profile(): Json {
    return this.#pick<Json>([
      { type: 'RuntimeDefault' },
      { type: 'RuntimeDefault' },
      { type: 'RuntimeDefault' },
      { type: 'Localhost', localhostProfile: 'a' },
      { type: 'Unconfined' },
      { type: 'runtimeDefault' },
      { type: '' },
      {},
      null,
    ]);
  }

  #containerContext(): Json | undefined {
    const context = this.#context();
    if (context === undefined || context === null) return context;
    const more = context as Holder;
    if (this.#chance(0.1)) more['privileged'] = this.#pick([true, false, null]);
    if (this.#chance(0.6)) more['allowPrivilegeEscalation'] = this.#pick([false, false, false, true, null]);
    if (this.#chance(0.15)) more['procMount'] = this.#pick(['Default', 'Unmasked', '', 'odd', null]);
    if (this.#chance(0.6)) {
      const capabilities: Holder = {};
      if (this.#chance(0.8)) capabilities['drop'] = this.#chance(0.6) ? ['ALL'] : this.#some(CAPABILITIES, 3);
      if (this.#chance(0.3)) capabilities['add'] = this.#some(CAPABILITIES, 3);
      more['capabilities'] = this.#chance(0.03) ? null : capabilities;
    }
    return more;
  }

  #some<T>(values: readonly T[], most: number): T[] {
    return Array.from({ length: Math.floor(this.#next() * (most + 1)) }, () => this.#pick(values));
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#next() * values.length)] as T;
  }

  #chance(share: number): boolean {
    return this.#next() < share;
  }
}

/** Objects with Pods, made at random, as one text. */
export function podsText(seed: number, count: number): string {
  const pods = new Pods(randomNumbers(seed));
  return `${Array.from({ length: count }, (_, i) => JSON.stringify(pods.object(i))).join('\n---\n')}\n`;
}
