import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mirrorPage } from '../../scripts/generate/mirror.ts';
import { openRun } from '../../src/lint.ts';

function verdict(text: string): string | undefined {
  const run = openRun({ presets: ['api'], asIs: true, inlineConfig: false, kubernetesVersion: '1.37' });
  run.add({ file: 'a.yaml', text, named: true });
  return run.finish().objects[0]?.verdict;
}

const policy = (expression: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: a.example.com}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]}
  validations: [{expression: '${expression}'}]
`;

const webhook = (more: string): string => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: a}
webhooks:
- {name: a.example.com, clientConfig: {url: 'https://a.example.com/'}, sideEffects: None, admissionReviewVersions: [v1]${more}}
`;

const claim = (selectors: string): string => `apiVersion: resource.k8s.io/v1
kind: ResourceClaim
metadata: {name: a}
spec: {devices: {requests: [{name: gpu, exactly: {deviceClassName: gpu${selectors}}}]}}
`;

test('what has expressions that nobody compiled is neither valid nor invalid', () => {
  assert.equal(verdict(policy('object.spec.replicas > 1')), 'unknown');
  assert.equal(verdict(webhook(", matchConditions: [{name: a, expression: 'true'}]")), 'unknown');
  assert.equal(verdict(claim(", selectors: [{cel: {expression: 'true'}}]")), 'unknown');
});

test('without expressions, or with other faults, it is one of the two', () => {
  assert.equal(verdict(policy(' ')), 'invalid');
  assert.equal(verdict(webhook('')), 'valid');
  assert.equal(verdict(webhook(', matchConditions: [{name: a b, expression: "true"}]')), 'invalid');
  assert.equal(verdict(claim('')), 'valid');
});

test('every note of what is mirrored is on the page', () => {
  const folder = new URL('../../src/apiserver/', import.meta.url);
  const notes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(new URL(file.replaceAll('\\', '/'), folder), 'utf8').split('@mirrors ').length - 1);
  const [mirrored = ''] = mirrorPage().split('## Not mirrored');
  const rows = mirrored.split('\n').filter((line) => line.startsWith('| `'));
  assert.equal(
    rows.length,
    notes.reduce((sum, count) => sum + count, 0),
  );
});
