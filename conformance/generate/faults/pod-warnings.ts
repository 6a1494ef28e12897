import { gone, type Row } from './faults.ts';
import { volumes } from './pod-warnings-volumes.ts';

const oldLabels = [
  'beta.kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'beta.kubernetes.io/instance-type',
  'app.kubernetes.io/created-by',
  'scheduler.alpha.kubernetes.io/preferAvoidPods',
  'node-role.kubernetes.io/master',
];

const labels: Row[] = oldLabels.flatMap((key): Row[] => [
  { [`spec.nodeSelector["${key}"]`]: 'a' },
  {
    'spec.affinity': {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Exists' }] }],
        },
      },
    },
  },
  {
    'spec.affinity': {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, preference: { matchExpressions: [{ key, operator: 'In', values: ['a b', 'c'] }] } },
        ],
      },
    },
  },
  { 'spec.topologySpreadConstraints': [{ maxSkew: 1, topologyKey: key, whenUnsatisfiable: 'ScheduleAnyway' }] },
  { 'spec.affinity': { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: key }] } } },
]);

const first = 'spec.containers[0]';

const doubles: Row[] = [
  [
    `${first}.env`,
    [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
    ],
    [
      { name: 'A', value: '1' },
      { name: 'A', value: '$(A)' },
    ],
    [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
      { name: 'A', value: '$(B)' },
    ],
    [
      { name: 'A', value: 'x$(A)' },
      { name: 'A', value: '1' },
    ],
    [
      { name: 'A', value: '$$(A)' },
      { name: 'A', value: '1' },
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ],
  ],
  [`${first}.envFrom`, [{ configMapRef: { name: 'a' } }, { configMapRef: { name: 'a' } }]],
  [
    `${first}.ports`,
    [{ containerPort: 80 }, { containerPort: 80 }],
    [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }],
    [{ containerPort: 80, hostIP: '1.2.3.4' }],
    [{ containerPort: 80, hostPort: 80, hostIP: '1.2.3.4' }, { containerPort: 80 }],
    [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 80, hostPort: 80, hostIP: '1.2.3.4' },
    ],
    [
      { containerPort: 80, hostPort: 80, hostIP: '1.2.3.5' },
      { containerPort: 80, hostPort: 80, hostIP: '1.2.3.4' },
    ],
    [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 80, hostPort: 81 },
    ],
    [
      { containerPort: 80, hostPort: 80 },
      { containerPort: 80, hostPort: 80 },
    ],
    [
      { containerPort: 80, name: 'a' },
      { containerPort: 80, name: 'b' },
    ],
  ],
  {
    'spec.containers[+]': {
      name: 'other',
      image: 'a',
      ports: [
        { name: 'http', containerPort: 80 },
        { name: 'http2', containerPort: 8080 },
      ],
    },
  },
  {
    [`${first}.ports`]: [{ name: 'a', containerPort: 80 }],
    'spec.containers[+]': {
      name: 'other',
      image: 'a',
      ports: [
        { name: 'a', containerPort: 81 },
        { name: 'b', containerPort: 80 },
      ],
    },
  },
  {
    [`${first}.ports`]: [{ name: 'a', containerPort: 80 }],
    'spec.initContainers': [
      { name: 'early', image: 'a', restartPolicy: 'Always', ports: [{ name: 'a', containerPort: 80 }] },
    ],
  },
  {
    [`${first}.ports`]: [{ name: 'a', containerPort: 80 }],
    'spec.initContainers': [{ name: 'early', image: 'a', ports: [{ name: 'a', containerPort: 80 }] }],
  },
  {
    [`${first}.ports`]: [{ name: 'a', containerPort: 80 }],
    'spec.initContainers': [
      { name: 'early', image: 'a', restartPolicy: 'Always', ports: [{ name: 'a', containerPort: 81, hostPort: 80 }] },
      { name: 'later', image: 'a', ports: [{ name: 'a', containerPort: 80 }] },
    ],
  },
  [
    'spec.hostAliases',
    [
      { ip: '1.2.3.4', hostnames: ['a'] },
      { ip: '1.2.3.4', hostnames: ['b'] },
    ],
    [{ ip: '2001:DB8::1', hostnames: ['a'] }],
    [{ ip: '2001:db8:0::1', hostnames: ['a'] }],
  ],
  ['spec.dnsConfig', { nameservers: ['2001:DB8::1', '0:0::1'] }, { searches: ['a.b', 'a.b'] }],
  ['spec.imagePullSecrets', [{ name: '' }], [{ name: 'a' }, { name: 'a' }], [{}]],
  ['spec.terminationGracePeriodSeconds', -1, 0],
  { 'spec.schedulerName': 'x', 'metadata.name': 'a.b' },
];

const amounts: Row[] = ['memory', 'ephemeral-storage', 'cpu', 'hugepages-2Mi', 'example.com/a'].flatMap((name): Row[] =>
  ['100m', '1500m', '1.5', '0.5', '1.5Gi', '0.0001Ki', '1n', '1u'].flatMap((amount): Row[] => [
    { [`${first}.resources`]: { requests: { [name]: amount } } },
    { [`${first}.resources`]: { limits: { [name]: amount, cpu: '1' } } },
    { 'spec.overhead': { [name]: amount } },
    { 'spec.resources': { limits: { [name]: amount, cpu: '1' } } },
  ]),
);

/** Manifests that are accepted with a warning, on pods small enough to have no other. */
export const warningRows: readonly Row[] = [
  ...labels,
  ...doubles,
  ...amounts,
  ...volumes.flatMap((row): Row[] => {
    const [path, ...values] = row as readonly [string, ...[]];
    return values.flatMap((value): Row[] => [
      [path, value],
      {
        [path]: value,
        'spec.serviceAccountName': 'a',
        [`${first}.volumeMounts`]: gone,
        [`${first}.volumeDevices`]: gone,
      },
    ]);
  }),
];
