import type { Base } from '../bases.ts';
import type { Change, Json } from '../case.ts';
import { gone, long, patches, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';
import { claimRows } from './pod-claims.ts';

const counts: Json[] = [-1, 0, 1, 2147483647, 2147483648, '1', 1.5, gone, null];
const amounts: Json[] = [
  0,
  1,
  -1,
  2147483647,
  '0',
  '0%',
  '1%',
  '25%',
  '100%',
  '101%',
  '1000%',
  '-1%',
  '1.5%',
  '%',
  '',
  'x',
  '5 %',
  gone,
  null,
];

const selectors: Json[] = [
  ...labelSelectors,
  gone,
  { matchLabels: { app: 'other' } },
  { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web', 'small'] }] },
];

const templates: Row[] = [
  ['spec.template', gone, null, {}, { metadata: {} }, { spec: {} }],
  [
    'spec.template.metadata',
    gone,
    null,
    {},
    { labels: { app: 'other' } },
    { labels: { 'a b': 'c' }, annotations: { 'a b': 'c' } },
    { name: 'A_b', namespace: 'A_b', generateName: 'A_', finalizers: ['a'], ownerReferences: [{}] },
  ],
  ['spec.template.spec.restartPolicy', 'Always', 'OnFailure', 'Never', '', 'x', gone],
  ['spec.template.spec.activeDeadlineSeconds', -1, 0, 1, 5],
  { 'spec.template.spec.activeDeadlineSeconds': 1, 'spec.template.spec.restartPolicy': 'Never' },
];

const selected: Row[] = [
  ['spec.selector', ...selectors],
  ...selectors.map((selector) => ({ 'spec.selector': selector, 'spec.template.metadata.labels': { a: 'b' } })),
  { 'spec.selector': {}, 'spec.template': {} },
];

const rollingPairs = (path: string): Row[] =>
  amounts.flatMap((first) =>
    amounts.map(
      (second): Row => ({
        [path]: { maxSurge: first === gone ? null : first, maxUnavailable: second === gone ? null : second },
      }),
    ),
  );

const deployment: Row[] = [
  ['spec.replicas', ...counts],
  ['spec.minReadySeconds', ...counts],
  ['spec.revisionHistoryLimit', ...counts],
  ['spec.progressDeadlineSeconds', ...counts, 600, 5, 6],
  ...[
    [5, 5],
    [6, 5],
    [0, 0],
    [600, gone],
    [599, gone],
    [0, -1],
    [-5, -1],
    [10, 600],
  ].map(
    ([ready, progress]): Row => ({
      'spec.minReadySeconds': ready as Json,
      'spec.progressDeadlineSeconds': progress as Json,
    }),
  ),
  ['spec.paused', true, false, 'yes'],
  [
    'spec.strategy',
    {},
    null,
    gone,
    { type: 'Recreate' },
    { type: 'RollingUpdate' },
    { type: '' },
    { type: 'x' },
    { type: 'Recreate', rollingUpdate: {} },
    { type: 'Recreate', rollingUpdate: null },
    { rollingUpdate: { maxSurge: 1 } },
    { type: 'rollingUpdate' },
  ],
  ...rollingPairs('spec.strategy.rollingUpdate'),
];

const daemonSet: Row[] = [
  ['spec.minReadySeconds', ...counts],
  ['spec.revisionHistoryLimit', ...counts],
  [
    'spec.updateStrategy',
    {},
    null,
    gone,
    { type: 'OnDelete' },
    { type: 'RollingUpdate' },
    { type: '' },
    { type: 'x' },
    { type: 'OnDelete', rollingUpdate: { maxSurge: -1 } },
    { type: 'Recreate' },
  ],
  { 'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
  {
    'spec.updateStrategy': { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    'spec.template.spec.containers[0].ports': [{ containerPort: 1, hostPort: 1 }],
  },
  ...rollingPairs('spec.updateStrategy.rollingUpdate'),
  ['spec.templateGeneration', -1, 1],
];

const replicas: Row[] = [
  ['spec.replicas', ...counts],
  ['spec.minReadySeconds', ...counts],
];

const controller: Row[] = [
  ...replicas,
  ['spec.selector', {}, null, gone, { app: 'other' }, { a: 'b c' }, { 'a b': 'c' }, { app: 1 }],
  { 'spec.selector': gone, 'spec.template': gone },
  { 'spec.selector': gone, 'spec.template.metadata.labels': gone },
  { 'spec.selector': { 'a b': 'c d' }, 'spec.template.metadata.labels': { 'a b': 'c d' } },
];

const statefulSet: Row[] = [
  ...replicas,
  ['spec.revisionHistoryLimit', ...counts],
  ['spec.serviceName', '', 'A_b', 'a.b', 'a', long('a', 63), long('a', 64), gone, null],
  ['spec.podManagementPolicy', '', 'Parallel', 'OrderedReady', 'x', gone],
  ['spec.ordinals', {}, null, { start: -1 }, { start: 0 }, { start: 1 }, gone],
  [
    'spec.persistentVolumeClaimRetentionPolicy',
    {},
    null,
    gone,
    { whenDeleted: 'x' },
    { whenScaled: 'x' },
    { whenDeleted: '', whenScaled: '' },
    { whenDeleted: 'Delete', whenScaled: 'Delete' },
  ],
  [
    'spec.updateStrategy',
    {},
    null,
    gone,
    { type: 'OnDelete' },
    { type: 'RollingUpdate' },
    { type: '' },
    { type: 'x' },
    { type: 'Recreate' },
    { type: 'OnDelete', rollingUpdate: { partition: 1 } },
    { type: 'OnDelete', rollingUpdate: {} },
    { type: 'Recreate', rollingUpdate: {} },
  ],
  { 'spec.updateStrategy.type': 'OnDelete' },
  ['spec.updateStrategy.rollingUpdate.partition', ...counts],
  ['spec.updateStrategy.rollingUpdate.maxUnavailable', ...amounts],
  ...claimRows('spec.volumeClaimTemplates[0].spec'),
  ['spec.volumeClaimTemplates', [], null, gone, [{}], [null]],
  [
    'spec.volumeClaimTemplates[0].metadata',
    {},
    null,
    gone,
    { name: 'A_b' },
    { name: 'claim', labels: { 'a b': 'c' }, annotations: { 'a b': 'c' }, finalizers: ['a'], namespace: 'x' },
  ],
  ['spec.volumeClaimTemplates[0].metadata.name', 'claim', 'A_b', 'a.b', long('a', 64), 'empty', ''],
  ['spec.volumeClaimTemplates[0].apiVersion', 'v2', ''],
  ['spec.volumeClaimTemplates[0].kind', 'Pod', ''],
  { 'spec.template.spec.containers[0].volumeMounts': [{ name: 'data', mountPath: '/data' }] },
  { 'spec.template.spec.containers[0].volumeMounts': [{ name: 'nobody', mountPath: '/data' }] },
  { 'spec.template.spec.containers[0].volumeDevices': [{ name: 'data', devicePath: '/data' }] },
  {
    'spec.template.spec.containers[0].volumeMounts': [{ name: 'data', mountPath: '/data' }],
    'spec.volumeClaimTemplates[0].spec.accessModes': [],
  },
  { 'spec.template.spec.volumes': [{ name: 'data', emptyDir: {}, hostPath: {} }] },
  {
    'spec.template.spec.volumes': [
      { name: 'data', emptyDir: {} },
      { name: 'data', emptyDir: {} },
    ],
  },
  { 'spec.template.spec.volumes': [{ name: 'A_b' }] },
  { 'spec.template.spec.hostname': 'A_b', 'spec.template.spec.subdomain': 'A_b' },
  { 'spec.template.spec.hostname': 'A_b', 'spec.volumeClaimTemplates': gone },
];

/** Faults of the kinds of `apps` and of ReplicationController, above their templates. */
export function* workloadFaults(base: Base): Generator<Change[]> {
  const rows = byKind[(base.manifest as { kind: string }).kind];
  if (rows) yield* patches(base, '', rows);
}

const byKind: Record<string, readonly Row[]> = {
  PodTemplate: [['template', gone, null, {}]],
  ReplicationController: [...controller, ...templates],
  ReplicaSet: [...replicas, ...selected, ...templates],
  Deployment: [...deployment, ...selected, ...templates],
  DaemonSet: [...daemonSet, ...selected, ...templates],
  StatefulSet: [...statefulSet, ...selected, ...templates],
};
