import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lint } from '../../src/lint.ts';

/** What podlint says of the API server's part, as `line:column path text`, the text being what is underlined. */
function places(text: string, kubernetesVersion = '1.37'): string[] {
  const lines = text.split('\n');
  const settings = { presets: ['api'], asIs: true, inlineConfig: false, kubernetesVersion };
  return lint([{ file: 'a.yaml', text, named: true }], settings)
    .filter(({ source }) => source === 'api' || source === 'warning')
    .map(({ line, column, endColumn, path, derived }) => {
      const underlined = (lines[line - 1] ?? '').slice(column - 1, endColumn - 1);
      return `${line}:${column} ${path} ${underlined}${derived ? ' (derived)' : ''}`;
    });
}

const pod = (spec: string, metadata = 'metadata: {name: a}'): string =>
  `apiVersion: v1\nkind: Pod\n${metadata}\nspec:\n${spec}`;
const container = (more: string): string => pod(`  containers:\n  - name: c\n    image: i\n${more}`);

test('keys and values of labels stand where they are, whatever upstream prints', () => {
  const metadata = 'metadata:\n  name: a\n  labels:\n    "b ad": x\n    app: b ad';
  assert.deepEqual(places(pod('  containers: [{name: c, image: i}]', metadata)), [
    '6:5 metadata.labels "b ad"',
    '7:10 metadata.labels b ad',
  ]);
});

test('a generated name is wrong where its beginning is', () => {
  assert.deepEqual(places(pod('  containers: [{name: c, image: i}]', 'metadata: {generateName: Abc-}')), [
    '3:26 metadata.generateName Abc-',
    '3:26 metadata.name Abc- (derived)',
  ]);
});

test('a request that comes from the limit is wrong there', () => {
  assert.deepEqual(places(container('    resources: {limits: {cpu: -1}}')), [
    '8:31 spec.containers[0].resources.limits[cpu] -1',
    '8:31 spec.containers[0].resources.requests[cpu] -1 (derived)',
  ]);
});

test('what is missing is shown at what should have it', () => {
  assert.deepEqual(places(pod('  containers:\n  - name: c')), ['6:5 spec.containers[0].image name']);
  assert.deepEqual(places(container('    livenessProbe: {}')), ['8:5 spec.containers[0].livenessProbe livenessProbe']);
  assert.deepEqual(places(pod('  restartPolicy: Never')), ['4:1 spec.containers spec']);
});

test('a mount is found although its path has no index', () => {
  const mounts = '    volumeMounts:\n    - {name: v, mountPath: /a}\n    - {name: v, mountPath: /b, subPath: ../x}\n';
  assert.deepEqual(places(container(`${mounts}  volumes: [{name: v}]`)), [
    '10:41 spec.containers[0].volumeMounts.subPath ../x',
  ]);
});

test('a template names labels without the metadata they are in', () => {
  const text = `apiVersion: v1
kind: PodTemplate
metadata: {name: a}
template:
  metadata:
    labels: {app: -}
  spec:
    containers: [{name: c, image: i}]
`;
  assert.deepEqual(places(text), ['6:19 template.labels -']);
});

test('labels that a Job gets from its name are wrong once, where the name is', () => {
  const text = `apiVersion: batch/v1
kind: Job
metadata: {name: a$b}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
`;
  assert.deepEqual(places(text), ['3:18 metadata.name a$b', '3:18 spec.template.labels a$b (derived)']);
});

test('host ports of a Pod in the network of its node come from its ports', () => {
  const ports =
    '    ports: [{containerPort: 80}]\n  - name: d\n    image: i\n    ports: [{containerPort: 80}]\n  hostNetwork: true';
  const found = places(container(ports)).filter((place) => place.includes('hostPort'));
  assert.deepEqual(found, ['11:29 spec.containers[1].ports[0].hostPort 80 (derived)']);
});

test('warnings stand at what they are about', () => {
  const vars =
    '    env:\n    - {name: A, value: x}\n    - {name: A, value: z}\n    resources: {limits: {memory: 128m}}';
  assert.deepEqual(places(container(vars)), [
    '10:8 spec.containers[0].env[1] name',
    '11:34 spec.containers[0].resources.limits[memory] 128m',
    '11:34 spec.containers[0].resources.requests[memory] 128m (derived)',
  ]);
});

test('nothing is said of what hangs on a value that can not be read', () => {
  const texts = [
    container('    volumeMounts: [{name: v, mountPath: /a}]\n  volumes: 5'),
    container('    resources: {requests: {x.y/z: 1}, limits: {x.y/z: [1]}}'),
    container('    securityContext: {procMount: Unmasked}\n  hostUsers: "no"'),
    pod('  containers: 5'),
    'apiVersion: v1\nkind: Pod\nmetadata: 5\nspec: 5\n',
  ];
  for (const text of texts) assert.deepEqual(places(text), [], text);
});
