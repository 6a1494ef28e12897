import { gone, type Row } from './faults.ts';

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

const volumes: Row[] = [
  [
    'spec.volumes',
    [
      { name: 'a', emptyDir: { sizeLimit: '100m' } },
      { name: 'b', emptyDir: { sizeLimit: '1.5' } },
    ],
    [
      {
        name: 'a',
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1500m' }, limits: { storage: '2500m' } },
            },
          },
        },
      },
    ],
    [
      {
        name: 'a',
        ephemeral: {
          volumeClaimTemplate: {
            metadata: { annotations: { 'volume.beta.kubernetes.io/storage-class': 'x' } },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1' } } },
          },
        },
      },
    ],
    [
      { name: 'a', csi: { driver: 'a', nodePublishSecretRef: { name: '' } } },
      { name: 'b', rbd: { monitors: ['a'], image: 'b', secretRef: {} } },
    ],
    [{ name: 'a', iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0, secretRef: {} } }],
    [
      { name: 'a', azureDisk: { diskName: 'a', diskURI: 'https://a' } },
      { name: 'b', cephfs: { monitors: ['a'], secretRef: {} } },
      { name: 'c', storageos: { volumeName: 'a' } },
    ],
    [
      { name: 'a', scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: '' } } },
      { name: 'b', cinder: { volumeID: 'a' } },
      { name: 'c', flexVolume: { driver: 'a', secretRef: {} } },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [{ secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } }, { configMap: { name: 'b' } }],
        },
      },
    ],
    [{ name: 'a', projected: { sources: [{ secret: { name: 'a' } }, { secret: { name: 'a' } }] } }],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
            { secret: { name: 'b', items: [{ key: 'a', path: 'x/y' }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { configMap: { name: 'a', items: [{ key: 'a', path: 'x/y' }] } },
            { downwardAPI: { items: [{ path: 'x', fieldRef: { fieldPath: 'metadata.name' } }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'x' } },
            { configMap: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'x' } },
            { serviceAccountToken: { path: 'x' } },
            { serviceAccountToken: { path: 'x/y' } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { clusterTrustBundle: { name: 'a', path: 'x' } },
            { serviceAccountToken: { path: 'x' } },
            { secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { clusterTrustBundle: { name: 'a', path: 'x/y' } },
            { clusterTrustBundle: { name: 'a', path: 'x' } },
            { podCertificate: { signerName: 'a.b/c', keyType: 'ED25519', credentialBundlePath: 'x' } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            {
              podCertificate: {
                signerName: 'a.b/c',
                keyType: 'ED25519',
                credentialBundlePath: 'x',
                keyPath: 'x/y',
                certificateChainPath: 'x/y/z',
              },
            },
            { serviceAccountToken: { path: 'x' } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        secret: {
          secretName: 'a',
          items: [
            { key: 'a', path: 'x' },
            { key: 'b', path: 'x/y' },
          ],
        },
      },
      {
        name: 'b',
        configMap: {
          name: 'a',
          items: [
            { key: 'a', path: 'x' },
            { key: 'b', path: 'x' },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        downwardAPI: {
          items: [
            { path: 'x', fieldRef: { fieldPath: 'metadata.name' } },
            { path: 'x', fieldRef: { fieldPath: 'metadata.name' } },
            { path: 'x/y', fieldRef: { fieldPath: 'metadata.name' } },
          ],
        },
      },
    ],
  ],
];

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
