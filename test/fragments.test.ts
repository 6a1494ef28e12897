import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folder, podlint } from './helpers/command.ts';

const TEMPLATE = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n';
const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replica: 3
  template:
    spec:
      containers:
        - name: old
          $patch: delete
        - name: web
          env:
            - $patch: replace
`;

describe('templates of a chart', () => {
  const files = {
    'web/Chart.yaml': CHART,
    'web/templates/a.yaml': TEMPLATE,
    'web/templates/sub/b.yaml': TEMPLATE,
    'web/values.yaml': 'x: 1\n',
  };

  test('are left alone, and that is said once', async (t) => {
    const cwd = folder(t, files);
    const { status, stdout } = await podlint(['-f', 'compact'], { cwd });
    assert.equal(status, 0);
    assert.match(
      stdout,
      /^web\/templates\/a\.yaml:1:1: info template-skipped unrendered Helm template: run `helm template web \| podlint -`$/m,
    );
    assert.equal(stdout.match(/template-skipped/g)?.length, 1);
  });

  test('once for each chart, also where a file is named alone', async (t) => {
    const cwd = folder(t, { ...files, 'db/Chart.yaml': CHART, 'db/templates/a.yaml': TEMPLATE });
    assert.match(
      (await podlint(['db/templates/a.yaml', 'web/templates/sub/b.yaml'], { cwd })).stdout,
      /helm template db [\s\S]*helm template web /,
    );
  });

  test('without placeholders are manifests', async (t) => {
    const cwd = folder(t, { ...files, 'web/templates/a.yaml': TEMPLATE.replace('{{ .Release.Name }}', 'web') });
    assert.match((await podlint(['web/templates/a.yaml'], { cwd })).stdout, /error api-required/);
  });

  test('elsewhere are errors, and with --as-is everywhere', async (t) => {
    const cwd = folder(t, { ...files, 'plain/templates/a.yaml': TEMPLATE });
    assert.match((await podlint(['plain'], { cwd })).stdout, /error syntax-error .* is an unrendered template/);
    assert.match(
      (await podlint(['--as-is', 'web/templates'], { cwd })).stdout,
      /error syntax-error .* is an unrendered template/,
    );
  });
});

describe('patches of a kustomization', () => {
  const files = {
    'dev/kustomization.yaml': 'resources: []\npatches:\n  - path: parts/web.yaml\n',
    'dev/parts/web.yaml': PATCH,
  };
  const expected =
    /^dev\/parts\/web\.yaml:6:3: error unknown-field unknown field `replica`; did you mean `replicas`\?$/m;

  for (const paths of [['.'], ['dev/parts/web.yaml']]) {
    test(`are checked for unknown fields, not for completeness: podlint ${paths.join(' ')}`, async (t) => {
      const { stdout } = await podlint(['-f', 'compact', ...paths], { cwd: folder(t, files) });
      assert.match(stdout, expected);
      assert.equal(stdout.match(/: (error|warning|info) /g)?.length, 1, stdout);
    });
  }

  test('by the older keys as well', async (t) => {
    const cwd = folder(t, { ...files, 'dev/kustomization.yaml': 'patchesStrategicMerge:\n  - ./parts/web.yaml\n' });
    assert.equal((await podlint(['-f', 'compact'], { cwd })).stdout.match(/: error /g)?.length, 1);
  });

  test('are manifests where none names them, and with --as-is', async (t) => {
    assert.match(
      (await podlint(['.'], { cwd: folder(t, { 'dev/parts/web.yaml': PATCH }) })).stdout,
      /error selector-mismatch/,
    );
    assert.match((await podlint(['--as-is', '.'], { cwd: folder(t, files) })).stdout, /error selector-mismatch/);
  });
});

describe('ignores of a config that leave out nothing', () => {
  const config =
    'ignores:\n  - { rules: latest-image, names: gone, reason: old }\n  - { rules: latest-image, names: web, reason: fine }\n';
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';

  test('are told of by a run over everything', async (t) => {
    const cwd = folder(t, { '.podlint.yaml': config, 'web.yaml': pod });
    const all = await podlint([], { cwd });
    assert.equal(all.stdout, '');
    assert.equal(
      all.stderr,
      'podlint: `ignores` of the config: nothing is left out by {"rules":["latest-image"],"names":["gone"]}\n',
    );
    assert.equal((await podlint(['web.yaml'], { cwd })).stderr, '');
    assert.equal((await podlint(['--only', 'bare-pod'], { cwd })).stderr, '');
  });
});

describe('what a kustomization has yet to label', () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec: { containers: [{ name: web, image: "web:1" }] }
`;

  test('has no selector of its own', async (t) => {
    for (const labels of ['commonLabels: { app: web }', 'labels: [{ pairs: { app: web }, includeSelectors: true }]']) {
      const cwd = folder(t, {
        'base/kustomization.yaml': `${labels}\nresources: [web.yaml]\n`,
        'base/web.yaml': deployment,
      });
      for (const paths of [['.'], ['base/web.yaml']]) assert.equal((await podlint(paths, { cwd })).stdout, '', labels);
    }
  });

  test('neither if an overlay adds the labels', async (t) => {
    const files = { 'base/kustomization.yaml': 'resources: [web.yaml]\n', 'base/web.yaml': deployment };
    const overlay = (labels: string): Record<string, string> => ({
      ...files,
      'dev/kustomization.yaml': `${labels}\nresources: [../base]\n`,
    });
    assert.equal((await podlint([], { cwd: folder(t, overlay('commonLabels: { app: web }')) })).stdout, '');
    assert.match(
      (await podlint([], { cwd: folder(t, overlay('labels: [{ pairs: { app: web } }]')) })).stdout,
      /error selector-mismatch/,
    );
  });
});

