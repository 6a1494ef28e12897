import { gone, long, type Row } from './faults.ts';
import { environment } from './pod-environment.ts';
import { probes, restarts } from './pod-lifecycle.ts';
import { app, setup, sidecar } from './pod-paths.ts';

const names: Row[] = [
  [`${app}.name`, 'worker', 'setup', 'sidecar', 'a.b', 'a_b', 'App', '', 'a-', long('a', 63), long('a', 64)],
  [`${sidecar}.name`, 'app', 'setup', '', 'A'],
  [`${app}.image`, '', ' ', 'a b', ' nginx', 'nginx ', 'nginx\n', '\tnginx', 'NGINX:Latest', '@@@', 'a@sha256:x'],
  [`${sidecar}.image`, '', ' nginx', 'nginx '],
  [`${app}.imagePullPolicy`, 'IfNotPersent', 'always', 'Always', 'Never', 'IfNotPresent', ''],
  [`${app}.terminationMessagePolicy`, 'File', 'FallbackToLogsOnError', 'file', ''],
  ['spec.containers', [], gone, null],
  { 'spec.containers[+]': { $copy: 'spec.containers[0]' } },
  [
    'spec.initContainers[+]',
    { name: 'app', image: 'a' },
    { name: 'late', image: 'a' },
    {
      name: 'late',
      image: 'a',
      restartPolicy: 'Always',
      ports: [{ containerPort: 1, hostPort: 9090, hostIP: '127.0.0.1' }],
    },
  ],
];

const ephemeral: Row[] = [
  [
    'spec.ephemeralContainers',
    [],
    null,
    [{ name: 'debug', image: 'debug', terminationMessagePolicy: 'File', imagePullPolicy: 'Always' }],
  ],
  ...[
    { name: 'debug', image: 'debug' },
    { name: 'app', image: 'debug' },
    { name: 'debug', image: ' debug' },
    { name: 'debug', image: 'debug', targetContainerName: 'app' },
    { name: 'debug', image: 'debug', targetContainerName: 'nobody' },
    { name: '', image: '' },
    { name: 'debug', image: 'debug', ports: [{ containerPort: 1 }] },
    {
      name: 'debug',
      image: 'debug',
      livenessProbe: { exec: { command: ['a'] } },
      readinessProbe: { exec: { command: ['a'] } },
      startupProbe: {},
    },
    { name: 'debug', image: 'debug', lifecycle: { preStop: { exec: { command: ['a'] } } } },
    { name: 'debug', image: 'debug', resources: { limits: { cpu: '1' } } },
    { name: 'debug', image: 'debug', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] },
    { name: 'debug', image: 'debug', restartPolicy: 'Always' },
    {
      name: 'debug',
      image: 'debug',
      restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }],
    },
    {
      name: 'debug',
      image: 'debug',
      volumeMounts: [
        { name: 'empty', mountPath: '/a', subPath: 'b' },
        { name: 'empty', mountPath: '/b', subPathExpr: 'b' },
      ],
    },
    {
      name: 'debug',
      image: 'debug',
      volumeMounts: [
        { name: 'empty', mountPath: '/a' },
        { name: 'missing', mountPath: '/b' },
      ],
    },
    { name: 'debug', image: 'debug', volumeDevices: [{ name: 'block', devicePath: '/dev/a' }] },
    {
      name: 'debug',
      image: 'debug',
      stdin: true,
      tty: true,
      securityContext: { runAsUser: -1 },
      env: [{ name: '' }],
      envFrom: [{}],
      command: ['a'],
      args: ['b'],
      workingDir: '/',
      stdinOnce: true,
      terminationMessagePath: '/a',
    },
    { name: 'debug', image: 'debug', securityContext: { windowsOptions: {}, appArmorProfile: { type: 'x' } } },
  ].map((one): Row => ['spec.ephemeralContainers', [one], [one, one]]),
];

