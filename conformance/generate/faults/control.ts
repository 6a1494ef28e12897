import type { Json } from '../case.ts';
import { gone, product, type Row } from './faults.ts';

const pem = (type: string, body: string): string =>
  Buffer.from(`-----BEGIN ${type}-----\n${body}\n-----END ${type}-----\n`).toString('base64');

const request: Row[] = [
  ['spec', gone, {}],
  [
    'spec.request',
    '',
    'YQ==',
    pem('CERTIFICATE', 'YQ=='),
    pem('CERTIFICATE REQUEST', 'YQ=='),
    pem('CERTIFICATE REQUEST', ''),
    gone,
  ],
  [
    'spec.signerName',
    '',
    'a',
    'a/b',
    'a.b/c',
    'A.b/c',
    'a.b/C',
    'a.b/c/d',
    'kubernetes.io/legacy-unknown',
    'kubernetes.io/kube-apiserver-client',
    'kubernetes.io/kube-apiserver-client-kubelet',
    'kubernetes.io/kubelet-serving',
    `${'a.'.repeat(130)}b/c`,
    gone,
  ],
  [
    'spec.usages',
    [],
    gone,
    ['x'],
    ['any', 'any'],
    [''],
    [
      'signing',
      'digital signature',
      'content commitment',
      'key encipherment',
      'key agreement',
      'data encipherment',
      'cert sign',
      'crl sign',
      'encipher only',
      'decipher only',
      'any',
      'server auth',
      'client auth',
      'code signing',
      'email protection',
      's/mime',
      'ipsec end system',
      'ipsec tunnel',
      'ipsec user',
      'timestamping',
      'ocsp signing',
      'microsoft sgc',
      'netscape sgc',
    ],
  ],
  ['spec.expirationSeconds', -1, 0, 599, 600, 2147483647, gone],
  ['spec.username', '', gone],
  [
    'status',
    { conditions: [{ type: '', status: '' }] },
    { conditions: [{ type: 'Approved', status: 'False' }] },
    { certificate: 'YQ==' },
  ],
];

const subject = (more: Record<string, Json>): Json => ({ kind: 'User', user: { name: 'a' }, ...more });

const subjects: readonly Json[] = [
  {},
  subject({}),
  subject({ kind: '' }),
  subject({ kind: 'x' }),
  subject({ user: null }),
  subject({ user: { name: '' } }),
  subject({ user: { name: '*' } }),
  subject({ group: { name: 'a' } }),
  subject({ serviceAccount: { name: 'a', namespace: 'b' } }),
  { kind: 'Group' },
  { kind: 'Group', group: {} },
  { kind: 'Group', group: { name: 'a' }, user: { name: 'b' }, serviceAccount: { name: 'a', namespace: 'b' } },
  { kind: 'ServiceAccount' },
  { kind: 'ServiceAccount', serviceAccount: {} },
  { kind: 'ServiceAccount', serviceAccount: { name: '*', namespace: 'a' } },
  { kind: 'ServiceAccount', serviceAccount: { name: 'A_b', namespace: 'B_c' } },
  { kind: 'ServiceAccount', serviceAccount: { name: 'a', namespace: '*' } },
  { kind: 'ServiceAccount', serviceAccount: { name: 'a', namespace: 'b' }, user: { name: 'a' }, group: { name: 'b' } },
];

const resource = (more: Record<string, Json>): Json => ({
  verbs: ['get'],
  apiGroups: ['a'],
  resources: ['b'],
  clusterScope: true,
  ...more,
});
const resourceRules: readonly Json[] = [
  {},
  resource({}),
  resource({ verbs: [] }),
  resource({ verbs: ['*', 'get'] }),
  resource({ verbs: ['x'] }),
  resource({ verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'proxy'] }),
  resource({ apiGroups: [] }),
  resource({ apiGroups: ['*', 'a'] }),
  resource({ resources: [] }),
  resource({ resources: ['*', 'a'] }),
  resource({ clusterScope: false }),
  resource({ clusterScope: false, namespaces: [] }),
  resource({ namespaces: ['*', 'a'] }),
  resource({ namespaces: ['A_b', ''] }),
  resource({ namespaces: ['a', 'b'] }),
];
const url = (more: Record<string, Json>): Json => ({ verbs: ['get'], nonResourceURLs: ['/a'], ...more });
const urlRules: readonly Json[] = [
  {},
  url({ verbs: [] }),
  url({ verbs: ['*', 'get'] }),
  url({ verbs: ['x'] }),
  url({ nonResourceURLs: [] }),
  url({ nonResourceURLs: ['*', '/a'] }),
  ...['', '/', 'a', '/a b', '//', '/a//b', '/a*', '/a/*', '/*/a', '/a/*/*', '/*'].map(
    (path): Json => url({ nonResourceURLs: [path] }),
  ),
];

