import type { Json } from '../case.ts';
import { gone, long, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';

const references: readonly Json[] = ['kind', 'name'].flatMap((field): Json[] =>
  ['', 'a/b', '.', '..', 'a%b', 'A b'].map(
    (value): Json => ({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', [field]: value }),
  ),
);
const versions: readonly Json[] = ['', 'v1', 'apps/v1', 'a/b/c', '/', 'apps/', '/v1', 'A_b/v1'];

const targets: readonly Json[] = [
  {},
  null,
  { type: 'Utilization', averageUtilization: 0 },
  { type: 'Utilization', averageUtilization: -1 },
  { type: 'Utilization', averageUtilization: 1 },
  { type: 'Utilization', averageValue: '1' },
  { type: 'Utilization', averageUtilization: 5, averageValue: '1' },
  { type: 'Value', value: '1' },
  { type: 'Value', value: '0' },
  { type: 'Value', value: '-1' },
  { type: 'Value', value: '1', averageValue: '1' },
  { type: 'AverageValue', averageValue: '1' },
  { type: 'AverageValue', averageValue: '0' },
  { type: 'AverageValue', averageValue: '100m' },
  { type: 'x', averageValue: '1' },
  { type: '', value: '1' },
  { averageUtilization: 5 },
];

const ok: Json = { type: 'AverageValue', averageValue: '1' };
const described: Json = { apiVersion: 'v1', kind: 'A', name: 'b' };

const members: Record<string, (target: Json) => Record<string, Json>> = {
  resource: (target) => ({ name: 'cpu', target }),
  containerResource: (target) => ({ name: 'cpu', container: 'a', target }),
  pods: (target) => ({ metric: { name: 'a' }, target }),
  object: (target) => ({ describedObject: described, metric: { name: 'a' }, target }),
  external: (target) => ({ metric: { name: 'a' }, target }),
};
const typeOf = (member: string): string => member.charAt(0).toUpperCase() + member.slice(1);
const metric = (member: string, value: Json): Json => ({ type: typeOf(member), [member]: value });
const names = Object.keys(members);

const metrics: readonly Json[] = [
  {},
  null,
  { type: '' },
  { type: 'x' },
  { type: 'Resource' },
  ...names.flatMap((member): Json[] => {
    const make = members[member] as (target: Json) => Record<string, Json>;
    return [
      metric(member, {}),
      metric(member, null),
      { type: 'x', [member]: make(ok) },
      { [member]: make(ok) },
      ...targets.map((target): Json => metric(member, make(target))),
      ...names
        .filter((other) => other !== member)
        .map(
          (other): Json => ({ type: typeOf(member), [member]: make(ok), [other]: (members[other] as typeof make)(ok) }),
        ),
      ...names
        .filter((other) => other !== member)
        .map((other): Json => ({ type: typeOf(member), [other]: (members[other] as typeof make)(ok) })),
    ];
  }),
  ...['', 'a/b', '.', 'a b', 'a%b'].flatMap((name): Json[] =>
    ['pods', 'external'].map((member): Json => metric(member, { metric: { name }, target: ok })),
  ),
  ...labelSelectors.map((selector): Json => metric('external', { metric: { name: 'a', selector }, target: ok })),
  ...['', 'gpu', 'example.com/a', 'a b', 'memory', 'hugepages-2Mi', 'pods'].flatMap((name): Json[] => [
    metric('resource', { name, target: ok }),
    metric('containerResource', { name, container: 'a', target: ok }),
  ]),
  ...['', 'A', 'a.b', long('a', 64)].map(
    (container): Json => metric('containerResource', { name: 'cpu', container, target: ok }),
  ),
  ...[...references, ...versions.map((apiVersion): Json => ({ apiVersion, kind: 'A', name: 'b' }))].map(
    (describedObject): Json => metric('object', { describedObject, metric: { name: 'a' }, target: ok }),
  ),
];

const policy = (more: Record<string, Json>): Json => ({ type: 'Pods', value: 1, periodSeconds: 1, ...more });

const scaling: readonly Json[] = [
  {},
  null,
  { policies: [] },
  { policies: null },
  { policies: [{}] },
  { policies: [policy({})] },
  ...['', 'x', 'Percent', 'pods'].map((type): Json => ({ policies: [policy({ type })] })),
  ...[-1, 0].flatMap((value): Json[] => [
    { policies: [policy({ value })] },
    { policies: [policy({ periodSeconds: value })] },
  ]),
  { policies: [policy({ periodSeconds: 1800 })] },
  { policies: [policy({ periodSeconds: 1801 })] },
  ...['', 'x', 'Max', 'Min', 'Disabled'].map((selectPolicy): Json => ({ selectPolicy })),
  ...[-1, 0, 3600, 3601].map((seconds): Json => ({ stabilizationWindowSeconds: seconds })),
  ...['-1', '0', '0.1', '5'].map((tolerance): Json => ({ tolerance })),
];

/** Faults of HorizontalPodAutoscalers of both versions. */
export const autoscalingFaults: Readonly<Record<string, readonly Row[]>> = {
  HorizontalPodAutoscaler: [
    ['spec', gone, {}],
    ...[-1, 0, 1, 2, 5, 6, gone].flatMap((min: Json): Row[] =>
      [-1, 0, 1, 5, gone].map((max: Json): Row => ({ 'spec.minReplicas': min, 'spec.maxReplicas': max })),
    ),
    { 'spec.minReplicas': 0, 'spec.metrics': [] },
    { 'spec.minReplicas': 0, 'spec.metrics': [metric('external', { metric: { name: 'a' }, target: ok })] },
    { 'spec.minReplicas': 0, 'spec.metrics': [metric('resource', { name: 'cpu', target: ok })] },
    [
      'spec.scaleTargetRef',
      {},
      gone,
      null,
      ...references,
      ...versions.map((apiVersion): Json => ({ apiVersion, kind: 'A', name: 'b' })),
    ],
    ['spec.targetCPUUtilizationPercentage', -1, 0, 1, 101, gone],
    ['spec.metrics', [], null, gone, ...metrics.map((one): Json => [one])],
    ['spec.behavior', {}, null, gone],
    ...scaling.flatMap((rules): Row[] => [
      { 'spec.behavior': { scaleUp: rules } },
      { 'spec.behavior': { scaleDown: rules } },
    ]),
    ...[
      'autoscaling.alpha.kubernetes.io/metrics',
      'autoscaling.alpha.kubernetes.io/conditions',
      'autoscaling.alpha.kubernetes.io/behavior',
      'autoscaling.alpha.kubernetes.io/current-metrics',
    ].flatMap((key): Row[] =>
      [
        'x',
        '[]',
        '{}',
        '',
        '[{"type":"External","external":{"metricName":"a","targetValue":"1"}}]',
        '{"ScaleUp":{"SelectPolicy":"Min"}}',
      ].map((value): Row => ({ [`metadata.annotations["${key}"]`]: value })),
    ),
  ],
};
