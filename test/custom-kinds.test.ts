import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { lint } from '../src/lint.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Settings } from '../src/model/settings.ts';
import { assertGolden } from './helpers/golden.ts';

const FOLDER = new URL('fixtures/custom/', import.meta.url);

function findings(files: Readonly<Record<string, string>>, settings: Settings = {}): readonly Finding[] {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, text, named: true }));
  return lint(inputs, { presets: ['api'], rules: { 'missing-schema': 'info' }, ...settings });
}

function lines(found: readonly Finding[]): string[] {
  return found.map(
    ({ file, line, column, rule, path, message }) => `${file}:${line}:${column} ${rule} ${path}: ${message}`,
  );
}

for (const name of readdirSync(FOLDER).sort()) {
  if (!name.endsWith('.yaml')) continue;
  test(`${name.slice(0, -5).replaceAll('-', ' ')}: every error at its place`, () => {
    const found = findings({ [name]: readFileSync(new URL(name, FOLDER), 'utf8') });
    assertGolden(new URL(name.replace(/yaml$/, 'out'), FOLDER), `${lines(found).join('\n')}\n`);
  });
}

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Backup, plural: backups}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          {type: object, properties: {spec: {type: object, properties: {schedule: {type: string}}}}}
`;
const OBJECT = 'apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: a}\nspec: {schedule: 5}\n';
const WRONG = 'wrong-type spec.schedule: `5` is a number here, and a string is expected; write `"5"`';

test('a definition counts wherever it stands among the files', () => {
  const expected = [`b.yaml:4:18 ${WRONG}`];
  assert.deepEqual(lines(findings({ 'a.yaml': DEFINITION, 'b.yaml': OBJECT })), expected);
  assert.deepEqual(lines(findings({ 'b.yaml': OBJECT, 'c.yaml': DEFINITION })), expected);
});

test('items of Lists are objects, and definitions, like any other', () => {
  const listed = `apiVersion: v1\nkind: List\nitems:\n${[OBJECT, DEFINITION].map((text) => `- ${text.trim().replaceAll('\n', '\n  ')}\n`).join('')}`;
  const [found, ...more] = findings({ 'list.yaml': listed });
  assert.equal(more.length, 0);
  assert.deepEqual([found?.rule, found?.item, found?.line], ['wrong-type', 0, 7]);
});

test('the definition nearest to an object counts', () => {
  const other = DEFINITION.replace('schedule: {type: string}', 'schedule: {type: integer}');
  assert.deepEqual(findings({ 'a/crd.yaml': DEFINITION, 'b/crd.yaml': other, 'b/object.yaml': OBJECT }), []);
  assert.equal(findings({ 'a/crd.yaml': DEFINITION, 'b/crd.yaml': other, 'a/object.yaml': OBJECT }).length, 1);
});

test('a text that is there for its definitions is not judged itself', () => {
  const wrong = DEFINITION.replace('scope: Namespaced', 'scope: Everywhere');
  const found = lint(
    [
      { file: 'crds.yaml', text: wrong, definitions: true },
      { file: 'a.yaml', text: OBJECT },
    ],
    { presets: ['api'] },
  );
  assert.deepEqual(lines(found), [`a.yaml:4:18 ${WRONG}`]);
});

test('a definition that is asked for and can not be read is told of', () => {
  const broken = DEFINITION.replace('names: {kind: Backup, plural: backups}', 'names: {kind: Backup, plural: [}');
  const found = lint(
    [
      { file: 'crds.yaml', text: `a: b\n---\n${broken}`, definitions: true, named: true },
      { file: 'a.yaml', text: OBJECT },
    ],
    { presets: ['api'], missingSchema: 'warning' },
  );
  assert.deepEqual(
    found.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
    ['a.yaml:2 missing-schema', 'crds.yaml:9 syntax-error'],
  );
});

test('of a kind without a schema it is said once in a file, as loud as asked for', () => {
  const two = `${OBJECT}---\n${OBJECT}`;
  const message = 'missing-schema kind: no schema for example.com/v1 Backup: not checked';
  assert.deepEqual(lines(findings({ 'a.yaml': two, 'b.yaml': OBJECT })), [
    `a.yaml:2:7 ${message}`,
    `b.yaml:2:7 ${message}`,
  ]);
  const loud = (missingSchema: Settings['missingSchema']): unknown[] =>
    lint([{ file: 'a.yaml', text: OBJECT }], { presets: ['api'], missingSchema }).map(({ severity }) => severity);
  assert.deepEqual(loud('error'), ['error']);
  assert.deepEqual(loud('warning'), ['warning']);
  assert.deepEqual(loud('ignore'), []);
});

test('a kind or group that is nearly a defined one is told', () => {
  const message = (text: string): string => findings({ 'a.yaml': `${text}---\n${DEFINITION}` })[0]?.message ?? '';
  assert.match(message(OBJECT.replace('Backup', 'Bakcup')), /did you mean example\.com\/v1 `Backup`\?$/);
  assert.match(message(OBJECT.replace('example.com', 'exmaple.com')), /did you mean example\.com\/v1 `Backup`\?$/);
  assert.match(message(OBJECT.replace('Backup', 'Restore')), /not checked$/);
});

test('names of JavaScript are names like any other', () => {
  const text = `${DEFINITION.replace('{schedule:', '{__proto__: {type: integer}, constructor: {type: string}, schedule:')}---\n${OBJECT.replace('{schedule: 5}', '{__proto__: a, constructor: b, toString: c}')}`;
  assert.deepEqual(
    findings({ 'a.yaml': text }).map(({ rule, path }) => `${rule} ${path}`),
    ['wrong-type spec.__proto__', 'unknown-field spec.toString'],
  );
});

test('pod templates are looked at where the settings say there is one', () => {
  const text = `apiVersion: example.com/v1
