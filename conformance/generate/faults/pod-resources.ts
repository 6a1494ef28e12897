import type { Json } from '../case.ts';
import { gone, many, type Row } from './faults.ts';

const app = 'spec.containers[app].resources';

const names = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'storage',
  'hugepages-2Mi',
  'hugepages-1Gi',
  'hugepages-',
  'hugepages-x',
  'pods',
  'gpu',
  'example.com/a',
  'example.com/a/b',
  'kubernetes.io/a',
  'a.kubernetes.io/b',
  'requests.cpu',
  'requests.example.com/a',
  'Example.com/A',
  'example.com/',
  '/a',
  'a b',
  '',
  'attachable-volumes-aws',
  'nvidia.com/gpu',
  'secrets',
  'limits.cpu',
];
const amounts: Json[] = ['0', '1', '-1', '1.5', '100m', '1500m', '2Mi', '3Mi', '1Gi', '1e3', '1n', 2, 0.5, -1];

/** A requests or limits map with one resource, and pairs of both. */
const pairs: Row[] = names.flatMap((name): Row[] => [
  ...amounts.map((amount): Row => ({ [app]: { limits: { cpu: '1', [name]: amount } } })),
  ...amounts.map((amount): Row => ({ [app]: { requests: { [name]: amount } } })),
  { [app]: { requests: { [name]: '1' }, limits: { [name]: '2' } } },
  { [app]: { requests: { [name]: '2' }, limits: { [name]: '1' } } },
  { [app]: { requests: { [name]: '2Mi' }, limits: { [name]: '2Mi' } } },
  { [app]: { requests: { [name]: '4Mi' }, limits: { [name]: '2Mi', memory: '1' } } },
  { [app]: { requests: { [name]: '1000m' }, limits: { [name]: '1' } } },
  [
    'spec.resources',
    { limits: { [name]: '2Mi' } },
    { requests: { [name]: '2Mi' } },
    { requests: { [name]: '2' }, limits: { [name]: '1' } },
    { requests: { [name]: '-1' } },
  ],
]);

const claims: Row[] = [
  [
    `${app}.claims`,
    [],
    [{}],
    [{ name: '' }],
    [{ name: 'nobody' }],
    [{ name: 'gpu' }, { name: 'gpu' }],
    [
      { name: 'gpu', request: 'a' },
      { name: 'gpu', request: 'a' },
    ],
    [
      { name: 'gpu', request: 'a' },
      { name: 'gpu', request: 'b' },
    ],
    [{ name: 'gpu', request: 'a' }, { name: 'gpu' }],
    [{ name: 'gpu' }, { name: 'gpu', request: 'a' }],
    [{ name: 'gpu', request: 'A_b' }],
    [{ name: 'nobody' }, { name: 'nobody' }],
  ],
  { 'spec.resourceClaims': gone },
  [
    'spec.resourceClaims',
    [],
    [{}],
    [{ name: 'gpu' }],
    [{ name: 'gpu', resourceClaimName: 'a', resourceClaimTemplateName: 'b' }],
    [{ name: 'gpu', resourceClaimName: '' }],
    [{ name: 'gpu', resourceClaimTemplateName: 'A_b' }],
    [{ name: 'A_b', resourceClaimName: 'a' }],
    [
      { name: 'gpu', resourceClaimName: 'a' },
      { name: 'gpu', resourceClaimName: 'a' },
    ],
    [{ name: 'gpu', source: { resourceClaimName: 'a' } }],
    many({ name: 'c%d', resourceClaimName: 'a' }, 5),
  ],
  ['spec.resourceClaims[gpu].resourceClaimName', '', 'A_b', gone],
  ['spec.resourceClaims[nic].resourceClaimTemplateName', '', 'A_b', gone],
  ['spec.containers[worker].resources', { claims: [{ name: 'gpu' }] }, { claims: [{ name: 'x' }] }, {}, null],
];

