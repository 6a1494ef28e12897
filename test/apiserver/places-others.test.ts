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

function object(apiVersion: string, kind: string, rest: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${rest}`;
}

const hpa = (version: string, spec: string): string =>
  object(
    `autoscaling/${version}`,
    'HorizontalPodAutoscaler',
    `spec:\n  maxReplicas: 3\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}\n${spec}`,
  );

test('a backend is wrong where it says too much', () => {
  const backend = (text: string): string =>
    object('networking.k8s.io/v1', 'Ingress', `spec:\n  defaultBackend: ${text}`);
  assert.deepEqual(places(backend('{service: {name: a, port: {name: b, number: 1}}}')), [
    '5:39 spec.defaultBackend port',
  ]);
  assert.deepEqual(places(backend('{service: {name: a, port: {number: 1}}, resource: {kind: A, name: b}}')), [
    '5:59 spec.defaultBackend resource',
  ]);
});

test('an Ingress of the older version is read as such', () => {
  const older = (paths: string): string =>
    object('networking.k8s.io/v1beta1', 'Ingress', `spec:\n  rules:\n  - http: {paths: [${paths}]}`);
  const found = (paths: string): string[] => places(older(paths), '1.21').filter((place) => !place.startsWith('1:'));
  assert.deepEqual(
    found('{path: /a, backend: {serviceName: a, servicePort: 80}}, {backend: {serviceName: b, servicePort: http}}'),
    [],
  );
  assert.deepEqual(found('{backend: {serviceName: [a], servicePort: 80}}'), []);
  assert.deepEqual(found('{backend: {serviceName: a, servicePort: 99999}}'), [
    '6:21 spec.rules[0].http.paths[0].backend.service.port.number backend',
  ]);
});

test('what the older version of an autoscaler has no field for is wrong in its annotation', () => {
  const metrics = '[{"type":"Pods","pods":{"metricName":"a","targetAverageValue":"0"}}]';
  const annotations = `metadata: {name: a, annotations: {autoscaling.alpha.kubernetes.io/metrics: '${metrics}'}}`;
  const text = hpa('v1', '').replace('metadata: {name: a}', annotations);
  assert.deepEqual(places(text), [
    '3:35 spec.metrics[0].pods.target.averageValue autoscaling.alpha.kubernetes.io/metrics (derived)',
  ]);
  assert.deepEqual(places(hpa('v1', '  targetCPUUtilizationPercentage: 0')), [
    '7:35 spec.metrics[0].resource.target.averageUtilization 0 (derived)',
  ]);
});

test('taints are found although their path leads elsewhere', () => {
  const taints = 'spec:\n  podCIDR: x\n  taints:\n  - {key: a, effect: NoSchedul}';
  assert.deepEqual(places(object('v1', 'Node', taints)), [
    '5:12 spec.podCIDRs[0] x (derived)',
    '7:22 metadata.taints[0].effect NoSchedul',
  ]);
});

test('two bounds that exclude each other: the second one', () => {
  const budget = 'spec:\n  minAvailable: 1\n  maxUnavailable: 1\n  selector: {}';
  assert.deepEqual(places(object('policy/v1', 'PodDisruptionBudget', budget)), ['6:3 spec maxUnavailable']);
});

test('nothing is said of what hangs on a value that can not be read', () => {
  const rule = 'rules:\n- {verbs: [get], nonResourceURLs: 5}';
  const port = 'spec:\n  podSelector: {}\n  ingress: [{ports: [{port: [], endPort: 5}]}]';
  const binding = 'roleRef: {kind: [], name: a}\nsubjects:\n- {kind: {}, name: a b}';
  const texts = [
    object('rbac.authorization.k8s.io/v1', 'Role', rule),
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', binding),
    object('networking.k8s.io/v1', 'NetworkPolicy', port),
    object('networking.k8s.io/v1', 'NetworkPolicy', 'spec:\n  podSelector: {}\n  ingress: [{from: [{ipBlock: 5}]}]'),
    object('networking.k8s.io/v1', 'Ingress', 'spec: {rules: 5}'),
    object('networking.k8s.io/v1', 'Ingress', 'spec: {defaultBackend: {service: {name: a, port: {number: http}}}}'),
    hpa('v2', '  minReplicas: three\n  metrics: [{type: Resource, resource: 5}]'),
    hpa('v2', '  behavior: {scaleUp: {policies: 5}}'),
    object('policy/v1', 'PodDisruptionBudget', 'spec: {minAvailable: [], maxUnavailable: 1, selector: {}}'),
    object('v1', 'Node', 'spec: {podCIDRs: 5, podCIDR: 10.0.0.0/24}'),
    object('storage.k8s.io/v1', 'StorageClass', 'provisioner: [a]\nallowedTopologies: [{matchLabelExpressions: 5}]'),
    object('scheduling.k8s.io/v1', 'PriorityClass', 'value: high').replace('name: a', 'name: system-node-critical'),
    object('v1', 'PersistentVolumeClaim', 'spec: {accessModes: ReadWriteOnce, resources: {requests: 5}}'),
    object('v1', 'PersistentVolume', 'spec: {accessModes: [ReadWriteOnce], capacity: {storage: x}, csi: 5}'),
  ];
  for (const text of texts) assert.deepEqual(places(text), [], text);
});
