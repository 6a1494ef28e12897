import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lint } from '../src/lint.ts';
import type { Settings } from '../src/model/settings.ts';

/** One wrong manifest and its right neighbour. The line that is at fault ends in `#!`. */
interface Pair {
  readonly rule: string;
  readonly wrong: string;
  readonly right: string;
  readonly settings?: Settings;
}

/** `rule line` of all that a rule says of a text. */
function linesOf(text: string, { rule, settings }: Pair): number[] {
  const found = lint([{ file: 'web.yaml', text, named: true }], { presets: ['all'], project: true, ...settings });
  return [...new Set(found.filter((finding) => finding.rule === rule).map(({ line }) => line))];
}

function statement(title: string, pairs: readonly Pair[]): void {
  describe(title, () => {
    for (const [index, pair] of pairs.entries()) {
      test(`${pair.rule} (${index + 1})`, () => {
        const marked = pair.wrong.split('\n').flatMap((line, at) => (line.endsWith('#!') ? [at + 1] : []));
        assert.ok(marked.length > 0, 'no line is marked');
        assert.deepEqual(linesOf(pair.wrong, pair), marked, pair.wrong);
        assert.deepEqual(linesOf(pair.right, pair), [], pair.right);
      });
    }
  });
}

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** A Pod with something in its spec and something in its container. */
function pod(spec = '', container = '', image = 'image: registry.example/web:1.0.0'): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n${indent(spec, 2)}  containers:\n    - name: web\n      ${image}\n${indent(container, 6)}`;
}

const LABELS = 'selector: { matchLabels: { app: web } }';

/** A workload of a kind with the same. */
function workload(kind: string, own = '', spec = '', container = ''): string {
  const [apiVersion, selector] =
    kind === 'ReplicationController' ? ['v1', ''] : /Job/.test(kind) ? ['batch/v1', ''] : ['apps/v1', `  ${LABELS}\n`];
  const template = `metadata: { labels: { app: web } }\nspec:\n${indent(spec, 2)}  containers:\n    - name: web\n      image: registry.example/web:1.0.0\n${indent(container, 6)}`;
  const inner =
    kind === 'CronJob'
      ? `  schedule: 0 3 * * *\n  jobTemplate:\n    spec:\n      template:\n${indent(template, 8)}`
      : `  template:\n${indent(template, 4)}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n${indent(own, 2)}${selector}${inner}`;
}

const same = (rule: string, wrong: string, right: string, settings?: Settings): Pair =>
  settings === undefined ? { rule, wrong, right } : { rule, wrong, right, settings };
const inPod = (rule: string, wrong: string, right: string): Pair => same(rule, pod(wrong), pod(right));
const inContainer = (rule: string, wrong: string, right: string): Pair => same(rule, pod('', wrong), pod('', right));
const inDeployment = (rule: string, wrong: string, right: string): Pair =>
  same(rule, workload('Deployment', wrong), workload('Deployment', right));

const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'ReplicaSet', 'Job', 'CronJob'];
const restart = (kind: string): string => (/Job/.test(kind) ? 'restartPolicy: Never\n' : '');
statement(
  'S1 one template in all controllers',
  CONTROLLERS.flatMap((kind) => [
    same(
      'unknown-probe-port',
      workload(kind, '', restart(kind), 'livenessProbe:\n  httpGet:\n    port: http #!\n'),
      workload(kind, '', restart(kind), 'livenessProbe: { httpGet: { port: 80 } }\n'),
    ),
    same(
      'unknown-value',
      workload(kind, '', restart(kind), 'imagePullPolicy: IfNotPersent #!\n'),
      workload(kind, '', restart(kind), 'imagePullPolicy: IfNotPresent\n'),
    ),
  ]),
);
statement('S2 a bare Pod is not rescheduled', [
  same('bare-pod', pod().replace('kind: Pod', 'kind: Pod #!'), workload('Deployment')),
  same('bare-pod', pod().replace('kind: Pod', 'kind: Pod #!'), pod('restartPolicy: Never\n')),
]);

const second = (port: string, protocol = 'TCP'): string =>
  `ports:\n  - containerPort: 80\n  - containerPort: ${port}\n    protocol: ${protocol}\n`;
statement('S3 containers of a Pod share ports', [
  inContainer('duplicate-port', 'ports:\n  - containerPort: 80\n  - containerPort: 80 #!\n', second('81')),
  inContainer('duplicate-port', 'ports:\n  - containerPort: 80\n  - containerPort: 80 #!\n', second('80', 'UDP')),
  inContainer(
    'duplicate-port',
    'ports:\n  - { containerPort: 80, name: a }\n  - { containerPort: 81, name: a } #!\n',
    'ports: [{ containerPort: 80, name: a }, { containerPort: 81, name: b }]\n',
  ),
]);
const MOUNT = 'volumeMounts:\n  - { name: data, mountPath: /data }\n';
const DATA = 'volumes:\n  - { name: data, emptyDir: {} }\n';
statement('S4 volumes are mounted', [
  same('undeclared-volume', pod('', 'volumeMounts:\n  - name: data #!\n    mountPath: /data\n'), pod(DATA, MOUNT)),
  same(
    'duplicate-mount-path',
    pod(DATA, `${MOUNT}  - { name: data, mountPath: /data/ } #!\n`),
    pod(DATA, `${MOUNT}  - { name: data, mountPath: /other }\n`),
  ),
  same(
    'api-invalid',
    pod(DATA, `${MOUNT}  - { name: data, mountPath: /data } #!\n`),
    pod(DATA, `${MOUNT}  - { name: data, mountPath: /other }\n`),
  ),
  same('unused-volume', pod('volumes:\n  - name: data #!\n    emptyDir: {}\n'), pod(DATA, MOUNT)),
]);
const hook = (handler: string, period = ''): string => pod(period, `lifecycle:\n  preStop:\n    ${handler}\n`);
statement('S5 grace period and preStop', [
  same('api-invalid', hook('sleep: { seconds: 60 } #!'), hook('sleep: { seconds: 20 }')),
  same(
    'pre-stop-exceeds-grace-period',
    hook('exec: { command: [sh, -c, sleep 60] } #!'),
    hook('exec: { command: [sh, -c, sleep 60] }', 'terminationGracePeriodSeconds: 90\n'),
  ),
  same('zero-grace-period', pod('terminationGracePeriodSeconds: 0 #!\n'), pod('terminationGracePeriodSeconds: 1\n')),
  same('zero-grace-period', pod('terminationGracePeriodSeconds: -5 #!\n'), pod('terminationGracePeriodSeconds: 5\n')),
  same(
    'api-warning',
    workload('Deployment', '', 'terminationGracePeriodSeconds: -5 #!\n'),
    workload('Deployment', '', 'terminationGracePeriodSeconds: 5\n'),
  ),
]);
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n---\n';
const rolling = 'replicas: 3\n';
const draining = 'readinessProbe: { tcpSocket: { port: 80 } }\nports: [{ containerPort: 80 }]\n';
statement('S6 hooks', [
  same('handler-count', pod('', 'lifecycle:\n  preStop: {} #!\n'), hook('exec: { command: [a] }')),
  same(
    'handler-count',
    pod('', 'lifecycle:\n  preStop:\n    exec: { command: [a] }\n    httpGet: { port: 80 } #!\n'),
    hook('httpGet: { port: 80 }'),
  ),
  same('tcp-socket-hook', hook('tcpSocket: { port: 80 } #!'), hook('sleep: { seconds: 1 }')),
]);
describe('S6 a server behind a Service drains', () => {
  test('missing-pre-stop', () => {
    const pair = (container: string): string => SERVICE + workload('Deployment', rolling, '', draining + container);
    const rule = { rule: 'missing-pre-stop', wrong: '', right: '' };
    assert.equal(linesOf(pair(''), rule).length, 1);
    assert.deepEqual(linesOf(pair('lifecycle: { preStop: { sleep: { seconds: 5 } } }\n'), rule), []);
  });
});
statement('S7 YAML and JSON', [
  same('unknown-field', pod('', 'imagee: x #!\n'), pod()),
  same('syntax-error', pod('', 'args: [a #!\n').trimEnd(), pod('', 'args: [a]\n')),
]);
test('S7 JSON has lines and columns too', () => {
  const text =
    '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "name": "web" },\n  "spec": { "containers": [{ "name": "web", "image": "web:1", "imagee": 1 }] }\n}\n';
  const [found] = lint([{ file: 'web.json', text, named: true }], { presets: ['api'] });
  assert.deepEqual([found?.rule, found?.line, found?.column], ['unknown-field', 5, 63]);
});
const spread =
  'topologySpreadConstraints:\n  - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } } }\n';
