import assert from 'node:assert/strict';
import { type TestContext, describe, test } from 'node:test';
import { toTemplates } from '../src/cli/rendered.ts';
import { lint, openRun } from '../src/lint.ts';
import type { Finding } from '../src/model/finding.ts';
import { folder, pod, podlintProcess } from './helpers/command.ts';

const TEMPLATE = `{{- if .Values.on }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}
spec:
  containers:
    - name: {{ .Chart.Name }}
      image: web:1:2
      command: {{ .Values.command }}
      ports:
      {{- range .Values.ports }}
        - containerPort: {{ . }}
      {{- end }}
      livenessProbes: {}
{{- end }}
`;
const RENDERED = `---
# Source: shop/templates/pod.yaml
apiVersion: v1
kind: Pod
metadata:
  name: my
spec:
  containers:
    - name: shop
      image: web:1:2
      command: serve
      ports:
        - containerPort: 65536
      livenessProbes: {}
---
apiVersion: v1
kind: Pod
metadata:
  name: no-source
spec:
  containers:
    - name: shop
      image: web:1:2
`;
const CHART = 'apiVersion: v2\nname: shop\nversion: 0.1.0\n';

function lead(cwd: string, text: string = RENDERED): readonly Finding[] {
  const run = openRun();
  run.add({ file: '<stdin>', text, named: true });
  return toTemplates(run.finish(), { file: '<stdin>', text, cwd }).findings;
}

const places = (findings: readonly Finding[]): string[] =>
  findings.map(({ file, line, column, endColumn, rule }) => `${file}:${line}:${column}-${endColumn} ${rule}`);

describe('what Helm rendered', () => {
  test('a line of the template is where the finding is, what was filled in says where it is from', (t) => {
    const findings = lead(folder(t, { 'shop/templates/pod.yaml': TEMPLATE }));
    assert.deepEqual(places(findings), [
      '<stdin>:11:16-21 wrong-type',
      '<stdin>:13:26-31 api-invalid',
      '<stdin>:23:14-21 invalid-image-reference',
      'shop/templates/pod.yaml:9:14-21 invalid-image-reference',
      'shop/templates/pod.yaml:15:7-21 unknown-field',
    ]);
    assert.match(findings[1]?.message as string, / \(from shop\/templates\/pod\.yaml\)$/);
    assert.doesNotMatch(findings[2]?.message as string, /from/);
    assert.deepEqual(findings[4]?.related, [
      { file: '<stdin>', line: 14, column: 7, endLine: 14, endColumn: 21, message: 'rendered here' },
    ]);
    assert.equal(findings[4]?.fix, undefined);
  });

  const found = (t: TestContext, files: Record<string, string>): string[] =>
    places(lead(folder(t, files))).filter((place) => !place.startsWith('<stdin>'));

  test('the folder of a chart may have another name, or be the working folder', (t) => {
    assert.deepEqual(
      found(t, { 'charty/Chart.yaml': CHART, 'charty/templates/pod.yaml': TEMPLATE }).map((place) =>
        place.slice(0, 28),
      ),
      ['charty/templates/pod.yaml:9:', 'charty/templates/pod.yaml:15'],
    );
    assert.deepEqual(
      found(t, { 'Chart.yaml': CHART, 'templates/pod.yaml': TEMPLATE }).map((place) => place.slice(0, 20)),
      ['templates/pod.yaml:9', 'templates/pod.yaml:1'],
    );
    assert.deepEqual(
      found(t, { 'other/Chart.yaml': CHART.replace('shop', 'other'), 'other/templates/pod.yaml': TEMPLATE }),
      [],
    );
  });

  test('a line that is there twice, or below another key, leads nowhere', (t) => {
    assert.deepEqual(
      found(t, {
        'shop/templates/pod.yaml': `${TEMPLATE}# the same\n      image: web:1:2\n      livenessProbes: {}\n`,
      }),
      [],
    );
    assert.deepEqual(found(t, { 'shop/templates/pod.yaml': 'spec:\n  others:\n    image: web:1:2\n' }), []);
  });

  test('nothing outside of the working folder is looked at', (t) => {
    const cwd = folder(t, { 'shop/x': '', 'templates/pod.yaml': TEMPLATE });
    const findings = lead(`${cwd}/shop`, RENDERED.replace('shop/templates', '../templates'));
    assert.ok(findings.every(({ file }) => file === '<stdin>'));
  });

  test('other texts stay as they are', (t) => {
    const text = pod('web', 'web:1:2');
    assert.deepEqual(lead(folder(t), text), lint([{ file: '<stdin>', text, named: true }]));
  });

  test('as a command', (t) => {
    const cwd = folder(t, { 'shop/templates/pod.yaml': TEMPLATE });
    const { status, stdout } = podlintProcess(['-'], { cwd, input: RENDERED });
    assert.equal(status, 1);
    assert.match(stdout, /^shop\/templates\/pod\.yaml:15:7: error unknown-field /m);
    assert.match(stdout, /^<stdin>:13:26: error api-invalid .* \(from shop\/templates\/pod\.yaml\)$/m);
  });
});

test('what kubectl and kustomize print is linted as it is', (t) => {
  const item = pod('web', 'registry.example/web:1.0.0').replace(
    'metadata:\n',
    "metadata:\n  uid: 7f6a2f3e-0000-4000-8000-000000000000\n  resourceVersion: '42'\n  creationTimestamp: '2026-01-01T00:00:00Z'\n  managedFields:\n    - manager: kubectl\n      operation: Update\n      apiVersion: v1\n      fieldsType: FieldsV1\n      fieldsV1:\n        f:spec: {}\n",
  );
  const list = `apiVersion: v1\nkind: List\nmetadata:\n  resourceVersion: ''\nitems:\n${`${item}status:\n  phase: Running\n`.replace(/^/gm, '    ').replace('    apiVersion', '  - apiVersion').trimEnd()}\n`;
  const { status, stdout } = podlintProcess(['-', '-f', 'json', '--preset', 'api'], { cwd: folder(t), input: list });
  const { findings, summary } = JSON.parse(stdout) as { findings: unknown[]; summary: { objects: number } };
  assert.deepEqual([status, findings, summary.objects], [0, [], 1]);
});
