import type { Json } from '../case.ts';
import { binding, clusterRole, role } from './access.ts';
import { gone, long, product, type Row } from './faults.ts';
import { limitRange, resourceQuota } from './limits.ts';
import { labelSelectors } from './pod-scheduling.ts';

const keys: readonly string[] = [
  'a',
  'A_b.c-d',
  '',
  '.',
  '..',
  '..a',
  'a b',
  'a/b',
  'ä',
  'a'.repeat(253),
  'a'.repeat(254),
];

const configMap: Row[] = [
  ...keys.flatMap((key): Row[] => [
    ['data', { [key]: 'x' }],
    ['binaryData', { [key]: 'YQ==' }],
  ]),
  { data: { a: 'x' }, binaryData: { a: 'YQ==' } },
  { data: { a: long('x', 1048576) }, binaryData: gone },
  { data: { a: long('x', 1048575), b: 'xy' }, binaryData: gone },
  { data: { a: long('é', 524289) }, binaryData: gone },
  { data: gone, binaryData: { a: long('YWFh', 349526) } },
  { data: { a: long('x', 1048573) }, binaryData: { b: 'YWFhYQ==' } },
  ['data', {}, null, gone, { a: 1 }, { a: true }, { a: null }, { a: {} }],
  ['binaryData', {}, null, { a: 'not base64' }, { a: 'YQ' }, { a: '' }, { a: null }],
  ['immutable', true, false, null, 'x'],
];

const secretTypes = [
  'Opaque',
  '',
  'x',
  'kubernetes.io/tls',
  'kubernetes.io/dockerconfigjson',
  'kubernetes.io/dockercfg',
  'kubernetes.io/basic-auth',
  'kubernetes.io/ssh-auth',
  'kubernetes.io/service-account-token',
  'bootstrap.kubernetes.io/token',
  'helm.sh/release.v1',
];
const secretKeys = ['tls.crt', 'tls.key', '.dockerconfigjson', '.dockercfg', 'username', 'password', 'ssh-privatekey'];

const secret: Row[] = [
  ...secretTypes.flatMap((type): Row[] => [
    { type },
    { type, data: {} },
    { type, data: gone, stringData: gone },
    ...secretKeys.flatMap((key): Row[] => [
      { type, data: { [key]: 'e30=' } },
      { type, data: { [key]: '' }, stringData: gone },
      { type, data: gone, stringData: { [key]: 'x' } },
      { type, data: { [key]: 'bm90IGpzb24=' } },
    ]),
    { type, data: { username: 'YQ==', password: 'YQ==', 'tls.crt': 'YQ==', 'tls.key': 'YQ==' } },
    { type, data: { '.dockerconfigjson': 'eyJhdXRocyI6e319' } },
    { type, data: { '.dockerconfigjson': 'bnVsbA==', '.dockercfg': 'WzFd' } },
  ]),
  ...keys.flatMap((key): Row[] => [
    ['data', { [key]: 'YQ==' }],
    ['stringData', { [key]: 'x' }],
  ]),
  ['data', { a: 'not base64' }, { a: 'YQ' }, { a: 'YQ==\n' }, { a: 1 }, { a: null }, { a: long('YWFh', 349526) }],
  ['stringData', { a: long('x', 1048576) }, { a: long('x', 1048577) }, { a: 1 }, { password: 'again' }],
  ['metadata.annotations["kubernetes.io/service-account.name"]', '', 'A_b', gone],
  ['immutable', true, false, null],
];

const serviceAccount: Row[] = [
  ['secrets', [], null, [{}], [{ name: '' }]],
  ['imagePullSecrets', [], [{}], [{ name: 'A_b' }]],
  ['automountServiceAccountToken', true, 'x', null],
  ['metadata.annotations["kubernetes.io/enforce-mountable-secrets"]', 'true', 'false', ''],
];

