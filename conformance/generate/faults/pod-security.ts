import type { Json } from '../case.ts';
import { gone, long, type Row } from './faults.ts';

const app = 'spec.containers[app].securityContext';
const pod = 'spec.securityContext';
const ids: Json[] = [-1, 0, 1, 2147483647, 2147483648];

const profiles: readonly Json[] = [
  {},
  null,
  { type: '' },
  { type: 'x' },
  { type: 'Localhost' },
  { type: 'Localhost', localhostProfile: '' },
  { type: 'Localhost', localhostProfile: 'a' },
  { type: 'Localhost', localhostProfile: '/abs' },
  { type: 'Localhost', localhostProfile: '../a' },
  { type: 'Localhost', localhostProfile: ' a' },
  { type: 'Localhost', localhostProfile: '  ' },
  { type: 'Localhost', localhostProfile: long('a', 4095) },
  { type: 'Localhost', localhostProfile: long('a', 4096) },
  { type: 'RuntimeDefault' },
  { type: 'RuntimeDefault', localhostProfile: 'a' },
  { type: 'RuntimeDefault', localhostProfile: '' },
  { type: 'Unconfined', localhostProfile: 'a' },
  { type: 'Unconfined' },
];

const users: Json[] = [
  '',
  'a',
  'a\\b',
  'a\\b\\c',
  '\\a',
  'a\\',
  'a\tb',
  '.',
  '. .',
  'a.b\\c',
  '.a\\c',
  'a*\\c',
  '-a.b\\c',
  'a+b',
  'a@b',
  'a[b]',
  'a"b',
  'a/b',
  'a:b',
  'a|b',
  long('a', 104),
  long('a', 105),
  `${'a'.repeat(16)}\\b`,
  `${'a'.repeat(64)}\\b`,
  `${'a.'.repeat(127)}a\\b`,
  `${'a.'.repeat(128)}a\\b`,
  `${'a.'.repeat(130)}a\\b`,
  'NT AUTHORITY\\SYSTEM',
  'a b',
  'ä',
];

const windows = (at: string): Row[] => [
  [`${at}.windowsOptions`, {}, null, gone, { hostProcess: true }, { hostProcess: false }],
  [`${at}.windowsOptions.gmsaCredentialSpecName`, '', 'a', 'A_b', 'a b'],
  [`${at}.windowsOptions.gmsaCredentialSpec`, '', 'a', long('a', 65536), long('a', 65537)],
  [`${at}.windowsOptions.runAsUserName`, ...users],
  [`${at}.windowsOptions.hostProcess`, true, false, gone],
];

const seccompKey = 'seccomp.security.alpha.kubernetes.io/pod';
const appArmorKey = 'container.apparmor.security.beta.kubernetes.io/';
const seccompValues: Json[] = [
  '',
  'unconfined',
  'runtime/default',
  'docker/default',
  'localhost/a',
  'localhost//abs',
  'localhost/../a',
  'localhost/',
  'x',
];
const appArmorValues: Json[] = [
  '',
  'runtime/default',
  'unconfined',
  'localhost/app',
  'localhost/other',
  'localhost/',
  'x',
];
const fields: Json[] = [
  { type: 'RuntimeDefault' },
  { type: 'Unconfined' },
  { type: 'Localhost', localhostProfile: 'app' },
  { type: 'Localhost', localhostProfile: 'a' },
  { type: 'Localhost' },
];

