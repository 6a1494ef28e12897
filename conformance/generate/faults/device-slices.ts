import type { Json } from '../case.ts';
import { gone, long, many, product, type Row } from './faults.ts';

const pool: Row[] = [
  ['spec.driver', '', 'A.b', 'a_b', long('a', 63), long('a', 64), gone],
  ['spec.pool', {}, gone, null],
  ['spec.pool.name', '', 'A_b', 'a/b', 'a//b', 'a/', long('a', 253), long('a', 254), gone],
  ['spec.pool.generation', -1, 0, gone],
  ['spec.pool.resourceSliceCount', -1, 0, 1, gone],
  ...product({
    'spec.nodeName': ['a', '', 'A_b', gone],
    'spec.allNodes': [true, false, gone],
    'spec.perDeviceNodeSelection': [true, false, gone],
    'spec.nodeSelector': [
      gone,
      { nodeSelectorTerms: [{}] },
      { nodeSelectorTerms: [] },
      { nodeSelectorTerms: [{}, {}] },
    ],
  }),
  ['spec.nodeSelector', { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a b', operator: 'x' }] }] }],
  [
    'spec.skipNodeOperations',
    [],
    ['x'],
    ['All'],
    ['NodePrepareResources'],
    ['NodePrepareResources', 'NodeUnprepareResources'],
    ['All', 'All'],
  ],
  ['spec.partitionTypeAttribute', '', 'a', 'a.b/c', gone],
];

const attributes: readonly Json[] = [
  {},
  ...[
    '',
    'a/b/c',
    '/a',
    'a/',
    'A b',
    '1a',
    'a.b/c',
    'A.b/C_d',
    'a-b',
    long32(32),
    long32(33),
    `${'a'.repeat(63)}/b`,
    `${'a'.repeat(64)}/b`,
    `a.b/${'c'.repeat(33)}`,
  ].map((key): Json => ({ [key]: { int: 1 } })),
  { a: {} },
  { a: null },
  { a: { int: 1, bool: true } },
  { a: { string: '' } },
  { a: { string: long('x', 64) } },
  { a: { string: long('x', 65) } },
  ...['', '1.2.3', 'v1.2.3', '1.2', 'x', '1.2.3-rc.1+b', `1.2.3-${'x'.repeat(60)}`].map(
    (version): Json => ({ a: { version } }),
  ),
  ...['bools', 'ints', 'strings', 'versions'].flatMap((list): Json[] => [
    { a: { [list]: [] } },
    { a: { [list]: [list === 'bools' ? true : list === 'ints' ? 1 : '1.2.3'] } },
    { a: { [list]: [], int: 1 } },
  ]),
  { $map: ['a%d', { int: 1 }, 32] },
  { $map: ['a%d', { int: 1 }, 33] },
];

function long32(times: number): string {
  return 'a'.repeat(times);
}

const policies: readonly Json[] = [
  {},
  { default: '1' },
  { default: '-1' },
  { default: '1', validValues: [] },
  { default: '1', validValues: ['1'] },
  { default: '1', validValues: ['2', '1'] },
  { default: '1', validValues: ['1', '1'] },
  { default: '3', validValues: ['1', '2'] },
  { default: '1', validValues: ['1', '9'] },
  { default: '1', validValues: ['1', '1.5'] },
  { validValues: ['1'] },
  { default: '1', validValues: many('%d', 10) },
  { default: '1', validValues: many('%d', 11) },
  { default: '1', validRange: {} },
  { default: '1', validRange: { min: '1' } },
  { default: '1', validRange: { min: '2' } },
  { default: '3', validRange: { min: '1', max: '2' } },
  { default: '1', validRange: { min: '1', max: '9' } },
  { default: '1', validRange: { min: '2', max: '1' } },
  { default: '1', validRange: { min: '1', step: '1' } },
  { default: '2', validRange: { min: '1', max: '4', step: '2' } },
  { default: '1', validRange: { min: '1', max: '4', step: '2' } },
  { default: '1', validRange: { min: '1', max: '3', step: '0' } },
  { default: '1', validRange: { min: '1', max: '3', step: '-1' } },
  { default: '1', validRange: { min: '0.5', max: '3', step: '0.5' } },
  { default: '1', validRange: { min: '1u', max: '3', step: '1n' } },
  { default: '0.5', validRange: { min: '1u', max: '3u', step: '1n' } },
  { default: '1', validRange: { min: '0.0005' } },
  { default: '1', validRange: { min: '1', max: '100E', step: '1' } },
  { default: '1', validRange: { min: '1.5', max: '100E' } },
  { default: '1', validRange: { min: '1' }, validValues: ['1'] },
  { validRange: { min: '1' } },
];

const one = (more: Record<string, Json>): Json => ({ name: 'a', ...more });

/** Taints of devices, right and wrong ones. */
export const taints: readonly Json[] = [
  {},
  { key: 'a', effect: '' },
  { key: 'a', effect: 'x' },
  { key: 'a b', effect: 'NoSchedule' },
  { key: 'a', value: 'b c', effect: 'NoSchedule' },
  { key: '', effect: 'None' },
  { key: 'a', effect: 'NoExecute', timeAdded: '2026-01-02T03:04:05Z' },
];

const devices: readonly Json[] = [
  [],
  [{}],
  [one({ name: 'A' })],
  [one({ name: long('a', 64) })],
  [one({}), one({})],
  many(one({ name: 'a%d' }), 128),
  many(one({ name: 'a%d' }), 129),
  many(one({ name: 'a%d', taints: [{ key: 'a', effect: 'NoSchedule' }] }), 64),
  many(one({ name: 'a%d', taints: [{ key: 'a', effect: 'NoSchedule' }] }), 65),
  ...attributes.map((map): Json => [one({ attributes: map })]),
  ...['', 'a/b/c', 'A b', 'a.b/c', 'a'].map((key): Json => [one({ capacity: { [key]: { value: '1' } } })]),
  ...['-1', '0', '1.5'].map((value): Json => [one({ capacity: { a: { value } } })]),
  [one({ capacity: { a: {} } })],
  ...policies.flatMap((requestPolicy): Json[] =>
    [true, false].map(
      (allow): Json => [one({ allowMultipleAllocations: allow, capacity: { a: { value: '8', requestPolicy } } })],
    ),
  ),
  [one({ attributes: { $map: ['a%d', { int: 1 }, 20] }, capacity: { $map: ['b%d', { value: '1' }, 13] } })],
  ...taints.map((taint): Json => [one({ taints: [taint] })]),
  [one({ taints: many({ key: 'a%d', effect: 'NoSchedule' }, 16) })],
  [one({ taints: many({ key: 'a%d', effect: 'NoSchedule' }, 17) })],
  [one({ nodeName: 'a' })],
  [one({ nodeName: '' })],
  [one({ nodeName: 'A_b', allNodes: true })],
  [one({ allNodes: false })],
  [one({ allNodes: true })],
  [one({ nodeSelector: { nodeSelectorTerms: [] } })],
  ...[
    { bindingConditions: ['a'] },
    { bindingFailureConditions: ['a'] },
    { bindingConditions: ['a'], bindingFailureConditions: ['a'] },
    { bindingConditions: ['a', 'a'], bindingFailureConditions: ['b', 'b'] },
    { bindingConditions: ['a b'], bindingFailureConditions: [''] },
    { bindingConditions: many('a%d', 5), bindingFailureConditions: many('b%d', 5) },
    { bindingConditions: many('a%d', 4), bindingFailureConditions: many('b%d', 4) },
    { bindsToNode: true },
  ].map((more: Record<string, Json>): Json => [one(more)]),
  ...[
    {},
    { counterSet: '' },
    { counterSet: 'A', counters: { a: { value: '1' } } },
    { counterSet: 'a', counters: {} },
    { counterSet: 'a', counters: { 'A b': { value: '1' } } },
    { counterSet: 'a', counters: { $map: ['a%d', { value: '1' }, 32] } },
    { counterSet: 'a', counters: { $map: ['a%d', { value: '1' }, 33] } },
    { counterSet: 'a', counters: { a: { value: '-1' } } },
  ].map((use: Json): Json => [one({ consumesCounters: [use] })]),
  [one({ consumesCounters: many({ counterSet: 'a%d', counters: { a: { value: '1' } } }, 3) })],
  [
    one({
      consumesCounters: [
        { counterSet: 'a', counters: { a: { value: '1' } } },
        { counterSet: 'a', counters: { a: { value: '1' } } },
      ],
    }),
  ],
];

const counters: readonly Json[] = [
  [],
  [{}],
  [{ name: 'a', counters: {} }],
  [{ name: '', counters: { a: { value: '1' } } }],
  [{ name: 'A', counters: { 'A b': { value: '1' } } }],
  [{ name: 'a', counters: { a: {} } }],
  [{ name: 'a', counters: { a: { value: '-1' } } }],
  many({ name: 'a%d', counters: { a: { value: '1' } } }, 8),
  many({ name: 'a%d', counters: { a: { value: '1' } } }, 9),
  [{ name: 'a', counters: { $map: ['a%d', { value: '1' }, 32] } }],
  [{ name: 'a', counters: { $map: ['a%d', { value: '1' }, 33] } }],
  [
    { name: 'a', counters: { a: { value: '1' } } },
    { name: 'a', counters: { a: { value: '1' } } },
  ],
];

/** Faults of ResourceSlices. */
export const slice: Row[] = [
  ...pool,
  ['spec.devices', gone, ...devices],
  ['spec.sharedCounters', gone, ...counters],
  ...counters.map((list): Row => ({ 'spec.sharedCounters': list, 'spec.devices': gone })),
  { 'spec.sharedCounters': [], 'spec.devices': [] },
  ['spec', gone, {}],
];