statement('S8 copies on one machine', [
  same(
    'replicas-not-spread',
    workload('Deployment', rolling).replace('    spec:', '    spec: #!'),
    workload('Deployment', rolling, spread),
  ),
]);
const helper = (image: string): string =>
  `${pod('', 'ports: [{ containerPort: 80 }]\n')}    - name: other\n      image: ${image}\n`;
statement('S9 what does not belong together', [
  same('crowded-pod', helper('registry.example/web:1.0.0 #!'), helper('registry.example/exporter:1.0.0')),
  same('crowded-pod', helper('postgres:18 #!'), helper('registry.example/log-agent:1')),
]);
const probed = (probe: string): string => workload('Deployment', '', '', `ports: [{ containerPort: 80 }]\n${probe}`);
const unprobed = (mark: string): string => probed(mark).replace('- name: web', '- name: web #!');
const LIVE = 'livenessProbe: { tcpSocket: { port: 80 } }\n';
const READY = 'readinessProbe: { tcpSocket: { port: 80 } }\n';
statement('S10 probes', [
  same('missing-liveness-probe', unprobed(READY), probed(LIVE)),
  same('missing-readiness-probe', unprobed(LIVE), probed(READY)),
  same(
    'missing-liveness-probe',
    unprobed(READY),
    workload('Job', '', 'restartPolicy: Never\n', 'ports: [{ containerPort: 80 }]\n'),
  ),
  same(
    'identical-probes',
    probed(`livenessProbe: #!\n  tcpSocket: { port: 80 }\n${READY}`),
    probed(`livenessProbe: { httpGet: { path: /alive, port: 80 } }\n${READY}`),
  ),
]);
const liveness = (number: string): string => `livenessProbe:\n  tcpSocket: { port: 80 }\n  ${number}\n`;
statement('S11 the numbers of probes', [
  inContainer('api-invalid', liveness('periodSeconds: -1 #!'), liveness('periodSeconds: 1')),
  inContainer(
    'probe-success-threshold',
    liveness('successThreshold: 2 #!'),
    liveness('successThreshold: 2').replace('liveness', 'readiness'),
  ),
  inContainer(
    'probe-success-threshold',
    liveness('successThreshold: 3 #!').replace('liveness', 'startup'),
    liveness('successThreshold: 1').replace('liveness', 'startup'),
  ),
  inContainer('zero-probe-number', liveness('periodSeconds: 0 #!'), liveness('initialDelaySeconds: 0')),
  inContainer('probe-timeout-exceeds-period', liveness('timeoutSeconds: 30 #!'), liveness('timeoutSeconds: 10')),
]);
statement('S12 kinds of probes', [
  inContainer('handler-count', 'livenessProbe: { periodSeconds: 5 } #!\n', 'livenessProbe: { grpc: { port: 5 } }\n'),
  inContainer(
    'handler-count',
    'livenessProbe:\n  exec: { command: [a] }\n  tcpSocket: { port: 80 } #!\n',
    'livenessProbe: { exec: { command: [a] } }\n',
  ),
]);
const get = (rest: string): string => `livenessProbe:\n  httpGet:\n    port: 80\n    ${rest}\n`;
statement('S13 httpGet', [
  inContainer(
    'probe-host',
    get('host: web.example.com #!'),
    get('httpHeaders: [{ name: Host, value: web.example.com }]'),
  ),
  inContainer('localhost-probe', get('host: 127.0.0.1 #!'), get('path: /')),
  same('localhost-probe', pod('', get('host: 127.0.0.1 #!')), pod('hostNetwork: true\n', get('host: 127.0.0.1'))),
  inContainer('unknown-value', get('scheme: https #!'), get('scheme: HTTPS')),
  inContainer(
    'unknown-value',
    get('scheme: FTP #!'),
    get('httpHeaders: [{ name: X, value: a }, { name: X, value: b }]'),
  ),
]);
const port = (value: string): string =>
  `livenessProbe:\n  tcpSocket:\n    port: ${value}\nports: [{ containerPort: 80, name: web }]\n`;