const namespace: Row[] = [
  ['spec.finalizers', [], null, gone, [''], ['kubernetes'], ['a'], ['a/b'], ['a b'], ['kubernetes', 'kubernetes']],
  ['spec', gone, {}],
  ['metadata.name', 'a.b', 'kube-system', long('a', 63), long('a', 64)],
  ['metadata.namespace', 'a', ''],
  ['metadata.labels["kubernetes.io/metadata.name"]', 'x', 'web'],
];

const taint = (more: Record<string, Json>): Json => ({ key: 'a', effect: 'NoSchedule', ...more });

const node: Row[] = [
  [
    'spec.taints',
    [],
    [{}],
    [taint({})],
    [taint({ key: '' })],
    [taint({ key: 'a b' })],
    [taint({ value: 'a b' })],
    [taint({ effect: '' })],
    [taint({ effect: 'x' })],
    [taint({}), taint({})],
    [taint({}), taint({ effect: 'NoExecute' })],
    [taint({ value: long('a', 64) })],
  ],
  ...[
    ['10.0.0.0/24'],
    ['x'],
    ['10.0.0.0/24', 'fd00::/64'],
    ['10.0.0.0/24', '10.0.1.0/24'],
    ['10.0.0.0/24', 'fd00::/64', 'fd01::/64'],
    ['10.0.0.1/24'],
    ['010.0.0.0/24'],
    [''],
  ].flatMap((list): Row[] => [
    { 'spec.podCIDRs': list, 'spec.podCIDR': list[0] as Json },
    { 'spec.podCIDRs': list, 'spec.podCIDR': gone },
    { 'spec.podCIDRs': list, 'spec.podCIDR': '10.9.0.0/24' },
  ]),
  { 'spec.podCIDR': 'x', 'spec.podCIDRs': gone },
  { 'spec.podCIDR': '10.0.0.0/24', 'spec.podCIDRs': gone },
  ['status.capacity', { cpu: '-1' }, { 'a b': '1' }, { gpu: '1' }, { 'example.com/a': '1.5' }, {}],
  ['status.allocatable', { cpu: '-1' }, { 'example.com/a': '1.5' }, { 'example.com/a': '1' }],
  { 'status.capacity': { 'hugepages-2Mi': '2Mi' }, 'status.allocatable': { 'hugepages-2Mi': '4Mi' } },
  ['status.declaredFeatures', [], ['A', 'B'], ['B', 'A'], ['a b'], ['A', 'A'], ['']],
  ['status.nodeInfo.swap', {}, { capacity: 0 }, { capacity: -1 }],
  ['spec.configSource', {}, null, { configMap: {} }, gone],
  [
    'spec.podPreemptionPolicy',
    {},
    { disableResizePreemption: ['x'] },
    { disableResizePreemption: ['Always', 'Always'] },
    gone,
  ],
  ['metadata.annotations["scheduler.alpha.kubernetes.io/taints"]', '[]', 'x', '[{}]'],
  [
    'metadata.annotations["scheduler.alpha.kubernetes.io/preferAvoidPods"]',
    '{}',
    'x',
    '',
    '{"preferAvoidPods":[{"podSignature":{"podController":{"apiVersion":"v1","kind":"a","name":"b","uid":"c","controller":true}}}]}',
    '{"preferAvoidPods":[{"podSignature":{}}]}',
    '{"preferAvoidPods":[{"podSignature":{"podController":{"controller":false}}}]}',
  ],
  ['metadata.labels["node-role.kubernetes.io/master"]', '', 'x'],
  ...['beta.kubernetes.io/arch', 'beta.kubernetes.io/os', 'failure-domain.beta.kubernetes.io/zone'].map(
    (label): Row => ({ [`metadata.labels["${label}"]`]: 'a' }),
  ),
  ['spec.externalID', '', 'x', gone],
];

const revision: Row[] = [
  ['data', gone, null, {}, [], 'x', 1, true, { a: { b: null } }],
  ['revision', -1, 0, 1, gone, { $raw: '9007199254740993' }],
];