const annotations: Row[] = [
  ...seccompValues.flatMap((value): Row[] => [
    { [`metadata.annotations["${seccompKey}"]`]: value },
    { [`metadata.annotations["container.${seccompKey}/app"]`]: value },
    ...['app', 'setup'].map((name) => ({
      [`metadata.annotations["container.seccomp.security.alpha.kubernetes.io/${name}"]`]: value,
    })),
    ...fields.flatMap((field): Row[] => [
      { [`metadata.annotations["${seccompKey}"]`]: value, [`${pod}.seccompProfile`]: field },
      {
        [`metadata.annotations["container.seccomp.security.alpha.kubernetes.io/app"]`]: value,
        [`${app}.seccompProfile`]: field,
      },
      {
        [`metadata.annotations["container.seccomp.security.alpha.kubernetes.io/app"]`]: value,
        [`${pod}.seccompProfile`]: field,
      },
    ]),
  ]),
  ...appArmorValues.flatMap((value): Row[] => [
    ...['app', 'setup', 'debugger', 'nobody', 'iis'].map((name) => ({
      [`metadata.annotations["${appArmorKey}${name}"]`]: value,
    })),
    ...fields.flatMap((field): Row[] => [
      { [`metadata.annotations["${appArmorKey}app"]`]: value, [`${app}.appArmorProfile`]: field },
      { [`metadata.annotations["${appArmorKey}setup"]`]: value, [`${pod}.appArmorProfile`]: field },
      {
        [`metadata.annotations["${appArmorKey}app"]`]: value,
        [`${app}.appArmorProfile`]: field,
        'spec.os': { name: 'windows' },
      },
    ]),
  ]),
  ...['[]', '[{}]', 'x', '', '[{"key":"a","operator":"Exists"}]', '[{"operator":"x","key":"a b"}]'].map((value) => ({
    'metadata.annotations["scheduler.alpha.kubernetes.io/tolerations"]': value,
  })),
  ...['1', '-5', 'x', '', '2147483648', '+1', '01', '1.0', ' 1'].map((value) => ({
    'metadata.annotations["controller.kubernetes.io/pod-deletion-cost"]': value,
  })),
  ...['', 'x'].flatMap((value): Row[] => [
    { 'metadata.annotations["kubernetes.io/config.mirror"]': value },
    {
      'metadata.annotations["kubernetes.io/config.mirror"]': value,
      'spec.nodeName': 'a',
      'spec.schedulingGates': gone,
    },
    {
      'metadata.annotations["kubernetes.io/config.mirror"]': value,
      'spec.nodeName': 'a',
      'spec.resourceClaims': [{ name: 'gpu', resourceClaimName: 'a' }],
    },
  ]),
  ...['critical-pod', 'affinity', 'initContainerStatuses'].map((name) => ({
    [`metadata.annotations["scheduler.alpha.kubernetes.io/${name}"]`]: '',
  })),
  ...[
    'pod.beta.kubernetes.io/init-containers',
    'pod.alpha.kubernetes.io/init-containers',
    'pod.alpha.kubernetes.io/initialized',
    'security.alpha.kubernetes.io/sysctls',
    'security.alpha.kubernetes.io/unsafe-sysctls',
    'service.alpha.kubernetes.io/tolerate-unready-endpoints',
    'endpoints.kubernetes.io/over-capacity',
    'pod.kubernetes.io/exec',
    'volume.beta.kubernetes.io/storage-class',
  ].map((name) => ({ [`metadata.annotations["${name}"]`]: 'x' })),
];

const contexts: Row[] = [
  ...[pod, app].flatMap((at): Row[] => [
    [at, {}, null, gone],
    [`${at}.runAsUser`, ...ids],
    [`${at}.runAsGroup`, ...ids],
    [`${at}.runAsNonRoot`, true, false, gone],
    [`${at}.seccompProfile`, ...profiles],
    [`${at}.appArmorProfile`, ...profiles],
    [`${at}.seLinuxOptions`, {}, null, { level: '' }],
    ...windows(at),
  ]),
  ...windows('spec.containers[iis].securityContext'),
  [`${pod}.fsGroup`, ...ids],
  [`${pod}.fsGroupChangePolicy`, '', 'Always', 'OnRootMismatch', 'x', gone],
  [`${pod}.supplementalGroups`, [], [-1], [0, 2147483648], [5, 5]],
  [`${pod}.supplementalGroupsPolicy`, '', 'Merge', 'Strict', 'x', gone],
  [`${pod}.seLinuxChangePolicy`, '', 'MountOption', 'Recursive', 'x', gone],
  [
    `${pod}.sysctls`,
    [],
    [{}],
    [{ name: '' }],
    [{ name: 'a b', value: '1' }],
    [{ name: 'A', value: '1' }],
    [{ name: 'a', value: '' }],
    [{ name: 'a' }, { name: 'a' }],
    [{ name: 'net.ipv4/x', value: '1' }],
    [{ name: long('a', 253) }],
    [{ name: long('a', 254) }],
    [{ name: 'a..b' }],
    [{ name: '-a' }],
  ],
  ...[
    'net.core.somaxconn',
    'net/core/somaxconn',
    'kernel.shm_rmid_forced',
    'kernel/sem',
    'kernel.msgmax',
    'fs.mqueue.x',
    'fs/mqueue/x',
    'vm.swappiness',
    'net',
    'kernel.sem',
    'kernel.shmall',
  ].flatMap((name): Row[] => [
    { [`${pod}.sysctls`]: [{ name, value: '1' }], 'spec.hostNetwork': true },
    { [`${pod}.sysctls`]: [{ name, value: '1' }], 'spec.hostIPC': true },
    { [`${pod}.sysctls`]: [{ name, value: '1' }], 'spec.hostIPC': true, 'spec.hostNetwork': true },
  ]),
  [`${app}.procMount`, '', 'Default', 'Unmasked', 'x', gone],
  { [`${app}.procMount`]: 'Unmasked', 'spec.hostUsers': false },
  { [`${app}.procMount`]: 'Unmasked', 'spec.hostUsers': true },
  { [`${app}.privileged`]: true },
  { [`${app}.privileged`]: true, [`${app}.allowPrivilegeEscalation`]: false },
  { [`${app}.privileged`]: true, [`${app}.allowPrivilegeEscalation`]: true },
  { [`${app}.allowPrivilegeEscalation`]: gone, [`${app}.privileged`]: true },
  ...[['CAP_SYS_ADMIN'], ['SYS_ADMIN'], ['CAP_SYS_ADMIN', 'CAP_SYS_ADMIN'], ['ALL'], ['x'], [''], []].map((add) => ({
    [`${app}.capabilities.add`]: add,
    [`${app}.allowPrivilegeEscalation`]: false,
  })),
  { [`${app}.capabilities`]: { add: ['CAP_SYS_ADMIN'] }, [`${app}.allowPrivilegeEscalation`]: true },
  {
    'spec.containers[agent].securityContext': {
      allowPrivilegeEscalation: false,
      privileged: true,
      capabilities: { add: ['CAP_SYS_ADMIN'] },
    },
  },
];

