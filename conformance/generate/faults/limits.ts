import type { Json } from '../case.ts';
import { gone, product, type Row } from './faults.ts';

const resourceNames = [
  'cpu',
  'memory',
  'storage',
  'ephemeral-storage',
  'hugepages-2Mi',
  'hugepages-x',
  'pods',
  'services',
  'secrets',
  'gpu',
  'example.com/a',
  'example.com/a/b',
  'kubernetes.io/a',
  'requests.cpu',
  'limits.memory',
  'requests.storage',
  'requests.example.com/a',
  'requests.nvidia.com/gpu',
  'limits.example.com/a',
  'requests.hugepages-2Mi',
  'limits.hugepages-2Mi',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
  'count/pods',
  'count/deployments.apps',
  'count/',
  'services.nodeports',
  'services.loadbalancers',
  'persistentvolumeclaims',
  'configmaps',
  'replicationcontrollers',
  'resourcequotas',
  'gold.storageclass.storage.k8s.io/requests.storage',
  'gold.storageclass.storage.k8s.io/persistentvolumeclaims',
  'Example.com/A',
  '',
  'a b',
  '/a',
];
const amounts: Json[] = ['0', '1', '-1', '1.5', '100m', '1Gi', 2, 0.5];

const limit = (more: Record<string, Json>): Json => ({ type: 'Container', ...more });

/** Faults of LimitRanges. */
export const limitRange: Row[] = [
  [
    'spec.limits',
    [],
    null,
    gone,
    [{}],
    [{ type: '' }],
    [{ type: 'x' }],
    [{ type: 'a b' }],
    [{ type: 'a/b/c' }],
    [limit({}), limit({})],
    [{ type: 'PersistentVolumeClaim' }],
    [{ type: 'PersistentVolumeClaim', max: { storage: '1' }, default: { storage: '1' } }],
    [{ type: 'PersistentVolumeClaim', max: { cpu: '1' } }],
    [{ type: 'Pod', default: { cpu: '1' } }],
    [{ type: 'Pod', defaultRequest: { cpu: '1' } }],
    [{ type: 'Pod', max: { storage: '1' } }],
  ],
  ...['Container', 'Pod', 'PersistentVolumeClaim', 'example.com/Thing'].flatMap((type): Row[] => [
    ...resourceNames.flatMap((name): Row[] => [
      ['spec.limits', [{ type, max: { [name]: '1' } }], [{ type, min: { [name]: '-1' } }]],
      ['spec.limits', [{ type, min: { [name]: '1' }, max: { [name]: '2' } }]],
    ]),
    ...product({
      'spec.limits': ['2', '1'].flatMap((min) =>
        ['1', '3'].flatMap((max) =>
          ['1', '2', '4'].flatMap((other): Json[] => [
            [{ type, min: { cpu: min }, max: { cpu: max }, default: { cpu: other } }],
            [{ type, min: { cpu: min }, max: { cpu: max }, defaultRequest: { cpu: other } }],
            [{ type, min: { storage: min }, max: { storage: max } }],
          ]),
        ),
      ),
    }),
    [
      'spec.limits',
      [{ type, default: { cpu: '1' }, defaultRequest: { cpu: '2' } }],
      [{ type, defaultRequest: { cpu: '2' }, max: { cpu: '1' } }],
      [{ type, min: { cpu: '2' }, default: { cpu: '1' } }],
      [{ type, max: { cpu: '1' }, default: { cpu: '2' } }],
      [{ type, max: { cpu: '1' }, defaultRequest: { cpu: '0' }, min: { cpu: '1' } }],
    ],
    ...['0', '0.5', '1', '2', '4', '-1'].flatMap((ratio): Row[] => [
      [
        'spec.limits',
        [{ type, maxLimitRequestRatio: { cpu: ratio } }],
        [{ type, maxLimitRequestRatio: { cpu: ratio }, min: { cpu: '1' }, max: { cpu: '2' } }],
        [{ type, maxLimitRequestRatio: { cpu: ratio }, max: { cpu: '2' } }],
        [
          {
            type,
            maxLimitRequestRatio: { 'hugepages-2Mi': ratio },
            min: { 'hugepages-2Mi': '2Mi' },
            max: { 'hugepages-2Mi': '2Mi' },
          },
        ],
      ],
    ]),
    [
      'spec.limits',
      [{ type, default: { 'example.com/a': '2' }, defaultRequest: { 'example.com/a': '1' } }],
      [{ type, default: { 'hugepages-2Mi': '4Mi' }, defaultRequest: { 'hugepages-2Mi': '2Mi' } }],
      [{ type, min: { memory: '100m' }, max: { memory: '1500m' } }],
    ],
  ]),
];

const scopes = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
  'x',
  '',
];

/** Faults of ResourceQuotas. */
export const resourceQuota: Row[] = [
  ...resourceNames.map((name): Row => ['spec.hard', ...amounts.map((amount): Json => ({ [name]: amount }))]),
  ...scopes.flatMap((scope): Row[] => [
    { 'spec.scopes': [scope], 'spec.scopeSelector': gone },
    { 'spec.scopes': [scope, scope], 'spec.scopeSelector': gone },
    ...scopes.map(
      (other): Row => ({ 'spec.scopes': [scope, other], 'spec.scopeSelector': gone, 'spec.hard': { pods: '1' } }),
    ),
    ...['pods', 'cpu', 'requests.memory', 'secrets', 'requests.storage', 'persistentvolumeclaims', 'count/pods'].map(
      (name): Row => ({ 'spec.scopes': [scope], 'spec.scopeSelector': gone, 'spec.hard': { [name]: '1' } }),
    ),
    ...['In', 'NotIn', 'Exists', 'DoesNotExist', 'x', ''].flatMap((operator): Row[] =>
      [[], ['a'], ['a b'], ['a', 'b']].map(
        (values): Row => ({
          'spec.scopes': gone,
          'spec.scopeSelector': { matchExpressions: [{ scopeName: scope, operator, values }] },
          'spec.hard': { pods: '1' },
        }),
      ),
    ),
  ]),
  [
    'spec.scopeSelector',
    {},
    null,
    { matchExpressions: [] },
    { matchExpressions: [{}] },
    {
      matchExpressions: [
        { scopeName: 'BestEffort', operator: 'Exists' },
        { scopeName: 'NotBestEffort', operator: 'Exists' },
      ],
    },
    {
      matchExpressions: [
        { scopeName: 'PriorityClass', operator: 'Exists' },
        { scopeName: 'PriorityClass', operator: 'In', values: ['a'] },
      ],
    },
  ],
  ['spec', gone, {}],
  ['spec.hard', {}, null, gone],
];
