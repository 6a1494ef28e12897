import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lint } from '../src/lint.ts';
import type { Finding } from '../src/model/finding.ts';

const judged = (text: string): readonly Finding[] =>
  lint([{ file: 'x.yaml', text, named: true }], { presets: ['all'], project: true });

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n';

/** Items of a list, each with its number. */
const items = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join('');

/** Of the processor. What compares all of them with each other takes many times as long. */
const MOST_MS = 10_000;

describe('thousands in one object are not compared with each other', () => {
  const texts: Readonly<Record<string, string>> = {
    'containers without requests': POD + items(20_000, (i) => `  - {name: a${i}}\n`),
    'containers of one image': POD + items(8000, (i) => `  - {name: a${i}, image: "a:1", args: [x${i}]}\n`),
    'containers with one port':
      POD + items(4000, (i) => `  - {name: a${i}, image: "a${i}:1", ports: [{containerPort: 80}]}\n`),
    'mounts at one place': `${POD}  - name: a\n    volumeMounts:\n${items(60_000, () => '    - {name: a, mountPath: /a}\n')}`,
    'variables that are set twice': `${POD}  - name: a\n    image: "a:1"\n    env:\n${items(80_000, (i) => `    - {name: A${i % 40_000}, value: x}\n`)}`,
    'labels that are not there': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    metadata:\n      labels:\n        a: b\n  selector:\n    matchLabels:\n${items(60_000, (i) => `      a${i}: x\n`)}`,
    'subjects of a binding': `kind: ClusterRoleBinding\napiVersion: rbac.authorization.k8s.io/v1\nmetadata: {name: a}\nroleRef: {kind: ClusterRole, name: a, apiGroup: rbac.authorization.k8s.io}\nsubjects:\n${items(60_000, () => '- {namespace: a, name: a, kind: ServiceAccount}\n')}`,
  };
  for (const [what, text] of Object.entries(texts))
    test(what, () => {
      const before = process.cpuUsage();
      judged(text);
      const { user, system } = process.cpuUsage(before);
      const took = Math.round((user + system) / 1000);
      assert.ok(took < MOST_MS, `${took} ms for ${text.length} characters`);
    });
});

test('a placeholder from which a default came is derived, as the error would have been', () => {
  const text = `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec:\n  template:\n    metadata:\n      labels: {app: $APP}\n    spec:\n      restartPolicy: Never\n      containers: [{name: a, image: "a:1"}]\n`;
  const [found] = judged(text).filter(({ rule }) => rule === 'unresolved-placeholder');
  assert.deepEqual([found?.line, found?.path, found?.derived], [7, 'metadata.labels[app]', true]);
});
