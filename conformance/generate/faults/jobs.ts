import type { Base } from '../bases.ts';
import type { Change, Json } from '../case.ts';
import { counts, cronJob } from './cronjobs.ts';
import { gone, long, many, patches, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';

const exit = (more: Record<string, Json>): Json => ({
  action: 'FailJob',
  onExitCodes: { operator: 'In', values: [1], ...more },
});
const condition = (more: Record<string, Json>): Json => ({
  action: 'Ignore',
  onPodConditions: [{ type: 'A', status: 'True', ...more }],
});

const failureRules: readonly Json[] = [
  {},
  { action: '' },
  { action: 'FailJob' },
  { action: 'x', onExitCodes: { operator: 'In', values: [1] } },
  { action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } },
  { action: 'Count', onExitCodes: null, onPodConditions: [] },
  { action: 'FailJob', onExitCodes: {}, onPodConditions: [{}] },
  exit({}),
  exit({ operator: '' }),
  exit({ operator: 'in' }),
  exit({ values: [] }),
  exit({ values: [0] }),
  exit({ operator: 'NotIn', values: [0] }),
  exit({ values: [2, 1] }),
  exit({ values: [1, 1] }),
  exit({ values: [-1, 256] }),
  exit({ values: many(5, 255) }),
  exit({ values: many(5, 256) }),
  exit({ containerName: 'nobody' }),
  exit({ containerName: 'app' }),
  exit({ containerName: 'setup' }),
  exit({ containerName: '' }),
  condition({}),
  condition({ type: '' }),
  condition({ type: 'a b' }),
  condition({ status: '' }),
  condition({ status: 'true' }),
  { action: 'Ignore', onPodConditions: [{ type: 'A' }] },
  { action: 'Ignore', onPodConditions: many({ type: 'A%d', status: 'True' }, 20) },
  { action: 'Ignore', onPodConditions: many({ type: 'A%d', status: 'True' }, 21) },
  { action: 'Ignore', onExitCodes: { operator: 'In', values: [1] }, onPodConditions: [{ type: 'A', status: 'True' }] },
];

const indexes: Json[] = [
  '',
  '0',
  '0-2',
  '0,2',
  '2,0',
  '0-0',
  '2-1',
  '1-1-1',
  'a',
  '-1',
  '0,',
  ',0',
  '0,0',
  '5',
  '0-5',
  '99999999999',
  '1 ',
  '0-a',
  'a-1',
  '0,1-2,4',
];

const policies: Row[] = [
  [
    'podFailurePolicy',
    {},
    null,
    gone,
    { rules: null },
    { rules: [] },
    { rules: many(exit({}), 20) },
    { rules: many(exit({}), 21) },
    ...failureRules.map((rule): Json => ({ rules: [rule] })),
  ],
  ...['Failed', 'TerminatingOrFailed', '', 'x', gone].flatMap((policy): Row[] => [
    ['podReplacementPolicy', policy],
    { podReplacementPolicy: policy, podFailurePolicy: gone },
  ]),
  { podFailurePolicy: { rules: [] }, 'template.spec.restartPolicy': 'OnFailure' },
  { podFailurePolicy: { rules: [] }, 'template.spec.restartPolicy': 'Never' },
  {
    podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [1] } }] },
    backoffLimitPerIndex: gone,
    maxFailedIndexes: gone,
  },
  [
    'successPolicy',
    {},
    null,
    gone,
    { rules: [] },
    { rules: [{}] },
    { rules: many({ succeededCount: 1 }, 20) },
    { rules: many({ succeededCount: 1 }, 21) },
  ],
  ...indexes.flatMap((text): Row[] => [
    ['successPolicy', { rules: [{ succeededIndexes: text }] }],
    ['successPolicy', { rules: [{ succeededIndexes: text, succeededCount: 2 }] }],
  ]),
  [
    'successPolicy',
    { rules: [{ succeededCount: -1 }] },
    { rules: [{ succeededCount: 0 }] },
    { rules: [{ succeededCount: 5 }] },
    { rules: [{ succeededCount: 6 }] },
    { rules: [{ succeededIndexes: long('0,', 32769) }] },
  ],
  { successPolicy: { rules: [{ succeededCount: 1 }] }, completionMode: 'NonIndexed' },
  { successPolicy: { rules: [{ succeededCount: 1 }] }, completionMode: gone },
  { successPolicy: { rules: [{ succeededIndexes: '0', succeededCount: 1 }] }, completions: 0 },
  {
    successPolicy: { rules: [{ succeededIndexes: '0' }] },
    completionMode: 'Indexed',
    completions: gone,
    parallelism: gone,
  },
  { successPolicy: { rules: [{ succeededIndexes: '0' }] }, completionMode: 'Indexed', completions: gone },
  { successPolicy: { rules: [{ succeededCount: 1 }] }, completionMode: 'Indexed', completions: gone, parallelism: 2 },
];

