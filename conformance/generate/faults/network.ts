import type { Json } from '../case.ts';
import { endpoints, endpointSlice } from './endpoints.ts';
import { gone, long, product, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';
import { cidrs, service } from './services.ts';

const backends: readonly Json[] = [
  {},
  null,
  { service: {} },
  { service: { name: '' } },
  { service: { name: 'a' } },
  { service: { name: 'a', port: {} } },
  { service: { name: 'a', port: { number: 0 } } },
  { service: { name: 'a', port: { number: 80 } } },
  { service: { name: 'a', port: { number: 65536 } } },
  { service: { name: 'a', port: { number: 80, name: 'http' } } },
  { service: { name: 'a', port: { name: 'A_b' } } },
  { service: { name: 'a', port: { name: long('a', 16) } } },
  { service: { name: 'A', port: { number: 80 } } },
  { service: { name: '1a', port: { number: 80 } } },
  { service: { name: 'a.b', port: { number: 80 } } },
  { resource: {} },
  { resource: { kind: 'A', name: 'b' } },
  { resource: { kind: 'A', name: 'b', apiGroup: '' } },
  { resource: { kind: 'A', name: 'b', apiGroup: 'A_b' } },
  { resource: { kind: 'a/b', name: 'c%d', apiGroup: 'a.b' } },
  { resource: { kind: '', name: '' } },
  { resource: { kind: 'A', name: 'b', apiGroup: 'c' }, service: { name: 'a', port: { number: 80 } } },
];

const http = (path: Json): Json => ({ http: { paths: [path] } });
const backend: Json = { service: { name: 'a', port: { number: 80 } } };

const ingress: Row[] = [
  ['spec.defaultBackend', gone, ...backends],
  ...backends.map((one): Row => ({ 'spec.rules': [http({ path: '/', pathType: 'Prefix', backend: one })] })),
  { 'spec.defaultBackend': gone, 'spec.rules': gone },
  { 'spec.defaultBackend': gone, 'spec.rules': [] },
  { 'spec.defaultBackend': gone, 'spec.rules': [{}] },
  ['spec.rules', [], [{}], [{ http: {} }], [{ http: { paths: [] } }], [{ http: null }]],
  ...[
    '',
    'a',
    '/',
    '/a',
    'a/b',
    '//',
    '/a//b',
    '/./a',
    '/../a',
    '/a/..',
    '/a/.',
    '/%2f',
    '/%2F/a',
    '/a%2fb',
    '/a b',
    '/*',
    '/a?b',
    '/é',
    '/a/',
    '/a;b',
    '/$1(/|$)(.*)',
    gone,
  ].flatMap((path): Row[] =>
    ['Prefix', 'Exact', 'ImplementationSpecific', '', 'x', gone].map((pathType): Row => {
      const one: Record<string, Json> = { backend };
      if (path !== gone) one['path'] = path;
      if (pathType !== gone) one['pathType'] = pathType;
      return { 'spec.rules': [http(one)] };
    }),
  ),
  [
    'spec.rules[0].host',
    `*.${'a.'.repeat(126)}b`,
    '',
    'a',
    'A.b',
    'a_b',
    '*.a',
    '*',
    '*.',
    '*.*.a',
    'a.*',
    '10.0.0.1',
    '::1',
    'a:80',
    'a.b.',
    long('a.', 130),
    'xn--a',
    gone,
  ],
  [
    'spec.tls',
    [],
    [{}],
    [{ hosts: [] }],
    [{ hosts: ['', 'A', '*', '*.a', 'a.*', '1.2.3.4', '*.*.a', long('a.', 130)] }],
    [{ secretName: 'A_b' }],
    [{ secretName: '' }],
    [{ secretName: 'a.b' }],
    [{ hosts: ['*.'] }],
  ],
  ['spec.ingressClassName', '', 'A_b', 'a.b', gone],
  ...['nginx', '', 'A b'].flatMap((value): Row[] => [
    { 'metadata.annotations["kubernetes.io/ingress.class"]': value, 'spec.ingressClassName': gone },
    { 'metadata.annotations["kubernetes.io/ingress.class"]': value, 'spec.ingressClassName': value },
    { 'metadata.annotations["kubernetes.io/ingress.class"]': value, 'spec.ingressClassName': 'other' },
  ]),
];

const ingressClass: Row[] = [
  ['spec', gone, {}],
  [
    'spec.controller',
    '',
    'a',
    'a/b',
    'a.b/c',
    'A.b/c',
    'a.b/',
    '/c',
    'a.b/c/d',
    'a b/c',
    `a.b/${'c'.repeat(246)}`,
    `a.b/${'c'.repeat(247)}`,
    gone,
  ],
  ...[
    {},
    { kind: 'A', name: 'b' },
    { kind: 'A', name: 'b', scope: '' },
    { kind: 'A', name: 'b', scope: 'x' },
    { kind: 'A', name: 'b', scope: 'Cluster' },
    { kind: 'A', name: 'b', scope: 'Cluster', namespace: 'c' },
    { kind: 'A', name: 'b', scope: 'Cluster', namespace: '' },
    { kind: 'A', name: 'b', scope: 'Namespace' },
    { kind: 'A', name: 'b', scope: 'Namespace', namespace: '' },
    { kind: 'A', name: 'b', scope: 'Namespace', namespace: 'A_b' },
    { kind: 'a/b', name: 'c/d' },
    { kind: '', name: '' },
    { kind: 'A', name: 'b', apiGroup: 'A_b' },
    { kind: 'A', name: 'b', apiGroup: '' },
    null,
  ].map((parameters: Json): Row => ({ 'spec.parameters': parameters })),
];

const peers: readonly Json[] = [
  {},
  null,
  { podSelector: {} },
  { ipBlock: {} },
  { ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} },
  { ipBlock: { cidr: '10.0.0.0/8' }, namespaceSelector: {} },
  ...labelSelectors.flatMap((selector): Json[] => [{ podSelector: selector }, { namespaceSelector: selector }]),
  ...cidrs.flatMap((cidr): Json[] => [{ ipBlock: { cidr } }, { ipBlock: { cidr: '10.0.0.0/8', except: [cidr] } }]),
  { ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } },
  { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '11.0.0.0/16'] } },
  { ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.0.0/8'] } },
  { ipBlock: { cidr: '10.0.0.0/8', except: ['fd00::/64'] } },
  { ipBlock: { cidr: 'x', except: ['y'] } },
];