statement('S14 ports', [
  inContainer('api-invalid', port('65536 #!'), port('65530')),
  inContainer('api-invalid', port('0 #!'), port('1')),
  inContainer('invalid-port-name', port('sixteen-letters- #!'), port('web')),
  inContainer('unknown-probe-port', port('http #!'), port('web')),
]);
const policy = (kind: string, value: string): string => workload(kind, '', `restartPolicy: ${value}\n`);
statement('S15 restartPolicy', [
  inPod('restart-policy-not-allowed', 'restartPolicy: Sometimes #!\n', 'restartPolicy: OnFailure\n'),
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'].map((kind) =>
    same('restart-policy-not-allowed', policy(kind, 'Never #!'), policy(kind, 'Always')),
  ),
  ...['Job', 'CronJob'].map((kind) =>
    same('restart-policy-not-allowed', policy(kind, 'Always #!'), policy(kind, 'OnFailure')),
  ),
]);
const init = (rest: string): string =>
  `initContainers:\n  - name: init\n    image: registry.example/init:1\n${indent(rest, 4)}`;
statement('S16 init containers with Never', [
  same(
    'init-container-never-retried',
    pod(`restartPolicy: Never #!\n${init('')}`),
    pod(`restartPolicy: OnFailure\n${init('')}`),
  ),
  same(
    'init-container-never-retried',
    pod(`restartPolicy: Never #!\n${init('')}`),
    workload('Job', '', `restartPolicy: Never\n${init('')}`),
  ),
]);
statement('S17 init containers have no probes', [
  inPod(
    'init-container-probe',
    init('readinessProbe: { tcpSocket: { port: 80 } } #!\n'),
    init('restartPolicy: Always\nreadinessProbe: { tcpSocket: { port: 80 } }\n'),
  ),
  inPod(
    'init-container-probe',
    init('lifecycle: { preStop: { sleep: { seconds: 1 } } } #!\n'),
    init('restartPolicy: Always\nlifecycle: { preStop: { sleep: { seconds: 1 } } }\n'),
  ),
]);
const image = (value: string, rest = ''): string => pod('', rest, `image: ${value}`);
statement('S18 imagePullPolicy', [
  inContainer('unknown-value', 'imagePullPolicy: IfNotPersent #!\n', 'imagePullPolicy: Always\n'),
  same(
    'latest-image-not-pulled',
    image('nginx:latest', 'imagePullPolicy: IfNotPresent #!\n'),
    image('nginx:latest', 'imagePullPolicy: Always\n'),
  ),
  same(
    'latest-image-not-pulled',
    image('reg.example:5000/nginx', 'imagePullPolicy: Never #!\n'),
    image('reg.example:5000/nginx:1', 'imagePullPolicy: Never\n'),
  ),
  same(
    'latest-image-not-pulled',
    image('nginx', 'imagePullPolicy: Never #!\n'),
    image(`nginx:latest@sha256:${'a'.repeat(64)}`, 'imagePullPolicy: Never\n'),
  ),
]);
statement('S19 :latest', [
  same('latest-image', image('nginx:latest #!'), image('nginx:1.29')),
  same('latest-image', image('reg.example:5000/nginx #!'), image('reg.example:5000/nginx:1')),
]);
const PRIVATE = 'registry.gitlab.com/team/web:1';
const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default }\n---\n';
statement('S20 imagePullSecrets', [
  same(
    'private-image-without-secret',
    ACCOUNT + image(`${PRIVATE} #!`),
    ACCOUNT + pod('imagePullSecrets: [{ name: pull }]\n', '', `image: ${PRIVATE}`),
  ),
  inPod('api-warning', 'imagePullSecrets:\n  - {} #!\n', 'imagePullSecrets:\n  - name: pull\n'),
]);
const resources = (requests: string, limits = ''): string =>
  `resources:\n  requests:\n    ${requests}\n${limits === '' ? '' : `  limits:\n    ${limits}\n`}`;