describe('what is called a patch and named by nobody', () => {
  test('is a fragment if fields are missing that it needs', async (t) => {
    const cwd = folder(t, {
      'overlays/dev/web.yaml': PATCH,
      'web_patch.yaml': PATCH.replace('web\n', 'db\n'),
      'despatch.yaml': PATCH.replace('web\n', 'x\n'),
    });
    const { stdout } = await podlint([], { cwd });
    assert.match(stdout, /^overlays\/dev\/web\.yaml:6:3: error unknown-field /m);
    assert.match(stdout, /^despatch\.yaml:\d+:\d+: error selector-mismatch /m);
    assert.doesNotMatch(stdout, /^(overlays|web_patch).*selector-mismatch/m);
  });

  test('is a manifest if it is complete, or a resource of a kustomization, or named on the command line', async (t) => {
    const image =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';
    assert.match((await podlint([], { cwd: folder(t, { 'patches/web.yaml': image }) })).stdout, /latest-image/);
    const cwd = folder(t, {
      'overlays/dev/kustomization.yaml': 'resources: [web.yaml]\n',
      'overlays/dev/web.yaml': PATCH,
      'a-patch.yaml': PATCH.replace('web\n', 'db\n'),
    });
    assert.match((await podlint([], { cwd })).stdout, /^overlays\/dev\/web\.yaml:\d+:\d+: error selector-mismatch/m);
    assert.match((await podlint(['a-patch.yaml'], { cwd })).stdout, /error selector-mismatch/);
  });
});

describe('files in a config', () => {
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';

  for (const config of [
    'ignores: [{ rules: latest-image, files: app/*.yaml }]\n',
    'overrides: [{ files: app/*.yaml, rules: { latest-image: off } }]\n',
  ]) {
    test(`are seen from its folder, wherever the command runs: ${config.slice(0, 9)}`, async (t) => {
      const cwd = folder(t, {
        '.git/HEAD': 'ref: x\n',
        'k8s/.podlint.yaml': config,
        'k8s/app/web.yaml': pod,
        'k8s/web.yaml': pod,
        'app/web.yaml': pod,
      });
      const found = async (at: string): Promise<string[]> =>
        (await podlint(['-f', 'compact'], { cwd: join(cwd, at) })).stdout.match(/^.*\.yaml(?=:)/gm) ?? [];
      assert.deepEqual(await found('.'), ['app/web.yaml', 'k8s/web.yaml']);
      assert.deepEqual(await found('k8s'), ['web.yaml']);
      assert.deepEqual(await found('k8s/app'), []);
    });
  }

  for (const [entry, message] of [
    ['{ rules: lates-image }', 'no rule `lates-image`; did you mean `latest-image`?'],
    ['{ reason: all of it }', 'this would leave out everything: say which files, kinds, namespaces, names or rules'],
  ] as const) {
    test(`an entry of ignores is wrong: ${entry}`, async (t) => {
      const cwd = folder(t, { '.podlint.yaml': `ignores:\n  - ${entry}\n`, 'web.yaml': pod });
      const { status, stderr } = await podlint([], { cwd });
      assert.equal(status, 2);
      assert.ok(stderr.includes(message) && stderr.startsWith('podlint: .podlint.yaml:2:'), stderr);
    });
  }
});
