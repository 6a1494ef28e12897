import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lint } from '../src/lint.ts';

/** The files in which a rule finds something. */
function filesOf(rule: string, files: Readonly<Record<string, string>>): string[] {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, text }));
  const found = lint(inputs, { presets: ['all'], only: [rule], project: true });
  return [...new Set(found.filter((finding) => finding.rule === rule).map(({ file }) => file))];
}

function pod(rest: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n${rest}`;
}

const REFERENCE = pod(`spec:
  containers:
    - name: web
      image: registry.example/web:1
      args: ["--host=$(HOST)"]
`);

function kustomization(rest: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${rest}`;
}

test('undefined-env-reference: a kustomization may put values for names', () => {
  const files = {
    'app/base/kustomization.yaml': kustomization('resources: [pod.yaml]\n'),
    'app/base/pod.yaml': REFERENCE,
    'app/prod/kustomization.yaml': kustomization(
      'resources: [../base]\nvars:\n  - name: HOST\n    objref: { kind: Service, name: db, apiVersion: v1 }\n',
    ),
    'other/kustomization.yaml': kustomization('resources: [pod.yaml]\n'),
    'other/pod.yaml': REFERENCE,
  };
  assert.deepEqual(filesOf('undefined-env-reference', files), ['other/pod.yaml']);
});

const LIMITS =
  'apiVersion: v1\nkind: LimitRange\nmetadata:\n  name: defaults\nspec:\n  limits:\n    - type: Container\n      default: { memory: 1Gi }\n';
const UNLIMITED = pod('spec:\n  containers:\n    - name: web\n      image: registry.example/web:1\n');

test('missing-limit: a LimitRange without a namespace holds for the files near it', () => {
  const files = { 'a/limits.yaml': LIMITS, 'a/pod.yaml': UNLIMITED, 'b/pod.yaml': UNLIMITED };
  assert.deepEqual(filesOf('missing-limit', files), ['b/pod.yaml']);
});

test('missing-limit: a LimitRange with a namespace holds for it, wherever the files are', () => {
  const inShop = (text: string): string => text.replace('metadata:\n', 'metadata:\n  namespace: shop\n');
  const files = {
    'a/limits.yaml': inShop(LIMITS),
    'b/pod.yaml': inShop(UNLIMITED),
    'c/pod.yaml': inShop(UNLIMITED).replace('shop', 'bank'),
  };
  assert.deepEqual(filesOf('missing-limit', files), ['c/pod.yaml']);
});

test('latest-image: a kustomization may give an image its tag', () => {
  const image = (name: string): string => pod(`spec:\n  containers:\n    - name: web\n      image: ${name}\n`);
  const files = {
    'app/kustomization.yaml': kustomization(
      'resources: [a.yaml, b.yaml, c.yaml]\nimages:\n  - { name: registry.example:5000/web, newTag: 2.4.1 }\n  - { name: db, newTag: latest }\n',
    ),
    'app/a.yaml': image('registry.example:5000/web'),
    'app/b.yaml': image('registry.example:5000/web:latest'),
    'app/c.yaml': image('db:latest'),
    'other/a.yaml': image('registry.example:5000/web'),
  };
  assert.deepEqual(filesOf('latest-image', files), ['app/c.yaml', 'other/a.yaml']);
});

test('latest-image: Skaffold names anew what it builds', () => {
  const image = (name: string): string => pod(`spec:\n  containers:\n    - name: web\n      image: ${name}\n`);
  const files = {
    'app/skaffold.yaml': 'apiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  artifacts:\n    - image: web\n',
    'app/k8s/web.yaml': image('web'),
    'app/k8s/db.yaml': image('db'),
    'apps/web.yaml': image('web'),
  };
  assert.deepEqual(filesOf('latest-image', files), ['app/k8s/db.yaml', 'apps/web.yaml']);
});