statement('S21 requests and limits', [
  inContainer('invalid-quantity', resources('memory: 256MB #!'), resources('memory: 256M')),
  inContainer('api-invalid', resources('memory: 2Gi #!', 'memory: 1Gi'), resources('memory: 1Gi', 'memory: 1Gi')),
  inContainer('fractional-bytes', resources('memory: 400m #!'), resources('memory: 400Mi')),
  inContainer('implausible-quantity', resources('cpu: 0.5m #!'), resources('cpu: 500m')),
  same(
    'missing-request',
    pod().replace('- name: web', '- name: web #!'),
    pod('', resources('{ cpu: 1, memory: 1Gi }')),
  ),
  same(
    'missing-limit',
    pod().replace('- name: web', '- name: web #!'),
    pod('', resources('memory: 1Gi', 'memory: 1Gi')),
  ),
]);
statement('S22 Recreate', [
  inDeployment(
    'recreate-with-rolling-update',
    'strategy:\n  type: Recreate\n  rollingUpdate: { maxSurge: 1 } #!\n',
    'strategy:\n  type: Recreate\n',
  ),
]);
const update = (rest: string): string => `replicas: 4\nstrategy:\n  rollingUpdate:\n${indent(rest, 4)}`;
statement('S23 maxSurge and maxUnavailable', [
  inDeployment(
    'stuck-rollout',
    update('maxSurge: 0\nmaxUnavailable: 0 #!\n'),
    update('maxSurge: 1\nmaxUnavailable: 0\n'),
  ),
  inDeployment(
    'stuck-rollout',
    update('maxSurge: 0%\nmaxUnavailable: 0% #!\n'),
    update('maxSurge: 0\nmaxUnavailable: 1\n'),
  ),
  inDeployment('stuck-rollout', update('maxUnavailable: 101% #!\n'), update('maxSurge: 101%\n')),
]);
statement('S24 minReadySeconds', [
  same(
    'missing-ready-seconds',
    workload('Deployment', '', '', READY).replace('\nspec:', '\nspec: #!'),
    workload('Deployment', 'minReadySeconds: 5\n', '', READY),
  ),
  inDeployment(
    'api-invalid',
    'progressDeadlineSeconds: 30 #!\nminReadySeconds: 30\n',
    'progressDeadlineSeconds: 31\nminReadySeconds: 30\n',
  ),
]);
statement('S25 revisionHistoryLimit', [
  inDeployment('no-rollback-history', 'revisionHistoryLimit: 0 #!\n', 'revisionHistoryLimit: 1\n'),
]);
statement('S26 apps/v1beta2', [
  same('removed-api-version', workload('Deployment').replace('apps/v1', 'apps/v1beta2 #!'), workload('Deployment')),
]);
const affinity = (weight: string, operator: string): string =>
  `affinity:\n  nodeAffinity:\n    preferredDuringSchedulingIgnoredDuringExecution:\n      - weight: ${weight}\n        preference:\n          matchExpressions:\n            - key: disk\n              operator: ${operator}\n              values: [ssd]\n`;