const flowRule = (more: Record<string, Json>): Json => ({
  subjects: [subject({})],
  resourceRules: [resource({})],
  ...more,
});

const flowSchema: Row[] = [
  ['spec', gone, {}],
  ['spec.matchingPrecedence', -1, 0, 1, 2, 10000, 10001, gone],
  ['spec.priorityLevelConfiguration', {}, gone, { name: '' }, { name: 'A_b' }, { name: 'exempt' }],
  [
    'spec.distinguisherMethod',
    {},
    null,
    gone,
    { type: '' },
    { type: 'x' },
    { type: 'ByNamespace' },
    { type: 'ByUser' },
  ],
  [
    'spec.rules',
    [],
    gone,
    [{}],
    [flowRule({})],
    [flowRule({ subjects: [] })],
    [flowRule({ resourceRules: [] })],
    [flowRule({ resourceRules: [], nonResourceRules: [url({})] })],
    ...subjects.map((one): Json => [flowRule({ subjects: [one] })]),
    ...resourceRules.map((one): Json => [flowRule({ resourceRules: [one] })]),
    ...urlRules.map((one): Json => [flowRule({ nonResourceRules: [one] })]),
  ],
  ['status.conditions', [{}], [{ type: 'a' }, { type: 'a' }]],
  ...['exempt', 'catch-all'].flatMap((name): Row[] => [
    { 'metadata.name': name },
    {
      'metadata.name': name,
      spec: {
        matchingPrecedence: 1,
        priorityLevelConfiguration: { name: 'exempt' },
        rules: [
          {
            subjects: [{ kind: 'Group', group: { name: 'system:masters' } }],
            resourceRules: [
              { verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] },
            ],
            nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
          },
        ],
      },
    },
    {
      'metadata.name': name,
      spec: {
        matchingPrecedence: 10000,
        priorityLevelConfiguration: { name: 'catch-all' },
        distinguisherMethod: { type: 'ByUser' },
        rules: [
          {
            subjects: [
              { kind: 'Group', group: { name: 'system:unauthenticated' } },
              { kind: 'Group', group: { name: 'system:authenticated' } },
            ],
            resourceRules: [
              { verbs: ['*'], apiGroups: ['*'], resources: ['*'], clusterScope: true, namespaces: ['*'] },
            ],
            nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
          },
        ],
      },
    },
  ]),
];

const limited: Record<string, Json> = {
  nominalConcurrencyShares: 5,
  lendablePercent: 0,
  limitResponse: { type: 'Reject' },
};

const priorityLevel: Row[] = [
  ['spec', gone, {}],
  ['spec.type', '', 'Exempt', 'Limited', 'x', gone],
  ['spec.limited', {}, null, gone, { limitResponse: {} }, limited],
  ['spec.exempt', {}, null, { nominalConcurrencyShares: -1 }, { lendablePercent: -1 }, { lendablePercent: 101 }],
  ['spec.limited.nominalConcurrencyShares', -1, 0, 1, gone],
  ['spec.limited.lendablePercent', -1, 0, 100, 101, gone],
  ['spec.limited.borrowingLimitPercent', -1, 0, 1000, gone],
  [
    'spec.limited.limitResponse',
    {},
    gone,
    { type: '' },
    { type: 'x' },
    { type: 'Reject' },
    { type: 'Reject', queuing: {} },
    { type: 'Queue' },
    { type: 'Queue', queuing: {} },
  ],
  ...product({
    'spec.limited.limitResponse.queuing.queues': [-1, 0, 1, 64, 10000000, 10000001],
    'spec.limited.limitResponse.queuing.handSize': [-1, 0, 1, 6, 8, 20, 65],
  }),
  ['spec.limited.limitResponse.queuing.queueLengthLimit', -1, 0, 1],
  ...['exempt', 'catch-all', 'other'].flatMap((name): Row[] => [
    { 'metadata.name': name },
    { 'metadata.name': name, spec: { type: 'Exempt' } },
    { 'metadata.name': name, spec: { type: 'Exempt', exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } } },
    { 'metadata.name': name, spec: { type: 'Exempt', limited } },
    { 'metadata.name': name, spec: { type: 'Limited', limited } },
    { 'metadata.name': name, spec: { type: 'Limited', limited, exempt: {} } },
    { 'metadata.name': name, spec: { type: 'Limited', exempt: {} } },
  ]),
  ['metadata.annotations["flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares"]', '', 'true'],
  ['status.conditions', [{}], [{ type: 'a' }, { type: 'a' }]],
];

/** Faults of kinds that govern the API server, by kind. */
export const controlFaults: Readonly<Record<string, readonly Row[]>> = {
  CertificateSigningRequest: request,
  FlowSchema: flowSchema,
  PriorityLevelConfiguration: priorityLevel,
};
