import type { Json } from '../case.ts';
import { gone, long, many, type Row } from './faults.ts';

const node = 'spec.affinity.nodeAffinity';
const required = `${node}.requiredDuringSchedulingIgnoredDuringExecution`;
const preferred = `${node}.preferredDuringSchedulingIgnoredDuringExecution`;

/** Selectors of labels that are wrong in one way each. */
export const labelSelectors: readonly Json[] = [
  {},
  null,
  { matchLabels: {} },
  { matchLabels: { 'a b': 'c' } },
  { matchLabels: { a: 'c d' } },
  { matchLabels: { a: long('b', 64) } },
  { matchLabels: { '': 'x' } },
  { matchExpressions: [] },
  { matchExpressions: [{}] },
  { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
  { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
  { matchExpressions: [{ key: 'a', operator: 'NotIn' }] },
  { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c', ''] }] },
  { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
  { matchExpressions: [{ key: 'a', operator: 'DoesNotExist', values: [] }] },
  { matchExpressions: [{ key: 'a', operator: 'DoesNotExist', values: ['b c'] }] },
  { matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] },
  { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] },
  { matchExpressions: [{ key: 'a', operator: '' }] },
  { matchExpressions: [{ key: 'a/b/c', operator: 'Exists' }] },
];

const nodeRequirements: readonly Json[] = [
  {},
  { key: 'a', operator: 'In', values: ['b'] },
  { key: 'a', operator: 'In', values: [] },
  { key: 'a', operator: 'NotIn' },
  { key: 'a', operator: 'Exists', values: ['b'] },
  { key: 'a', operator: 'DoesNotExist', values: [] },
  { key: 'a', operator: 'Gt', values: ['1', '2'] },
  { key: 'a', operator: 'Lt' },
  { key: 'a', operator: 'Gt', values: ['x'] },
  { key: 'a', operator: 'Lt', values: ['-1'] },
  { key: 'a', operator: 'gt', values: ['1'] },
  { key: 'a b', operator: 'Exists' },
  { key: '', operator: 'Exists' },
  { key: 'a', operator: 'In', values: ['b c', long('x', 64)] },
  { key: 'metadata.name', operator: 'In', values: ['a', 'b'] },
  { key: 'metadata.name', operator: 'NotIn', values: ['A_b'] },
  { key: 'metadata.name', operator: 'In', values: [] },
  { key: 'metadata.name', operator: 'Exists' },
  { key: 'metadata.namespace', operator: 'In', values: ['a'] },
];

const terms: readonly Json[] = [
  {},
  null,
  { matchExpressions: [] },
  ...nodeRequirements.flatMap((one): Json[] => [{ matchExpressions: [one] }, { matchFields: [one] }]),
];

const nodeRows: Row[] = [
  ['spec.affinity', {}, null, gone, { nodeAffinity: {}, podAffinity: {}, podAntiAffinity: {} }],
  [required, {}, { nodeSelectorTerms: [] }, ...terms.map((term): Json => ({ nodeSelectorTerms: [term] })), gone],
  [
    preferred,
    [],
    [{}],
    ...terms.map((term): Json => [{ weight: 1, preference: term }]),
    ...[-1, 0, 1, 100, 101].map(
      (weight): Json => [{ weight, preference: { matchExpressions: [{ key: 'a', operator: 'Exists' }] } }],
    ),
  ],
];

const term = (more: Record<string, Json>): Json => ({ topologyKey: 'zone', ...more });

const podTerms: readonly Json[] = [
  {},
  term({}),
  { topologyKey: '' },
  term({ topologyKey: 'a b' }),
  term({ topologyKey: 'a/b/c' }),
  ...labelSelectors.flatMap((selector): Json[] => [
    term({ labelSelector: selector }),
    term({ namespaceSelector: selector }),
  ]),
  term({ namespaces: ['A_b'] }),
  term({ namespaces: [''] }),
  term({ namespaces: [] }),
  term({ matchLabelKeys: ['a'] }),
  term({ mismatchLabelKeys: ['a'] }),
  term({ matchLabelKeys: ['a'], labelSelector: { matchLabels: { a: 'b' } } }),
  term({ mismatchLabelKeys: ['a'], labelSelector: { matchLabels: { a: 'b' } } }),
  term({ matchLabelKeys: ['app'], labelSelector: { matchLabels: { app: 'b' } } }),
  term({
    matchLabelKeys: ['app'],
    labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['x'] }] },
  }),
  term({ matchLabelKeys: ['tier'], labelSelector: { matchLabels: { app: 'b' } } }),
  term({ matchLabelKeys: ['a'], mismatchLabelKeys: ['a'], labelSelector: {} }),
  term({ matchLabelKeys: ['tier'], mismatchLabelKeys: ['tier'], labelSelector: {} }),
  term({ matchLabelKeys: ['a b', ''], labelSelector: {} }),
  term({ mismatchLabelKeys: ['a b'], labelSelector: {} }),
  term({ mismatchLabelKeys: ['app'], labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
  term({ matchLabelKeys: ['a', 'a'], labelSelector: {} }),
];

const podRows: Row[] = ['podAffinity', 'podAntiAffinity'].flatMap((kind): Row[] => [
  [`spec.affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution`, [], ...podTerms.map((one): Json => [one])],
  [
    `spec.affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution`,
    [],
    [{}],
    ...podTerms.map((one): Json => [{ weight: 1, podAffinityTerm: one }]),
    ...[-1, 0, 1, 100, 101].map((weight): Json => [{ weight, podAffinityTerm: term({}) }]),
  ],
]);

const tolerations: readonly Json[] = [
  {},
  { key: '', operator: 'Equal' },
  { key: '', value: 'a' },
  { operator: 'Exists', value: 'a' },
  { key: 'a', operator: 'Exists', value: 'a' },
  { key: 'a', operator: 'Equal', value: 'b c' },
  { key: 'a', operator: '', value: 'b' },
  { key: 'a', operator: 'equal', value: 'b' },
  { key: 'a', operator: 'Gt', value: '1' },
  { key: 'a', operator: 'Lt', value: 'x' },
  { key: 'a', operator: 'Gt', value: '01' },
  { key: 'a b', operator: 'Exists' },
  { key: 'a/b/c', operator: 'Exists' },
  { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: -5 },
  { key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 1 },
  { key: 'a', operator: 'Exists', tolerationSeconds: 1 },
  { key: 'a', operator: 'Exists', effect: 'noexecute' },
  { key: 'a', operator: 'Exists', effect: '' },
  { key: 'a', value: long('b', 64) },
];

const spread = (more: Record<string, Json>): Json => ({
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: {},
  ...more,
});

const spreads: readonly Json[] = [
  {},
  spread({}),
  spread({ maxSkew: 0 }),
  spread({ maxSkew: -1 }),
  spread({ topologyKey: '' }),
  spread({ topologyKey: 'a b' }),
  spread({ whenUnsatisfiable: '' }),
  spread({ whenUnsatisfiable: 'x' }),
  spread({ whenUnsatisfiable: 'ScheduleAnyway' }),
  spread({ minDomains: 0 }),
  spread({ minDomains: -1 }),
  spread({ minDomains: 1 }),
  spread({ minDomains: 1, whenUnsatisfiable: 'ScheduleAnyway' }),
  spread({ nodeAffinityPolicy: 'x', nodeTaintsPolicy: 'x' }),
  spread({ nodeAffinityPolicy: '', nodeTaintsPolicy: 'Honor' }),
  spread({ nodeAffinityPolicy: 'Ignore' }),
  ...labelSelectors.map((selector) => spread({ labelSelector: selector })),
  spread({ matchLabelKeys: ['a'] }),
  spread({ matchLabelKeys: ['a'], labelSelector: null }),
  spread({ matchLabelKeys: ['a b', ''] }),
  spread({ matchLabelKeys: ['a', 'a'] }),
  spread({ matchLabelKeys: ['app'], labelSelector: { matchLabels: { app: 'x' } } }),
  spread({ matchLabelKeys: ['app'], labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
  spread({ matchLabelKeys: ['tier'], labelSelector: { matchLabels: { app: 'x' } } }),
  spread({ matchLabelKeys: ['none'], labelSelector: { matchLabels: { none: 'x' } } }),
];

const placement: Row[] = [
  ['spec.tolerations', [], ...tolerations.map((one): Json => [one])],
  [
    'spec.topologySpreadConstraints',
    [],
    ...spreads.map((one): Json => [one]),
    [spread({}), spread({})],
    [spread({}), spread({ whenUnsatisfiable: 'ScheduleAnyway' })],
    [spread({}), spread({ topologyKey: 'b' }), spread({})],
  ],
  ['spec.nodeSelector', {}, { 'a b': 'c' }, { a: 'b c' }, { '': '' }, { 'a/b/c': 'd' }, { a: long('b', 64) }],
  ['spec.nodeName', '', 'a', 'A_b', 'a b', long('a', 253), long('a', 254)],
  [
    'spec.schedulingGates',
    [],
    [{}],
    [{ name: '' }],
    [{ name: 'a b' }],
    [{ name: 'a' }, { name: 'a' }],
    [{ name: 'a/b/c' }],
  ],
  { 'spec.schedulingGates': [{ name: 'a' }], 'spec.nodeName': 'a' },
  [
    'spec.readinessGates',
    [],
    [{}],
    [{ conditionType: '' }],
    [{ conditionType: 'a b' }],
    [{ conditionType: 'a' }, { conditionType: 'a' }],
    [{ conditionType: 'a/b/c' }],
  ],
  ['spec.schedulerName', '', 'A_b', gone],
  ['spec.priorityClassName', '', 'A_b', 'system-cluster-critical', 'a', gone],
  ['spec.priority', -1, 0, 2000000000, 2147483647, gone],
  ['spec.preemptionPolicy', '', 'Never', 'PreemptLowerPriority', 'never', gone],
  ['spec.runtimeClassName', '', 'A_b', 'a', gone],
  [
    'spec.overhead',
    {},
    { cpu: '-1' },
    { cpu: '0' },
    { gpu: '1' },
    { 'example.com/a': '1.5' },
    { 'hugepages-2Mi': '3Mi' },
    { 'hugepages-2Mi': '2Mi' },
    { 'a b': '1' },
    { storage: '1' },
    gone,
  ],
  ['spec.activeDeadlineSeconds', -1, 0, 1, 2147483647, 2147483648, gone],
  ['spec.schedulingGroup', {}, null, { podGroupName: '' }, { podGroupName: 'A_b' }, { podGroupName: 'a' }, gone],
  [
    'spec.evictionResponders',
    [],
    [{}],
    [{ name: 'a' }],
    [{ name: 'a.b/c' }],
    [{ name: 'a.b', priority: -1 }],
    [{ name: 'a.b' }, { name: 'a.b' }],
    many({ name: 'a%d.b', priority: 1 }, 11),
    [{ name: 'A_b', priority: 100001 }],
  ],
  { 'spec.evictionResponders': [{ name: 'a.b', priority: 1 }], 'spec.schedulingGroup': { podGroupName: 'a' } },
];

const network: Row[] = [
  ['spec.dnsPolicy', '', 'None', 'Default', 'ClusterFirst', 'ClusterFirstWithHostNet', 'none', gone],
  { 'spec.dnsPolicy': 'None', 'spec.dnsConfig': gone },
  { 'spec.dnsPolicy': 'None', 'spec.dnsConfig': {} },
  { 'spec.dnsPolicy': 'None', 'spec.dnsConfig': { nameservers: [] } },
  { 'spec.dnsPolicy': 'None', 'spec.dnsConfig': { nameservers: ['1.1.1.1'] } },
  [
    'spec.dnsConfig',
    {},
    { nameservers: many('10.0.0.%d', 3) },
    { nameservers: many('10.0.0.%d', 4) },
    { nameservers: ['x', '', '010.0.0.1', '::ffff:1.2.3.4', '::1'] },
    { searches: many('a%d.b', 32) },
    { searches: many('a%d.b', 33) },
    { searches: [long('a', 64), 'A', 'a_b', '_a', '.', '', 'a.', 'a..', '-a', 'a b'] },
    { searches: many(`${'a'.repeat(60)}.${'b'.repeat(60)}%d`, 17) },
    { searches: many(`${'a'.repeat(60)}.${'b'.repeat(60)}`, 16) },
    { options: [{}, { name: '' }, { name: 'a', value: '' }, { value: 'x' }] },
  ],
  [
    'spec.hostAliases',
    [],
    [{}],
    [{ ip: '' }],
    [{ ip: 'x' }],
    [{ ip: '010.0.0.1', hostnames: ['a'] }],
    [{ ip: '::1', hostnames: ['A', '', 'a_b', 'a.b.'] }],
    [{ ip: '::ffff:1.2.3.4' }],
  ],
  ['spec.hostname', '', 'A', 'a.b', 'a_b', long('a', 63), long('a', 64)],
  ['spec.subdomain', '', 'A', 'a.b', long('a', 64)],
  ...['', 'a.b', 'A', 'a_b', long('a', 63), `${'a'.repeat(60)}.bcd`, `${'a'.repeat(60)}.bcde`, 'a.'].flatMap(
    (name): Row[] => [
      ['spec.hostnameOverride', name],
      { 'spec.hostnameOverride': name, 'spec.setHostnameAsFQDN': false },
      { 'spec.hostnameOverride': name, 'spec.hostNetwork': true },
    ],
  ),
  ['spec.serviceAccountName', '', 'A_b', 'other', gone],
  ['spec.serviceAccount', '', 'A_b', 'other', gone],
  { 'spec.serviceAccountName': gone, 'spec.serviceAccount': 'only' },
  { 'spec.serviceAccountName': 'A_b', 'spec.serviceAccount': gone },
  ['spec.imagePullSecrets', [], [{}], [{ name: '' }], [{ name: 'A_b' }], [{ name: 'a' }, { name: 'a' }]],
  ['spec.hostNetwork', true, false, gone],
  ['spec.hostPID', true, false, gone],
  ['spec.hostIPC', true, false, gone],
  ['spec.shareProcessNamespace', true, false, gone],
  ['spec.hostUsers', true, false, gone],
  { 'spec.shareProcessNamespace': true, 'spec.hostPID': true },
  { 'spec.hostUsers': false, 'spec.hostNetwork': true },
  { 'spec.hostUsers': false, 'spec.hostPID': true, 'spec.hostIPC': true },
  { 'spec.hostUsers': false, 'spec.hostNetwork': true, 'spec.hostPID': true },
];

/** Faults of scheduling, names and networking of a pod. */
export const schedulingRows: readonly Row[] = [...nodeRows, ...podRows, ...placement, ...network];
