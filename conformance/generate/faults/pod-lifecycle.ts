import type { Json } from '../case.ts';
import { gone, many, type Row } from './faults.ts';
import { app, setup, sidecar } from './pod-paths.ts';

const handlers: Json[] = [
  {},
  null,
  { exec: {} },
  { exec: { command: [] } },
  { exec: { command: [''] } },
  { exec: { command: ['a'] }, httpGet: { port: 1 } },
  { httpGet: {} },
  { httpGet: { port: 0 } },
  { httpGet: { port: 65536 } },
  { httpGet: { port: 'x' } },
  { httpGet: { port: 'X_Y' } },
  { httpGet: { port: '80' } },
  { httpGet: { port: '' } },
  { httpGet: { path: '', port: 80 } },
  { httpGet: { path: 'no slash', port: 80 } },
  { httpGet: { port: 80, scheme: 'https' } },
  { httpGet: { port: 80, scheme: '' } },
  { httpGet: { port: 80, host: 'bad host' } },
  { httpGet: { port: 80, httpHeaders: [{ name: '', value: '' }] } },
  {
    httpGet: {
      port: 80,
      httpHeaders: [
        { name: 'a b', value: 'c' },
        { name: 'X_Ok', value: '' },
        { name: 'ä', value: 'x' },
      ],
    },
  },
  { httpGet: { port: 80, protocol: 'HTTP2' } },
  { httpGet: { port: 80, protocol: 'HTTP3' } },
  { httpGet: { port: 80, protocol: 'HTTP2', scheme: 'HTTPS' } },
  { httpGet: { port: 80, protocol: 'HTTP2', host: 'a' } },
  { tcpSocket: {} },
  { tcpSocket: { port: 0 } },
  { tcpSocket: { port: 'http' } },
  { tcpSocket: { port: -1 } },
  { tcpSocket: { port: 80 }, httpGet: { port: 80 } },
  { tcpSocket: { port: 80 }, exec: { command: ['a'] } },
  { grpc: {} },
  { grpc: { port: 0 } },
  { grpc: { port: 65536 } },
  { grpc: { port: 1, service: 'ä' } },
  { grpc: { port: 1, mode: 'x' } },
  { grpc: { port: 1, mode: 'TLS' } },
  { grpc: { port: 1 }, tcpSocket: { port: 1 } },
  { grpc: { port: 'a' } },
  { sleep: {} },
  { sleep: { seconds: 0 } },
  { sleep: { seconds: -1 } },
  { sleep: { seconds: 31 } },
  { sleep: { seconds: 61 } },
  { sleep: { seconds: 60 } },
  { sleep: { seconds: 5 }, tcpSocket: { port: 1 } },
  { exec: { command: ['a'] }, httpGet: { port: 1 }, tcpSocket: { port: 1 }, grpc: { port: 1 }, sleep: { seconds: 1 } },
];

/** Faults of probes and lifecycle handlers. */
export const probes: Row[] = [
  ...[app, sidecar].flatMap((at): Row[] => [
    ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'].map(
      (field): Row => [`${at}.${field}`, ...handlers],
    ),
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe): Row[] => [
      ...['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'].map(
        (field): Row => [`${at}.${probe}.${field}`, -1, 0, 1, 2, 2147483647, gone],
      ),
      [`${at}.${probe}.terminationGracePeriodSeconds`, -1, 0, 1, gone],
      [`${at}.${probe}.initialDelaySeconds`, 2147483648],
    ]),
  ]),
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(
    (probe): Row => [`${setup}.${probe}`, { exec: { command: ['a'] } }, {}, null],
  ),
  [`${setup}.lifecycle`, {}, { preStop: {} }, null, { postStart: { exec: { command: ['a'] } } }],
  [
    `${app}.lifecycle`,
    {},
    null,
    { preStop: null },
    { preStop: {}, postStart: {} },
    { stopSignal: 'SIGX' },
    { stopSignal: '' },
  ],
  [`${app}.lifecycle.stopSignal`, 'SIGX', 'SIGKILL', 'SIGRTMIN+1', '', 'term'],
  ['spec.containers[iis].lifecycle.stopSignal', 'SIGHUP', 'SIGTERM', ''],
  { 'spec.terminationGracePeriodSeconds': 0, [`${app}.lifecycle.preStop`]: { sleep: { seconds: 1 } } },
  { 'spec.terminationGracePeriodSeconds': 0, [`${app}.lifecycle.preStop`]: { sleep: { seconds: 0 } } },
  { 'spec.terminationGracePeriodSeconds': -1, [`${app}.lifecycle.preStop`]: { sleep: { seconds: 0 } } },
  { 'spec.terminationGracePeriodSeconds': gone, [`${app}.lifecycle.preStop`]: { sleep: { seconds: 31 } } },
  ['spec.terminationGracePeriodSeconds', -1, 0, 1, 4, 9223372036854775000, gone],
];

const rule = (values: Json): Json => ({ action: 'Restart', exitCodes: { operator: 'In', values } });

/** Faults of restart policies and rules. */
export const restarts: Row[] = [
  [`${app}.restartPolicy`, 'Always', 'OnFailure', 'Never', '', 'always', gone, null],
  [
    `${app}.restartPolicyRules`,
    [],
    gone,
    many(rule([1]), 20),
    many(rule([1]), 21),
    [{}],
    [{ action: 'Restart' }],
    [{ action: 'x', exitCodes: { operator: 'x', values: [] } }],
    [{ action: 'RestartAllContainers', exitCodes: { operator: 'In' } }],
    [rule(many(1, 255))],
    [rule(many(1, 256))],
    [rule([-1, 0, 0, 256])],
    [rule([])],
  ],
  { [`${app}.restartPolicy`]: gone, [`${app}.restartPolicyRules`]: [] },
  [`${setup}.restartPolicy`, 'Always', 'OnFailure', 'Never', '', 'x'],
  [`${setup}.restartPolicyRules`, [rule([1])], [{}]],
  { [`${setup}.restartPolicy`]: 'Never', [`${setup}.restartPolicyRules`]: [rule([1]), { action: 'x' }] },
  { [`${setup}.restartPolicy`]: 'Always', [`${setup}.restartPolicyRules`]: [rule([1])] },
  [
    `${sidecar}.restartPolicyRules`,
    [rule([1])],
    [{ action: 'RestartAllContainers', exitCodes: { operator: 'NotIn', values: [1] } }],
    [{}],
    many(rule([1]), 21),
  ],
  [`${sidecar}.restartPolicy`, 'OnFailure', 'Never', gone, 'x'],
  ['spec.restartPolicy', 'Always', 'OnFailure', 'Never', '', 'always', 'UnlessStopped', gone],
  [
    `${app}.resizePolicy`,
    [],
    [{}],
    [{ resourceName: 'cpu' }],
    [{ restartPolicy: 'NotRequired' }],
    [{ resourceName: 'gpu', restartPolicy: 'NotRequired' }],
    [{ resourceName: 'cpu', restartPolicy: 'x' }],
    [
      { resourceName: 'cpu', restartPolicy: 'NotRequired' },
      { resourceName: 'cpu', restartPolicy: 'RestartContainer' },
    ],
  ],
  {
    'spec.restartPolicy': 'Never',
    [`${app}.resizePolicy`]: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
  },
  { 'spec.restartPolicy': 'Never', [`${app}.resizePolicy`]: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] },
  [
    `${setup}.resizePolicy`,
    [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
    [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
  ],
  [
    `${sidecar}.resizePolicy`,
    [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
    [{ resourceName: 'x', restartPolicy: 'NotRequired' }],
  ],
];