const NEEDS_SSD =
  'affinity:\n  nodeAffinity:\n    requiredDuringSchedulingIgnoredDuringExecution:\n      nodeSelectorTerms: [{ matchExpressions: [{ key: disk, operator: In, values: [ssd] }] }]\n';
const disk = (name: string): string => `gcePersistentDisk: { pdName: ${name} }`;
const disks = (other: string): string => `volumes:\n  - { name: a, ${disk('a')} }\n  - { name: b, ${disk(other)}`;
const twoMounts = 'volumeMounts: [{ name: a, mountPath: /a }, { name: b, mountPath: /b }]\n';
statement('S27 scheduling', [
  inPod('api-invalid', affinity('101 #!', 'In'), affinity('100', 'In')),
  inPod('unknown-value', affinity('1', 'Is #!'), affinity('1', 'In')),
  inPod('invalid-label', 'nodeSelector:\n  disk: "a b" #!\n', 'nodeSelector:\n  disk: a-b\n'),
  inPod(
    'unknown-value',
    'tolerations:\n  - { key: a, effect: NoRun } #!\n',
    'tolerations:\n  - { key: a, effect: NoExecute }\n',
  ),
  inPod(
    'contradictory-node-selector',
    `nodeSelector:\n  disk: hdd\n${NEEDS_SSD.trimEnd()} #!\n`,
    `nodeSelector:\n  disk: ssd\n${NEEDS_SSD}`,
  ),
  same(
    'host-port-with-replicas',
    workload('Deployment', rolling, '', 'ports:\n  - containerPort: 80\n    hostPort: 80 #!\n'),
    workload('Deployment', '', '', 'ports:\n  - containerPort: 80\n    hostPort: 80\n'),
  ),
  inContainer(
    'duplicate-port',
    'ports:\n  - { containerPort: 80, hostPort: 80 }\n  - { containerPort: 81, hostPort: 80 } #!\n',
    'ports:\n  - { containerPort: 80, hostPort: 80 }\n  - { containerPort: 81, hostPort: 81 }\n',
  ),
  same('disk-in-two-volumes', pod(`${disks('a')} } #!\n`, twoMounts), pod(`${disks('b')} }\n`, twoMounts)),
]);
statement('S28 nodeName', [
  inPod('node-name', 'nodeName: node-1 #!\n', 'nodeSelector: { kubernetes.io/hostname: node-1 }\n'),
]);
const env = (rest: string): string => `env:\n  - name: A\n    ${rest}\n`;
statement('S29 env', [
  inContainer('wrong-type', env('value: 8080 #!'), env('value: "8080"')),
  ...['yes', 'no', 'on', 'off', 'y', 'n'].map((word) =>
    inContainer('wrong-type', env(`value: ${word} #!`), env(`value: "${word}"`)),
  ),
  inContainer(
    'api-invalid',
    env('value: a\n    valueFrom: { fieldRef: { fieldPath: metadata.name } } #!'),
    env('valueFrom: { fieldRef: { fieldPath: metadata.name } }'),
  ),
  inContainer(
    'duplicate-env',
    `${env('value: a')}  - name: A #!\n    value: b\n`,
    `${env('value: a')}  - name: B\n    value: b\n`,
  ),
]);
const uses = (rest: string, command = ''): string => `${command}args: ["--host=$(HOST)"]${rest}\n`;
statement('S30 $(VAR)', [
  inContainer('undefined-env-reference', uses(' #!'), `${uses('')}env: [{ name: HOST, value: a }]\n`),
  inContainer('undefined-env-reference', uses(' #!'), 'args: ["--host=$$(HOST)"]\n'),
  inContainer('undefined-env-reference', uses(' #!'), 'command: [sh, -c]\nargs: ["echo $(HOST)"]\n'),
  inContainer('undefined-env-reference', uses(' #!'), `${uses('')}envFrom: [{ configMapRef: { name: env } }]\n`),
  inContainer('undefined-env-reference', uses(' #!'), 'args: ["--host=$(WEB_SERVICE_HOST)"]\n'),
  inContainer(
    'undefined-env-reference',
    'env:\n  - name: URL\n    value: http://$(HOST) #!\n  - { name: HOST, value: a }\n',
    'env:\n  - { name: HOST, value: a }\n  - { name: URL, value: http://$(HOST) }\n',
  ),
]);
statement('S31 command and args', [
  inContainer('wrong-type', 'command: sleep 60 #!\n', 'command: [sleep, "60"]\n'),
  inContainer('wrong-type', 'args:\n  - --port\n  - 80 #!\n', 'args:\n  - --port\n  - "80"\n'),
  inContainer('syntax-error', 'command: [a]args: [b] #!\n', 'command: [a]\nargs: [b]\n'),
]);
statement('S32 the examples of the documents', [
  same(
    'unknown-field',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  spec: #!\n    containers: [{ name: web, image: "web:1" }]\n',
    pod(),
  ),
  same('syntax-error', pod('nodeName：node-1 #!\n'), pod('nodeName: node-1\n')),
  same('look-alike-character', pod('nodeName: ‘node-1’ #!\n'), pod('nodeName: node-1\n')),
]);
statement('S33 hostAliases', [
  inPod(
    'api-invalid',
    'hostAliases:\n  - ip: 10.0.0.256 #!\n    hostnames: [a]\n',
    'hostAliases:\n  - ip: 10.0.0.25\n    hostnames: [a]\n',
  ),
  inPod(
    'api-invalid',
    'hostAliases:\n  - ip: 10.0.0.2\n    hostnames:\n      - a_b #!\n',
    'hostAliases:\n  - ip: 10.0.0.2\n    hostnames:\n      - a-b\n',
  ),
]);
statement('S34 fields of Pods', [
  inContainer('unknown-field', 'nodeSelector: { a: b } #!\n', 'workingDir: /\n'),
  inContainer('unknown-field', 'hostNetwork: true #!\n', 'tty: true\n'),
]);
statement('S35 fields of containers', [
  inPod('unknown-field', 'ports: [{ containerPort: 80 }] #!\n', 'hostNetwork: true\n'),
  same(
    'api-required',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - image: web:1 #!\n',
    pod(),
  ),
  same('api-invalid', pod().replace('name: web\n      ', 'name: Web #!\n      '), pod()),
  same(
    'api-duplicate',
    `${pod()}    - name: web #!\n      image: web:1\n`,
    `${pod()}    - name: db\n      image: web:1\n`,
  ),
  same(
    'api-required',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n    - name: web #!\n',
    pod(),
  ),
  same('api-invalid', image('" web:1" #!'), image('"web:1"')),
  same(
    'invalid-image-reference',
    workload('Deployment').replace('image: registry.example/web:1.0.0', 'image: " web:1" #!'),
    workload('Deployment'),
  ),
]);
statement('S36 ... ends a document', [
  same('text-after-document-end', `${pod().replace('spec:', '... #!\nspec:')}`, `${pod()}...\n`),
]);
statement('S37 privileged containers', [
  inContainer(
    'privileged-container',
    'securityContext:\n  privileged: true #!\n',
    'securityContext:\n  privileged: false\n',
  ),
  inContainer(
    'privilege-escalation',
    'securityContext:\n  allowPrivilegeEscalation: true #!\n',
    'securityContext:\n  allowPrivilegeEscalation: false\n',
  ),
]);
const named = (kind: string, name: string): string => workload(kind).replace('name: web', `name: ${name}`);
statement('S38 the name is the host name', [
  same('name-not-hostname', named('Deployment', 'web.v1 #!'), named('Deployment', 'web-v1')),
  same(
    'name-not-hostname',
    pod().replace('name: web', `name: ${'a'.repeat(64)} #!`),
    pod().replace('name: web', `name: ${'a'.repeat(63)}`),
  ),
]);
statement('S39 status', [
  same('server-owned-field', `${pod()}status: #!\n  phase: Running\n`, pod()),
  same(
    'server-owned-field',
    `${pod()}status: #!\n  phase: Running\n`,
    `${pod().replace('  name: web', '  name: web\n  resourceVersion: "1"')}status: { phase: Running }\n`,
  ),
]);
const database = (source: string): string =>
  workload(
    'Deployment',
    '',
    `volumes:\n  - name: data\n    ${source}\n`,
    'volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]\n',
  ).replace('registry.example/web:1.0.0', 'mysql:9');
