import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, describe, test } from 'node:test';
import { SchemaLocation, versionNames } from '../src/shapes/json-schema/template.ts';
import { folder, podlint } from './helpers/command.ts';

const OBJECT = 'apiVersion: example.com/v1\nkind: Backup\nmetadata: {name: a}\nspec:\n  schedule: 5\n';
const SPEC = { type: 'object', additionalProperties: false, properties: { schedule: { type: 'string' } } };
const SCHEMA = JSON.stringify({ type: 'object', required: ['spec'], properties: { spec: SPEC } });
const TEMPLATE = 'schemas/{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json';
const FILE = 'schemas/backup-v1.json';

type Files = Parameters<typeof folder>[1];

/** The findings of an object with these files beside it. */
async function said(
  t: TestContext,
  files: Files,
  argv: readonly string[] = ['--schema-location', TEMPLATE],
): Promise<string> {
  const cwd = folder(t, { 'a.yaml': OBJECT, ...files });
  const { stdout, stderr } = await podlint(['-f', 'compact', '--preset', 'api', ...argv, 'a.yaml'], { cwd });
  assert.doesNotMatch(stderr, /internal error/);
  return `${stderr}${stdout}`.split('\n', 1)[0] as string;
}

const WRONG = 'a.yaml:5:13: error wrong-type `5` is a number here, and a string is expected; write `"5"`';

describe('--schema-location', () => {
  test('takes a template of paths', async (t) => {
    assert.equal(await said(t, { [FILE]: SCHEMA }), WRONG);
  });

  test('takes a folder with the layout of kubeconform', async (t) => {
    const argv = ['--schema-location', 'schemas', '--kubernetes-version', '1.34.2'];
    for (const path of [
      'v1.34.2-standalone-strict',
      'v1.34.2-standalone',
      'v1.34.0-standalone-strict',
      'master-standalone',
    ]) {
      assert.equal(await said(t, { [`schemas/${path}/backup-example-v1.json`]: SCHEMA }, argv), WRONG, path);
    }
    assert.equal(await said(t, { 'schemas/v1.33.0-standalone/backup-example-v1.json': SCHEMA }, argv), '');
  });

  test('takes the first of several that has the kind', async (t) => {
    const files = { 'one/other.json': SCHEMA, [FILE]: SCHEMA };
    assert.equal(
      await said(t, files, ['--schema-location', 'one/{{.ResourceKind}}.json', '--schema-location', TEMPLATE]),
      WRONG,
    );
  });

  test('takes them from a config', async (t) => {
    assert.equal(await said(t, { [FILE]: SCHEMA, '.podlint.yaml': `schemaLocations: ['${TEMPLATE}']\n` }, []), WRONG);
  });

  test('follows references within the folder', async (t) => {
    const files = { [FILE]: '{"properties": {"spec": {"$ref": "parts/spec.json#/definitions/spec"}}}' };
    const spec = JSON.stringify({ definitions: { spec: SPEC } });
    assert.equal(await said(t, { ...files, 'schemas/parts/spec.json': spec }), WRONG);
    assert.match(await said(t, files), /unusable-schema .* refers to schemas\/parts\/spec.json, which is not there$/);
  });

  test('follows a reference that goes round', async (t) => {
    const tree = { type: 'object', additionalProperties: { $ref: '#/definitions/tree' } };
    const schema = JSON.stringify({ properties: { spec: { $ref: '#/definitions/tree' } }, definitions: { tree } });
    assert.equal(
      await said(t, { [FILE]: schema }),
      'a.yaml:5:13: error wrong-type `5` is a number; a map is expected here',
    );
  });

  test('finds unknown and missing fields', async (t) => {
    const object = OBJECT.replace('schedule: 5', 'scheduel: a');
    assert.match(
      await said(t, { [FILE]: SCHEMA, 'a.yaml': object }),
      /^a.yaml:5:3: error unknown-field .*did you mean `schedule`\?$/,
    );
    const empty = OBJECT.split('spec:')[0] as string;
    assert.match(
      await said(t, { [FILE]: SCHEMA, 'a.yaml': empty }),
      /^a.yaml:1:1: error api-required `spec` is required$/,
    );
  });

  test('is refused where it leads to the network, nowhere, or is none', async (t) => {
    const refused = (template: string): Promise<string> => said(t, { [FILE]: SCHEMA }, ['--schema-location', template]);
    assert.match(await refused('https://example.com/{{ .ResourceKind }}.json'), /podlint opens no connections/);
    assert.match(await refused('default'), /podlint opens no connections/);
    assert.match(
      await refused('schemas/{{ .Kind }}.json'),
      /\{\{ \.Kind \}\} is none of \{\{ \.NormalizedKubernetesVersion \}\}/,
    );
    assert.match(await refused('nowhere/'), /there is no folder nowhere$/);
  });
});