kind: Worker
metadata: {name: a}
spec:
  pools:
    - podTemplate:
        spec:
          containers:
            - name: a
              image: a
              securityContext: {privileged: true}
              livenesProbe: {tcpSocket: {port: 80}}
`;
  const podSpecs = [{ apiVersion: 'example.com/v1', kind: 'Worker', path: 'spec.pools[].podTemplate' }];
  const settings: Settings = {
    presets: ['api'],
    rules: { 'privileged-container': 'warning' },
    missingSchema: 'ignore',
  };
  assert.deepEqual(findings({ 'a.yaml': text }, { ...settings, rules: {} }), []);
  const found = findings({ 'a.yaml': text }, { ...settings, podSpecs });
  assert.deepEqual(
    found.map(({ rule, line }) => `${rule} ${line}`),
    ['privileged-container 11', 'unknown-field 12'],
  );
});

test('hostile patterns end in time', () => {
  const text = readFileSync(new URL('hostile-patterns.yaml', FOLDER), 'utf8').replaceAll(
    /a{50,}!/g,
    `${'a'.repeat(20_000)}!`,
  );
  const start = process.cpuUsage();
  const found = findings({ 'a.yaml': text });
  const { user } = process.cpuUsage(start);
  assert.equal(found.filter(({ line }) => line >= 28).length, 4);
  assert.ok(user < 5e6, `${user} µs`);
});

test('a kind that is nowhere defined is looked for once', () => {
  const crds = `${DEFINITION}# ${'example.com R'.repeat(400_000)}\n`;
  const text = `apiVersion: example.com/v1\nkind: Restore\nmetadata: {name: a}\n---\n`.repeat(2000);
  const start = process.cpuUsage();
  const found = lint(
    [
      { file: 'crds.yaml', text: crds, definitions: true },
      { file: 'a.yaml', text },
    ],
    { presets: ['api'], missingSchema: 'info' },
  );
  assert.equal(found.length, 1);
  assert.ok(process.cpuUsage(start).user < 2e6);
});