const ports: Row[] = [
  [`${app}.ports[0].containerPort`, 0, 1, -1, 65535, 65536, gone, '80', 80.5],
  [`${app}.ports[0].hostPort`, 0, 1, -1, 65535, 65536, 9090],
  [`${app}.ports[0].protocol`, 'tcp', 'UDP', 'SCTP', '', 'QUIC', gone],
  [
    `${app}.ports[0].name`,
    '',
    'metrics',
    'HTTP',
    'a--b',
    '-a',
    'a-',
    '123',
    long('a', 15),
    long('a', 16),
    'a_b',
    'a.b',
  ],
  [`${app}.ports[0].hostIP`, '', 'x', '::1', '10.0.0.256'],
  [
    `${app}.ports[+]`,
    { containerPort: 8080 },
    { containerPort: 8080, protocol: 'UDP' },
    { name: 'http', containerPort: 1 },
    { containerPort: 1, hostPort: 9090, hostIP: '127.0.0.1' },
    { containerPort: 1, hostPort: 9090 },
    { containerPort: 1, hostPort: 9090, hostIP: '127.0.0.1', protocol: 'UDP' },
    {},
  ],
  [
    'spec.containers[worker].ports',
    [{ containerPort: 1, hostPort: 9090, hostIP: '127.0.0.1' }],
    [{ name: 'http', containerPort: 8080 }],
    [{ containerPort: 1, hostPort: 5353, protocol: 'UDP' }],
  ],
  [`${sidecar}.ports[0]`, { containerPort: 1, hostPort: 9090, hostIP: '127.0.0.1', protocol: 'TCP' }],
  {
    [`${sidecar}.ports`]: [
      { containerPort: 1, hostPort: 5 },
      { containerPort: 2, hostPort: 5 },
    ],
  },
  ['spec.containers[agent].ports[0].hostPort', 1, 0, gone],
  ['spec.containers[agent].ports[0].containerPort', 1, 0],
  ['spec.containers[agent].ports[+]', { containerPort: 9000 }, { containerPort: 9000, hostPort: 9001 }],
  {
    'spec.initContainers': [{ name: 'first', image: 'a', ports: [{ containerPort: 1, hostPort: 2 }] }],
    'spec.hostNetwork': true,
  },
];

const mounts: Row[] = [
  [`${app}.volumeMounts[empty].name`, '', 'nobody', 'block', 'settings'],
  [
    `${app}.volumeMounts[empty].mountPath`,
    '',
    'rel',
    '/etc/settings',
    '/dev/block',
    '/a:b',
    '/a/../b',
    ' ',
    '/etc/settings/',
  ],
  [`${app}.volumeMounts[empty].subPath`, '', '/abs', '..', 'a/../b', '../a', 'a/..b', '$(X)'],
  [`${app}.volumeMounts[claim].subPathExpr`, '', '/abs', '..', '$(X)/../b'],
  [`${app}.volumeMounts[empty].subPathExpr`, 'a', '/abs'],
  [`${app}.volumeMounts[empty].mountPropagation`, 'None', 'HostToContainer', 'Bidirectional', '', 'none'],
  ['spec.containers[worker].volumeMounts[host].mountPropagation', 'None', 'HostToContainer', 'Bidirectional', 'x'],
  ['spec.containers[worker].securityContext.privileged', false, gone],
  ['spec.containers[worker].securityContext', gone, null, {}],
  [`${app}.volumeMounts[settings].recursiveReadOnly`, 'Disabled', 'Enabled', 'IfPossible', 'x', ''],
  [`${app}.volumeMounts[secret].recursiveReadOnly`, 'Enabled', 'IfPossible', 'Disabled'],
  [`${app}.volumeMounts[secret].readOnly`, false, gone],
  [`${app}.volumeMounts[secret].mountPropagation`, 'HostToContainer', gone],
  [`${app}.volumeMounts[claim].recursiveReadOnly`, 'Enabled', 'IfPossible'],
  [`${app}.volumeMounts[oci].bindMountOptions`, [], ['noexec', 'noexec'], ['x'], ['nodev', 'nosuid']],
  [`${app}.volumeMounts[empty].bindMountOptions`, ['noexec'], ['x', 'x']],
  [
    `${app}.volumeMounts[+]`,
    { name: 'empty', mountPath: '/other' },
    { name: 'empty', mountPath: '/work' },
    { name: 'block', mountPath: '/x' },
    { name: 'empty', mountPath: '/dev/block' },
    {},
  ],
  { [`${app}.volumeDevices`]: [{ name: 'empty', devicePath: '/dev/a' }] },
  { [`${app}.volumeDevices`]: [{ name: 'block', devicePath: '/work' }] },
  {
    [`${app}.volumeDevices`]: [
      { name: 'block', devicePath: '/a' },
      { name: 'block', devicePath: '/a' },
    ],
  },
  {
    [`${app}.volumeDevices`]: [
      { name: 'block', devicePath: '/a/../b' },
      { name: '', devicePath: '' },
      { name: 'nobody', devicePath: 'rel' },
    ],
  },
  { [`${app}.volumeDevices`]: [{ name: 'host', devicePath: '/dev/host' }] },
  { [`${app}.volumeDevices`]: [{ name: 'scratch', devicePath: '/dev/scratch' }] },
  {
    [`${app}.volumeMounts[+]`]: { name: 'claim', mountPath: '/data2' },
    [`${app}.volumeDevices`]: [{ name: 'claim', devicePath: '/dev/c' }],
  },
  { [`${setup}.volumeDevices`]: [{ name: 'block', devicePath: '/dev/b' }], 'spec.hostUsers': false },
  { 'spec.hostUsers': false },
  { 'spec.volumes[empty].name': 'Bad_Name' },
];

/** Faults of containers and all that hangs below them but resources and security. */
export const containerRows: readonly Row[] = [
  ...names,
  ...ephemeral,
  ...ports,
  ...environment,
  ...mounts,
  ...probes,
  ...restarts,
];
