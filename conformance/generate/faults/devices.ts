import type { Json } from '../case.ts';
import { slice } from './device-slices.ts';
import { gone, long, many, type Row } from './faults.ts';

const expressions: readonly Json[] = [
  '',
  ' ',
  'true',
  '1',
  'device.driver == "a"',
  'device.',
  'nobody',
  'device.attributes["a"].b == "c"',
  'device.capacity["a"].b.isGreaterThan(quantity("1"))',
  long('true && ', 1400),
  'device.attributes["a"].exists(x, true)',
  '[1,2,3].all(a, [1,2,3].all(b, [1,2,3].all(c, device.attributes.all(d, true))))',
  'device.allowMultipleAllocations',
];

/** Seven nested walks over ten numbers: more work than a selector may ask for. */
const costly = 'abcdefg'
  .split('')
  .reduceRight((inner, name) => `[0,1,2,3,4,5,6,7,8,9].all(${name}, ${inner})`, 'a + b + c + d + e + f + g < 99');

const selectors: readonly Json[] = [
  [],
  [{}],
  [{ cel: {} }],
  [{ cel: null }],
  ...[...expressions, costly].map((expression): Json => [{ cel: { expression } }]),
  many({ cel: { expression: 'true' } }, 32),
  many({ cel: { expression: 'true' } }, 33),
];

const tolerations: readonly Json[] = [
  {},
  { operator: '' },
  { operator: 'x' },
  { operator: 'Exists' },
  { operator: 'Exists', value: 'a' },
  { key: 'a', operator: 'Equal', value: 'b c' },
  { key: 'a b', operator: 'Exists' },
  { key: '', operator: 'Equal', value: 'a' },
  { key: 'a', operator: 'Exists', effect: 'x' },
  { key: 'a', operator: 'Exists', effect: 'None' },
  { key: 'a', operator: 'Exists', effect: '' },
  { key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 },
];

const device = (more: Record<string, Json>): Json => ({ deviceClassName: 'a', ...more });

/** What a request for devices and an alternative of one have in common. */
const requests: readonly Json[] = [
  {},
  device({}),
  device({ deviceClassName: '' }),
  device({ deviceClassName: 'A_b' }),
  ...selectors.map((one): Json => device({ selectors: one })),
  ...['', 'All', 'ExactCount', 'x'].flatMap((mode): Json[] =>
    [-1, 0, 1, gone].map(
      (count: Json): Json =>
        count === gone ? device({ allocationMode: mode }) : device({ allocationMode: mode, count }),
    ),
  ),
  device({ count: 2 }),
  device({ adminAccess: true }),
  device({ adminAccess: false }),
  ...tolerations.map((one): Json => device({ tolerations: [one] })),
  device({ tolerations: many({ operator: 'Exists' }, 16) }),
  device({ tolerations: many({ operator: 'Exists' }, 17) }),
  ...[{}, { a: '1' }, { 'a.b/c': '1' }, { 'A b': '1' }, { '': '1' }, { a: '-1' }, { 'a/b/c': '1' }].map(
    (amounts: Json): Json => device({ capacity: { requests: amounts } }),
  ),
  device({ derivedAttributes: [{}] }),
  device({
    derivedAttributes: [
      { name: 'a.b/c', expression: '1' },
      { name: 'a.b/c', expression: '2' },
    ],
  }),
  device({ derivedAttributes: [{ name: 'a b', expression: 'x' }] }),
];

const request = (more: Record<string, Json>): Json => ({ name: 'a', exactly: { deviceClassName: 'c' }, ...more });
const config: readonly Json[] = [
  {},
  { opaque: {} },
  { opaque: null },
  { opaque: { driver: '', parameters: {} } },
  { opaque: { driver: 'A_b', parameters: {} } },
  { opaque: { driver: long('a', 63), parameters: {} } },
  { opaque: { driver: long('a', 64), parameters: {} } },
  ...[null, [], 'x', 1, {}].map((parameters: Json): Json => ({ opaque: { driver: 'a', parameters } })),
  { opaque: { driver: 'a' } },
  { opaque: { driver: 'a', parameters: { a: long('x', 10231) } } },
  { opaque: { driver: 'a', parameters: { a: long('x', 10240) } } },
];