describe('S40 data needs volumes', () => {
  test('database-without-volume', () => {
    const rule = { rule: 'database-without-volume', wrong: '', right: '' };
    assert.equal(linesOf(database('emptyDir: {}'), rule).length, 1);
    assert.deepEqual(linesOf(database('persistentVolumeClaim: { claimName: data }'), rule), []);
  });
});
statement('S40 hostPath', [
  same(
    'host-path-volume',
    pod('volumes:\n  - name: data\n    hostPath: { path: /srv/data } #!\n', MOUNT),
    pod(DATA, MOUNT),
  ),
]);
statement('S41 selectors', [
  same(
    'selector-mismatch',
    workload('Deployment').replace('metadata: { labels: { app: web } }', 'metadata: { labels: { app: wbe } } #!'),
    workload('Deployment'),
  ),
  same(
    'selector-mismatch',
    `${workload('Deployment').replace(`  ${LABELS}\n`, '').replace('\nspec:', '\nspec: #!').replace('labels: { app: web } }', 'labels: { app: web } } #!')}`,
    workload('Deployment'),
  ),
]);
const field = (path: string): string => env(`valueFrom:\n      fieldRef:\n        fieldPath: ${path}`);
statement('S42 fieldRef', [
  inContainer('api-invalid', field('metadata.nmespace #!'), field('metadata.namespace')),
  inContainer('api-invalid', field('spec.replicas #!'), field('spec.nodeName')),
]);
statement('S43 names', [
  same('api-invalid', pod().replace('name: web', 'name: Web #!'), pod()),
  same(
    'api-invalid',
    workload('CronJob', '', 'restartPolicy: Never\n').replace('name: web', `name: ${'a'.repeat(53)} #!`),
    workload('CronJob', '', 'restartPolicy: Never\n').replace('name: web', `name: ${'a'.repeat(52)}`),
  ),
  same(
    'api-invalid',
    pod().replace('  name: web', '  generateName: Web- #!'),
    pod().replace('  name: web', '  generateName: web-'),
  ),
]);
describe('S44 rollouts behind a Service', () => {
  test('missing-readiness-probe', () => {
    const rule = { rule: 'missing-readiness-probe', wrong: '', right: '' };
    const behind = (container: string): string =>
      SERVICE + workload('Deployment', rolling, '', `ports: [{ containerPort: 80 }]\n${container}`);
    assert.equal(linesOf(behind(''), rule).length, 1);
    assert.deepEqual(linesOf(behind(READY), rule), []);
  });
});
statement('S45 shared processes', [
  inPod('api-invalid', 'hostPID: true\nshareProcessNamespace: true #!\n', 'shareProcessNamespace: true\n'),
]);