describe('a schema that can not be used is an error, and the rest is done', () => {
  const cases: Readonly<Record<string, readonly [schema: string, why: RegExp]>> = {
    'no JSON': ['{"type": "object",, }', /backup-v1\.json:1:19: is not JSON$/],
    empty: ['', /backup-v1\.json:1:1: is not JSON$/],
    'no schema': ['[1]', /is no JSON Schema: that is a map$/],
    'no type': ['{"type": "objekt"}', /backup-v1\.json: type must be/],
    'a reference to the network': [
      '{"$ref": "https://example.com/a.json"}',
      /refers to https:\/\/example\.com\/a\.json; podlint opens no connections/,
    ],
    'a reference to any scheme': ['{"$ref": "file:///etc/hosts"}', /podlint opens no connections/],
    'a reference out of the folder': [
      '{"$ref": "../../secret.json"}',
      /refers to \.\.\/\.\.\/secret\.json, which is outside of schemas$/,
    ],
    'an absolute reference': ['{"$ref": "/etc/hosts"}', /which is outside of schemas$/],
    'a reference to nothing': ['{"$ref": "#/definitions/a"}', /refers to #\/definitions\/a, which is not there$/],
    'a reference to itself': ['{"$ref": "#"}', /is nested too deep, or refers to itself$/],
    'references in a circle': [
      '{"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}}',
      /is nested too deep, or refers to itself$/,
    ],
    'a schema without bottom': ['{"not":'.repeat(50_000) + '{}' + '}'.repeat(50_000), /nested too deep/],
  };
  for (const [name, [schema, why]] of Object.entries(cases)) {
    test(name, async (t) => {
      const cwd = folder(t, {
        'a.yaml': `${OBJECT}---\napiVersion: v1\nkind: Pod\nmetadata: {nam: a}\n`,
        [FILE]: schema,
      });
      const argv = [
        '-f',
        'compact',
        '--preset',
        'api',
        '--missing-schema',
        'ignore',
        '--schema-location',
        TEMPLATE,
        'a.yaml',
      ];
      const { status, stdout, stderr } = await podlint(argv, { cwd });
      assert.equal(status, 1, stderr);
      const [first = ''] = stdout.split('\n');
      assert.match(first, /^a.yaml:2:7: error unusable-schema the schema for example\.com\/v1 Backup can't be used: /);
      assert.match(first, why);
      assert.match(stdout, /^a.yaml:9:12: error unknown-field /m);
    });
  }

  test('a symbolic link that leads out of the folder', async (t) => {
    const cwd = folder(t, { 'a.yaml': OBJECT, 'secret.json': SCHEMA, 'schemas/other.json': '{}' });
    symlinkSync(join(cwd, 'secret.json'), join(cwd, FILE));
    const { stdout } = await podlint(['-f', 'compact', '--schema-location', TEMPLATE, 'a.yaml'], { cwd });
    assert.match(stdout, /unusable-schema .*is a symbolic link that leads out of schemas/);
  });

  test('a pattern that would run for ever', async (t) => {
    const schema = JSON.stringify({ properties: { spec: { properties: { schedule: { pattern: '^(a+)+$' } } } } });
    const object = OBJECT.replace('5', `${'a'.repeat(30_000)}!`);
    assert.match(
      await said(t, { [FILE]: schema, 'a.yaml': object }),
      /^a.yaml:5:13: error api-invalid .* does not match `\^\(a\+\)\+\$`$/,
    );
  });
});

describe('paths of schemas', () => {
  const paths = (template: string, apiVersion: string, kind: string): readonly string[] =>
    new SchemaLocation(template).paths(apiVersion, kind, ['v1.37.0']);

  test('are filled in as kubeconform does', () => {
    assert.deepEqual(paths('a', 'apps/v1', 'Deployment'), [
      'a/v1.37.0-standalone-strict/deployment-apps-v1.json',
      'a/v1.37.0-standalone/deployment-apps-v1.json',
    ]);
    assert.deepEqual(paths('a', 'v1', 'Pod').at(-1), 'a/v1.37.0-standalone/pod-v1.json');
    assert.deepEqual(paths('{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json', 'example.com/v1', 'A'), [
      'example.com/a_v1.json',
    ]);
  });

  test('never take a manifest elsewhere', () => {
    for (const [apiVersion, kind] of [
      ['../v1', 'A'],
      ['a/..', 'A'],
      ['a/v1', '../../etc/passwd'],
      ['a/v1', 'A/B'],
      ['a/v1', '..'],
      ['a/v1', 'A\0'],
    ] as const) {
      assert.deepEqual(
        paths('schemas/{{ .Group }}/{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json', apiVersion, kind),
        [],
      );
    }
  });

  test('try the version that is asked for, or the newest', () => {
    assert.deepEqual(versionNames('1.34.2', 34), ['v1.34.2', 'v1.34.0', 'v1.34', 'master']);
    assert.deepEqual(versionNames(undefined, 37), ['master', 'v1.37.0', 'v1.37']);
  });
});

describe('--crds', () => {
  const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: backups.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Backup, plural: backups}
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: ${SCHEMA}}}
`;

  test('takes files and folders, from the command line and from configs', async (t) => {
    const files = { 'crds/deep/backup.yaml': DEFINITION };
    assert.equal(await said(t, files, ['--crds', 'crds']), WRONG);
    assert.equal(await said(t, files, ['--crds', 'crds/deep/backup.yaml']), WRONG);
    assert.equal(await said(t, { ...files, '.podlint.yaml': 'crds: [crds]\n' }, []), WRONG);
    assert.equal(await said(t, { 'crds/backup.json': JSON.stringify({ a: 1 }) }, ['--crds', 'crds']), '');
  });

  test('says what is not there', async (t) => {
    assert.equal(await said(t, {}, ['--crds', 'crds']), 'podlint: --crds crds: there is no such file or folder');
  });
});

test('a version that podlint does not know is refused', async (t) => {
  for (const version of ['1.99', '1.19', '2.0', 'newest', '1.x', '']) {
    const cwd = folder(t, { 'a.yaml': OBJECT });
    const { status, stderr } = await podlint(['--kubernetes-version', version, 'a.yaml'], { cwd });
    assert.equal(status, 2, version);
    assert.match(stderr, /podlint knows 1\.20 to 1\.\d+/);
  }
});