const claimRows = (at: string): Row[] => [
  [`${at}.devices`, {}, null, gone],
  [
    `${at}.devices.requests`,
    [],
    gone,
    [{}],
    [request({ name: '' })],
    [request({ name: 'A' })],
    [request({ name: 'a.b' })],
    [request({}), request({})],
    [{ name: 'a' }],
    [request({ firstAvailable: [] })],
    [request({ firstAvailable: [{ name: 'b', deviceClassName: 'c' }] })],
    [{ name: 'a', firstAvailable: [] }],
    many(request({ name: 'a%d' }), 32),
    many(request({ name: 'a%d' }), 33),
  ],
  ...requests.flatMap((one): Row[] => [
    { [`${at}.devices`]: { requests: [{ name: 'a', exactly: one }] } },
    {
      [`${at}.devices`]: {
        requests: [{ name: 'a', firstAvailable: [{ name: 'b', ...(one as Record<string, Json>) }] }],
      },
    },
  ]),
  {
    [`${at}.devices`]: {
      requests: [
        {
          name: 'a',
          firstAvailable: [
            { name: 'b', deviceClassName: 'c' },
            { name: 'b', deviceClassName: 'c' },
          ],
        },
      ],
    },
  },
  { [`${at}.devices`]: { requests: [{ name: 'a', firstAvailable: [{ name: 'A_b', deviceClassName: 'c' }] }] } },
  { [`${at}.devices`]: { requests: [{ name: 'a', firstAvailable: many({ name: 'b%d', deviceClassName: 'c' }, 8) }] } },
  { [`${at}.devices`]: { requests: [{ name: 'a', firstAvailable: many({ name: 'b%d', deviceClassName: 'c' }, 9) }] } },
  ...[
    {},
    { matchAttribute: 'a' },
    { matchAttribute: 'a.b/c' },
    { matchAttribute: 'A b/c' },
    { matchAttribute: '' },
    { matchAttribute: 'a.b/c', distinctAttribute: 'a.b/d' },
    { distinctAttribute: 'x' },
    { distinctAttribute: 'a.b/' },
    { matchAttribute: `a.b/${'c'.repeat(33)}` },
    { matchAttribute: `${'a'.repeat(64)}/c` },
    { matchAttribute: 'a.b/c/d' },
  ].map((one: Record<string, Json>): Row => [`${at}.devices.constraints`, [one], [{ ...one, requests: ['gpu'] }]]),
  ...[['gpu', 'gpu'], ['nobody'], ['nic/fast'], ['nic/none'], ['a/b/c'], ['A_b'], [''], ['gpu/x'], []].map(
    (names: Json): Row => [`${at}.devices.constraints`, [{ requests: names, matchAttribute: 'a.b/c' }]],
  ),
  ...[['gpu', 'gpu'], ['nobody'], ['nic/fast'], ['a/b/c']].map(
    (names: Json): Row => [`${at}.devices.config`, [{ requests: names, opaque: { driver: 'a', parameters: {} } }]],
  ),
  [`${at}.devices.constraints`, many({ matchAttribute: 'a.b/c' }, 32), many({ matchAttribute: 'a.b/c' }, 33)],
  [
    `${at}.devices.config`,
    [],
    ...config.map((one): Json => [one]),
    many({ opaque: { driver: 'a', parameters: {} } }, 32),
    many({ opaque: { driver: 'a', parameters: {} } }, 33),
  ],
  {
    [`${at}.devices`]: {
      requests: [request({})],
      constraints: [{ requests: many('r%d', 33), matchAttribute: 'a.b/c' }],
      config: [{ requests: many('r%d', 33), opaque: { driver: 'a', parameters: {} } }],
    },
  },
];

const deviceClass: Row[] = [
  ['spec', gone, {}],
  ['spec.selectors', gone, ...selectors],
  [
    'spec.config',
    [],
    gone,
    ...config.map((one): Json => [one]),
    many({ opaque: { driver: 'a', parameters: {} } }, 32),
    many({ opaque: { driver: 'a', parameters: {} } }, 33),
  ],
  [
    'spec.extendedResourceName',
    '',
    'a',
    'a.b/c',
    'A b/c',
    'requests.a.b/c',
    'kubernetes.io/a',
    'a.kubernetes.io/b',
    'requests.a/b',
    'a.b/c/d',
    `a.b/${'c'.repeat(64)}`,
    gone,
  ],
];

/** Faults of dynamic resource allocation, by kind. */
export const deviceFaults: Readonly<Record<string, readonly Row[]>> = {
  DeviceClass: deviceClass,
  ResourceClaim: [...claimRows('spec'), ['spec', gone, {}]],
  ResourceClaimTemplate: [
    ...claimRows('spec.spec'),
    ['spec', gone, {}],
    [
      'spec.metadata',
      {},
      null,
      { name: 'a' },
      { labels: { 'a b': 'c' }, annotations: { 'a b': 'c' } },
      { namespace: 'a', uid: 'b', finalizers: ['c'] },
    ],
  ],
  ResourceSlice: slice,
};