const podLevel: Row[] = [
  [
    'spec.resources',
    {},
    null,
    gone,
    { claims: [] },
    { claims: [{ name: 'gpu' }] },
    { limits: { cpu: '1' } },
    { limits: { cpu: '2' } },
    { requests: { cpu: '100m' } },
    { requests: { memory: '1' } },
    { requests: { 'hugepages-2Mi': '2Mi' } },
    { limits: { 'hugepages-2Mi': '2Mi' } },
    { limits: { 'hugepages-2Mi': '2Mi', cpu: '4' }, requests: { 'hugepages-2Mi': '4Mi' } },
    { limits: { memory: '512Mi', cpu: '1' } },
    { requests: { cpu: '1' }, limits: { cpu: '500m' } },
    { limits: { 'hugepages-1Gi': '1Gi', memory: '4Gi' } },
  ],
  ['spec.resources.requests.cpu', '1m', '500m', '510m', '100', '-1', '0'],
  ['spec.resources.limits.memory', '1', '1Gi', '512Mi'],
  ['spec.resources.limits["hugepages-2Mi"]', '2Mi', '3Mi', '0', '8Mi'],
  { 'spec.initContainers[sidecar].resources': { requests: { cpu: '5' } } },
  { 'spec.initContainers[setup].resources': { requests: { cpu: '5' } } },
  { 'spec.initContainers[sidecar].resources': { limits: { cpu: '5' } } },
  { 'spec.initContainers[sidecar].resources': { limits: { 'hugepages-2Mi': '2Mi', cpu: '1' } } },
  { 'spec.containers[worker].resources': { limits: { cpu: '5', memory: '5Gi' } } },
  { 'spec.containers[worker].resources': { requests: { cpu: '3' } } },
  [`${app}`, {}, null, gone, { limits: {} }, { requests: {} }, { requests: null, limits: null }],
];

const levels: Json[] = [
  { requests: { cpu: '100m' } },
  { requests: { cpu: '4' } },
  { requests: { cpu: '4', memory: '4Gi' } },
  { requests: { memory: '1Gi' } },
  { limits: { memory: '1Gi' } },
  { limits: { memory: '4Gi' } },
  { limits: { cpu: '500m' } },
  { requests: { 'hugepages-2Mi': '2Mi' } },
  { requests: { 'hugepages-2Mi': '4Mi', cpu: '4' } },
  { limits: { 'hugepages-2Mi': '4Mi', cpu: '4' } },
  { limits: { 'hugepages-2Mi': '2Mi' } },
  { requests: { cpu: '4' }, limits: { cpu: '4' } },
  { requests: { cpu: '4' }, limits: { memory: '1Mi' } },
  { limits: { 'hugepages-1Gi': '1Gi', memory: '5Gi' } },
  { requests: { 'hugepages-1Gi': '1Gi' } },
];

/** Pod-level amounts beside containers with and without limits of their own: what is defaulted from what. */
const defaulted: Row[] = levels.flatMap((level): Row[] => [
  { 'spec.resources': level },
  { 'spec.resources': level, 'spec.containers[worker].resources': {} },
  { 'spec.resources': level, 'spec.containers[worker].resources': { requests: { cpu: '1', memory: '1Gi' } } },
  { 'spec.resources': level, 'spec.containers[worker].resources': { limits: { 'hugepages-2Mi': '2Mi', cpu: '1' } } },
  {
    'spec.resources': level,
    'spec.containers[app].resources': { limits: { cpu: '1' } },
    'spec.containers[worker].resources': { limits: { cpu: '1' } },
  },
  { 'spec.resources': level, 'spec.initContainers[setup].resources': {} },
  { 'spec.resources': level, 'spec.initContainers[setup].resources': { limits: { cpu: '9', memory: '9Gi' } } },
  { 'spec.resources': level, 'spec.initContainers[sidecar].resources': {} },
  { 'spec.resources': level, 'spec.initContainers[sidecar].resources': { limits: { cpu: '9', memory: '9Gi' } } },
]);

/** Faults of resources of containers and pods, and of the claims they name. */
export const resourceRows: readonly Row[] = [...pairs, ...claims, ...podLevel, ...defaulted];