/** Values of what a Windows pod must not have; numbers for the others. */
const windowsValues: Record<string, Json> = {
  appArmorProfile: { type: 'RuntimeDefault' },
  seLinuxOptions: {},
  seccompProfile: { type: 'RuntimeDefault' },
  fsGroupChangePolicy: 'Always',
  sysctls: [{ name: 'a', value: '1' }],
  supplementalGroups: [],
  supplementalGroupsPolicy: 'Merge',
  seLinuxChangePolicy: 'Recursive',
  capabilities: {},
  readOnlyRootFilesystem: false,
  privileged: false,
  allowPrivilegeEscalation: false,
  procMount: 'Default',
};

const systems: Row[] = [
  [
    'spec.os',
    {},
    null,
    gone,
    { name: '' },
    { name: 'linux' },
    { name: 'windows' },
    { name: 'Linux' },
    { name: 'darwin' },
  ],
  {
    'spec.os': { name: 'windows' },
    'spec.hostUsers': true,
    'spec.hostPID': true,
    'spec.hostIPC': true,
    'spec.shareProcessNamespace': false,
  },
  { 'spec.os': { name: 'windows' }, 'spec.resources': { limits: { cpu: '1' } } },
  { 'spec.os': { name: 'windows' }, 'spec.securityContext': {}, 'spec.containers[app].securityContext': {} },
  { 'spec.os': { name: 'linux' }, [`${pod}.windowsOptions`]: {} },
  { 'spec.os': { name: 'linux' }, [`${app}.windowsOptions`]: { hostProcess: false } },
  { 'spec.os': { name: 'linux' }, 'spec.initContainers[0].securityContext.windowsOptions': {} },
  { 'spec.hostNetwork': false },
  { 'spec.hostNetwork': false, 'spec.os': gone },
  { 'spec.securityContext.windowsOptions.hostProcess': false },
  { 'spec.securityContext.windowsOptions': gone },
  { 'spec.securityContext.windowsOptions': gone, 'spec.initContainers': gone },
  { 'spec.initContainers[prepare].securityContext.windowsOptions.hostProcess': false },
  { 'spec.containers[second].securityContext.windowsOptions.hostProcess': false },
  {
    'spec.securityContext.windowsOptions.hostProcess': gone,
    'spec.containers[iis].securityContext.windowsOptions.hostProcess': gone,
    'spec.initContainers': gone,
  },
  { [`${app}.windowsOptions`]: { hostProcess: true }, 'spec.os': gone },
  { [`${app}.windowsOptions`]: { hostProcess: true }, 'spec.os': gone, 'spec.hostNetwork': true },
  { [`${pod}.windowsOptions`]: { hostProcess: true }, 'spec.os': gone, 'spec.hostNetwork': true },
  {
    [`${pod}.windowsOptions`]: { hostProcess: true },
    'spec.os': gone,
    'spec.hostNetwork': true,
    [`${app}.windowsOptions`]: { hostProcess: false },
  },
  ...[
    'appArmorProfile',
    'seLinuxOptions',
    'seccompProfile',
    'fsGroup',
    'fsGroupChangePolicy',
    'sysctls',
    'runAsUser',
    'runAsGroup',
    'supplementalGroups',
    'supplementalGroupsPolicy',
    'seLinuxChangePolicy',
    'capabilities',
    'readOnlyRootFilesystem',
    'privileged',
    'allowPrivilegeEscalation',
    'procMount',
  ].flatMap((field): Row[] => {
    const value = windowsValues[field] ?? 1;
    return [
      { 'spec.os': { name: 'windows' }, [`spec.securityContext`]: { [field]: value } },
      { 'spec.os': { name: 'windows' }, [`spec.containers[app].securityContext`]: { [field]: value } },
      { 'spec.os': { name: 'windows' }, [`spec.initContainers[sidecar].securityContext`]: { [field]: value } },
      { [`spec.containers[iis].securityContext.${field}`]: value },
      { [`spec.initContainers[prepare].securityContext.${field}`]: value },
    ];
  }),
];

/** Faults of security contexts, of the deprecated annotations beside them and of the pod's operating system. */
export const securityRows: readonly Row[] = [...contexts, ...annotations, ...systems];