const numbers: Row[] = [
  ...[
    'activeDeadlineSeconds',
    'backoffLimit',
    'completions',
    'parallelism',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ].map((field): Row => [field, ...counts]),
  ['completionMode', 'Indexed', 'NonIndexed', '', 'x', gone, null],
  { completionMode: 'Indexed', completions: gone },
  { completionMode: 'Indexed', completions: gone, parallelism: gone, successPolicy: gone },
  {
    completionMode: 'Indexed',
    completions: gone,
    successPolicy: gone,
    maxFailedIndexes: gone,
    backoffLimitPerIndex: gone,
    podFailurePolicy: gone,
  },
  { completionMode: 'Indexed', completions: 100000, parallelism: 100000 },
  { completionMode: 'Indexed', completions: 100001, parallelism: 100001 },
  {
    completionMode: 'Indexed',
    completions: 100001,
    parallelism: 10000,
    backoffLimitPerIndex: 1,
    maxFailedIndexes: 10000,
  },
  {
    completionMode: 'Indexed',
    completions: 100001,
    parallelism: 10001,
    backoffLimitPerIndex: 1,
    maxFailedIndexes: 10001,
  },
  { completionMode: 'Indexed', completions: 100001, parallelism: 1, backoffLimitPerIndex: 1, maxFailedIndexes: gone },
  {
    completionMode: 'Indexed',
    completions: 100001,
    parallelism: 1,
    backoffLimitPerIndex: gone,
    maxFailedIndexes: gone,
    podFailurePolicy: gone,
  },
  { completionMode: 'Indexed', completions: 5, backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
  { completionMode: 'Indexed', completions: 200000, backoffLimitPerIndex: 1, maxFailedIndexes: 100001 },
  { completionMode: 'Indexed', completions: 200000, backoffLimitPerIndex: gone, maxFailedIndexes: 5 },
  { completionMode: 'NonIndexed', backoffLimitPerIndex: 1, maxFailedIndexes: 1 },
  { completionMode: gone, backoffLimitPerIndex: gone, maxFailedIndexes: 1 },
  { completions: gone, parallelism: gone },
  {
    completionMode: 'Indexed',
    completions: 100001,
    parallelism: 10001,
    backoffLimitPerIndex: gone,
    maxFailedIndexes: gone,
    podFailurePolicy: gone,
    successPolicy: gone,
  },
  { completions: 5, parallelism: gone },
  { completions: 2147483647, parallelism: 0 },
  [
    'managedBy',
    '',
    'a',
    'a/b',
    'example.com/a',
    'example.com/A b',
    'A.b/c',
    'a.b/',
    '/a',
    'a.b/c/d',
    'kubernetes.io/job-controller',
    `a.b/${'c'.repeat(59)}`,
    `a.b/${'c'.repeat(60)}`,
    gone,
  ],
  ['manualSelector', true, false, gone, null],
  ['suspend', true, false, gone, 'x'],
];

const selectors: Row[] = [...labelSelectors, gone, { matchLabels: { app: 'other' } }].flatMap((selector): Row[] =>
  [true, false, gone].map((manual): Row => ({ manualSelector: manual, selector })),
);

const templates: Row[] = [
  ['template', gone, null, {}, { metadata: {}, spec: {} }],
  ['template.spec.restartPolicy', 'Always', 'OnFailure', 'Never', '', 'x', gone],
  [
    'template.metadata.labels',
    gone,
    { 'batch.kubernetes.io/job-name': 'x' },
    { 'job-name': 'x' },
    { 'controller-uid': 'x' },
    { 'batch.kubernetes.io/controller-uid': 'x' },
    { 'a b': 'c' },
  ],
  { 'template.metadata.labels["job-name"]': 'x', manualSelector: gone, selector: gone },
  { 'template.metadata.labels["controller-uid"]': 'x', manualSelector: gone, selector: gone },
  { 'template.metadata.labels["batch.kubernetes.io/controller-uid"]': 'x', manualSelector: gone, selector: gone },
  { selector: { matchLabels: { 'controller-uid': 'x' } }, manualSelector: gone },
  { 'template.spec.hostname': 'A_b' },
];

const scheduling: Row[] = [
  [
    'scheduling',
    {},
    null,
    gone,
    { schedulingPolicy: {} },
    { schedulingPolicy: { basic: {}, gang: { minCount: 1 } } },
    { schedulingPolicy: { gang: { minCount: 0 } } },
    { schedulingPolicy: { gang: { minCount: 99 } } },
    { disruptionMode: {} },
    { disruptionMode: { single: {}, all: {} } },
    { schedulingConstraints: { topology: [{ key: '' }, { key: 'a' }] } },
    { resourceClaims: [{}] },
  ],
];

const rows: readonly Row[] = [...policies, ...numbers, ...selectors, ...templates, ...scheduling];

/** Faults of jobs, alone and in a CronJob. */
export function* jobFaults(base: Base): Generator<Change[]> {
  const { kind } = base.manifest as { kind: string };
  if (kind === 'Job') {
    yield* patches(base, 'spec.', rows);
    for (const name of [long('a', 60), long('a', 61), long('a', 62), 'a.b', 'A']) yield [['metadata.name', name]];
  } else if (kind === 'CronJob') {
    yield* patches(base, 'spec.jobTemplate.spec.', rows);
    yield* patches(base, '', cronJob);
  }
}