const policyPorts: readonly Json[] = [
  {},
  { port: 0 },
  { port: 80 },
  { port: 65536 },
  { port: 'http' },
  { port: 'A_b' },
  { port: '80' },
  { port: '' },
  { protocol: 'x' },
  { protocol: '' },
  { protocol: 'SCTP' },
  { endPort: 80 },
  { port: 80, endPort: 80 },
  { port: 80, endPort: 79 },
  { port: 80, endPort: 65536 },
  { port: 80, endPort: 0 },
  { port: 'http', endPort: 80 },
  { port: 80, endPort: -1 },
  { port: 0, endPort: 5 },
];

const networkPolicy: Row[] = [
  ['spec', gone, {}],
  ['spec.podSelector', ...labelSelectors, gone],
  [
    'spec.policyTypes',
    [],
    gone,
    ['Ingress'],
    ['Egress'],
    ['Ingress', 'Egress', 'Ingress'],
    ['x'],
    [''],
    ['Ingress', 'Ingress'],
  ],
  ...peers.flatMap((peer): Row[] => [{ 'spec.ingress': [{ from: [peer] }] }, { 'spec.egress': [{ to: [peer] }] }]),
  ...policyPorts.flatMap((one): Row[] => [
    { 'spec.ingress': [{ ports: [one] }] },
    { 'spec.egress': [{ ports: [one] }] },
  ]),
  ...product({
    'spec.policyTypes': [['Ingress'], ['Egress'], gone],
    'spec.egress': [[], [{}], gone],
    'spec.ingress': [[], [{}], gone],
  }),
];

/** Faults of Services and of what leads to them, by kind. */
export const networkFaults: Readonly<Record<string, readonly Row[]>> = {
  Service: service,
  Endpoints: endpoints,
  EndpointSlice: endpointSlice,
  Ingress: ingress,
  IngressClass: ingressClass,
  NetworkPolicy: networkPolicy,
};