const priorityClass: Row[] = [
  ['value', -2147483648, -1, 0, 1000000000, 1000000001, 2000000000, 2000001000, gone, 2147483648],
  ['preemptionPolicy', '', 'Never', 'PreemptLowerPriority', 'x', gone],
  ...['system-a', 'system-node-critical', 'system-cluster-critical', 'systema', 'system-'].flatMap((name): Row[] =>
    [2000000000, 2000001000, 5].flatMap((value): Row[] =>
      [true, false].map((globalDefault): Row => ({ 'metadata.name': name, value, globalDefault })),
    ),
  ),
  { value: 2000000001, 'metadata.name': 'big' },
];

const runtimeClass: Row[] = [
  ['handler', '', 'A', 'a.b', 'a_b', long('a', 63), long('a', 64), gone],
  [
    'overhead',
    {},
    null,
    gone,
    { podFixed: {} },
    { podFixed: { cpu: '-1' } },
    { podFixed: { gpu: '1' } },
    { podFixed: { 'example.com/a': '1.5' } },
    { podFixed: { memory: '100m' } },
    { podFixed: { 'hugepages-2Mi': '2Mi' } },
    { podFixed: { 'hugepages-2Mi': '3Mi', cpu: '1' } },
  ],
  [
    'scheduling',
    {},
    null,
    gone,
    { nodeSelector: { 'a b': 'c' } },
    { nodeSelector: { a: 'b c' } },
    { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } },
    { tolerations: [{ key: 'a b' }] },
    { tolerations: [{ operator: 'x' }] },
    {
      tolerations: [
        { key: 'a', operator: 'Exists' },
        { key: 'a', operator: 'Exists' },
      ],
    },
    { tolerations: [{ key: 'a', operator: 'Exists', tolerationSeconds: 5 }] },
    { tolerations: [{ key: 'a', operator: 'Gt', value: '5' }] },
  ],
];

const lease: Row[] = [
  ['spec', gone, {}],
  ['spec.leaseDurationSeconds', -1, 0, 1, gone],
  ['spec.leaseTransitions', -1, 0, gone],
  ['spec.holderIdentity', '', gone],
  ['spec.acquireTime', '2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000000Z', 'x'],
  ...product({
    'spec.strategy': ['', 'OldestEmulationVersion', 'a.b/c', 'x', 'A b', gone],
    'spec.preferredHolder': ['', 'a', gone],
    'spec.holderIdentity': ['', 'a', gone],
  }),
];

const claimSelectors = labelSelectors.map((selector): Row => ({ 'spec.selector': selector }));

const budget: Row[] = [
  ...['minAvailable', 'maxUnavailable'].flatMap((field): Row[] =>
    [0, 1, -1, '0', '0%', '50%', '100%', '101%', '-1%', 'x', '', '1.5%', gone, null].map(
      (amount: Json): Row => ({ 'spec.minAvailable': gone, 'spec.maxUnavailable': gone, [`spec.${field}`]: amount }),
    ),
  ),
  { 'spec.minAvailable': 1, 'spec.maxUnavailable': 1 },
  ['spec.unhealthyPodEvictionPolicy', '', 'AlwaysAllow', 'IfHealthyBudget', 'x', gone],
  ...claimSelectors,
  ['spec.selector', gone],
  ['spec', gone, {}],
];

/** Faults of kinds that hold settings, limits and rights, by kind. */
export const configFaults: Readonly<Record<string, readonly Row[]>> = {
  ConfigMap: configMap,
  Secret: secret,
  ServiceAccount: serviceAccount,
  Namespace: namespace,
  LimitRange: limitRange,
  ResourceQuota: resourceQuota,
  Node: node,
  ControllerRevision: revision,
  PriorityClass: priorityClass,
  RuntimeClass: runtimeClass,
  Lease: lease,
  Role: role,
  ClusterRole: clusterRole,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  PodDisruptionBudget: budget,
};
