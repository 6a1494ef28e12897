import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { folder, pod, podlint } from './helpers/command.ts';

const NOISY = pod('web', 'web');

describe('which config counts', () => {
  test('the nearest one above each file', async (t) => {
    const cwd = folder(t, {
      '.git/HEAD': '',
      '.podlint.yaml': 'rules: {latest-image: error}\n',
      'a/.podlint.yaml': 'rules: {latest-image: off}\n',
      'a/deep/pod.yaml': NOISY,
      'b/podlint.config.json': '{"rules": {"latest-image": "info"}}',
      'b/pod.yaml': NOISY,
      'pod.yaml': NOISY,
    });
    const { stdout } = await podlint([], { cwd });
    assert.match(stdout, /^b\/pod\.yaml:8:14: info latest-image/m);
    assert.match(stdout, /^pod\.yaml:8:14: error latest-image/m);
    assert.doesNotMatch(stdout, /a\/deep/);
    assert.match((await podlint(['b/pod.yaml'], { cwd: join(cwd) })).stdout, /info latest-image/);
    assert.match(
      (await podlint(['pod.yaml'], { cwd: join(cwd, 'b') })).stdout,
      /^pod\.yaml:8:14: info/m,
      'found from below too',
    );
  });

  test('--config is the only one, --no-config none', async (t) => {
    const cwd = folder(t, {
      '.podlint.yaml': 'rules: {latest-image: error}\n',
      'other.yaml': 'rules: {latest-image: info}\n',
      'pod.yaml': NOISY,
    });
    assert.match((await podlint(['pod.yaml'], { cwd })).stdout, /error latest-image/);
    assert.match((await podlint(['-c', 'other.yaml', 'pod.yaml'], { cwd })).stdout, /info latest-image/);
    assert.match((await podlint(['--no-config', 'pod.yaml'], { cwd })).stdout, /warning latest-image/);
    assert.match(
      (await podlint(['--rule', 'latest-image=warning', 'pod.yaml'], { cwd })).stdout,
      /warning latest-image/,
      'the command line goes before it',
    );
  });

  test('outside a repository nothing above the working folder is read', async (t) => {
    const cwd = folder(t, { '.podlint.yaml': 'rules: {latest-image: error}\n', 'sub/pod.yaml': NOISY });
    assert.match((await podlint([], { cwd: join(cwd, 'sub') })).stdout, /warning latest-image/);
  });

  test('two in one folder are an error', async (t) => {
    const cwd = folder(t, { '.podlint.yaml': '', 'podlint.config.json': '{}', 'pod.yaml': pod() });
    const { status, stderr } = await podlint([], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /\.podlint\.yaml and podlint\.config\.json are both configs; keep one/);
  });
});

describe('what a config says', () => {
  test('extends: presets and files; later ones on top', async (t) => {
    const cwd = folder(t, {
      '.podlint.yaml': 'extends: [api, ./shared/base.yaml]\n',
      'shared/base.yaml': 'extends: ./more.json\nrules: {api-required: warning}\n',
      'shared/more.json': '{"rules": {"api-required": "info", "api-duplicate": "off"}}',
      'pod.yaml': NOISY,
    });
    assert.equal((await podlint([], { cwd })).stdout, '', 'api holds no latest-image');
    const printed = JSON.parse((await podlint(['--print-config', 'pod.yaml'], { cwd })).stdout) as {
      config: string;
      settings: { presets: unknown; rules: unknown };
    };
    assert.equal(printed.config, '.podlint.yaml');
    assert.deepEqual(printed.settings.presets, ['api']);
    assert.deepEqual(printed.settings.rules, { 'api-required': 'warning', 'api-duplicate': 'off' });
  });

  test('overrides by file and kind', async (t) => {
    const cwd = folder(t, {
      '.podlint.yaml':
        'overrides:\n  - {files: "test/**", rules: {latest-image: off}}\n  - {kinds: Job, rules: {latest-image: error}}\n',
      'pod.yaml': NOISY,
      'test/pod.yaml': NOISY,
      'job.yaml':
        'apiVersion: batch/v1\nkind: Job\nmetadata: {name: x}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{name: x, image: x}]\n',
    });
    const lines = (await podlint([], { cwd })).stdout.split('\n').filter((line) => line.includes('latest-image'));
    assert.deepEqual(
      lines.map((line) => line.replace(/ latest-image.*/, '')),
      ['job.yaml:8:37: error', 'pod.yaml:8:14: warning'],
    );
  });

  test('ignores: files', async (t) => {
    const cwd = folder(t, {
      '.podlint.yaml': 'ignores: ["test/**", "*.gen.yaml"]\n',
      'test/pod.yaml': NOISY,
      'a/x.gen.yaml': NOISY,
      'pod.yaml': pod(),
    });
    assert.equal((await podlint([], { cwd })).stdout, '');
    assert.equal((await podlint(['test/pod.yaml'], { cwd })).status, 0, 'a hook may name them');
  });

  test('code: only from the working folder, and not with --no-config-code', async (t) => {
    const code = 'export default { rules: { "latest-image": "error" } };\n';
    const cwd = folder(t, { '.git/HEAD': '', 'podlint.config.mjs': code, 'pod.yaml': NOISY, 'sub/pod.yaml': pod() });
    assert.match((await podlint(['pod.yaml'], { cwd })).stdout, /error latest-image/);
    const refused = await podlint(['--no-config-code', 'pod.yaml'], { cwd });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /podlint\.config\.mjs: is code, and --no-config-code refuses code/);
    writeFileSync(join(cwd, 'sub/podlint.config.mjs'), 'globalThis.podlintWasHere = true; export default {};\n');
    const nested = await podlint(['.'], { cwd });
    assert.equal(nested.status, 2);
    assert.match(nested.stderr, /sub\/podlint\.config\.mjs: is code, which is loaded only from the working folder/);
    assert.equal('podlintWasHere' in globalThis, false);
  });

  test('a nested config can not name plugins', async (t) => {
    const cwd = folder(t, {
      'sub/.podlint.yaml': 'plugins: ./evil.mjs\n',
      'sub/evil.mjs': 'globalThis.podlintWasHere = true;\n',
      'sub/pod.yaml': pod(),
    });
    const { status, stderr } = await podlint([], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /^podlint: sub\/\.podlint\.yaml:1:1: `plugins` are code/);
    assert.equal('podlintWasHere' in globalThis, false);
  });
});

describe('plugins', () => {
  const PLUGIN = `export default {
  name: 'house',
  rules: {
    'no-web': {
      category: 'names', severity: 'warning', presets: ['recommended'], source: 'rule', since: '1.0.0',
      options: { name: { type: 'string' } }, defaults: { name: 'web' },
      container({ field, value }, report, { name }) { if (value.name === name) report(field.get('name'), 'no container is called ' + name); },
    },
    throws: { category: 'names', severity: 'warning', presets: ['recommended'], source: 'rule', since: '1.0.0', object() { throw new Error('oh no'); } },
    nonsense: { category: 'names', severity: 'warning', presets: ['strict'], source: 'rule', since: '1.0.0', object(manifest, report) { report('here', 'x'); } },
  },
};
`;

  test('their rules run, take options and severities, and can be silenced', async (t) => {
    const cwd = folder(t, {
      'podlint.yaml': '',
      'house.mjs': PLUGIN,
      '.podlint.yaml': 'plugins: ./house.mjs\nrules:\n  house/no-web: [error, {name: web}]\n  house/throws: off\n',
      'pod.yaml': pod(),
    });
    const outcome = await podlint(['pod.yaml'], { cwd });
    assert.match(outcome.stdout, /^pod\.yaml:7:13: error house\/no-web no container is called web$/m);
    assert.equal(outcome.status, 1);
    writeFileSync(
      join(cwd, 'pod.yaml'),
      pod().replace('    - name: web', '    # podlint-disable-next-line house/no-web -- historic\n    - name: web'),
    );
    assert.deepEqual(await podlint(['pod.yaml'], { cwd }), { status: 0, stdout: '', stderr: '' });
    assert.equal((await podlint(['--skip', 'house/no-web', 'pod.yaml'], { cwd })).status, 0);
    assert.match(
      (await podlint(['--skip', 'house/no-wep', 'pod.yaml'], { cwd })).stderr,
      /did you mean `house\/no-web`/,
    );
  });

  test('one that throws or reports nonsense is named, and the run goes on', async (t) => {
    const cwd = folder(t, {
      'house.mjs': PLUGIN,
      '.podlint.yaml': 'plugins: ./house.mjs\nextends: strict\n',
      'pod.yaml': NOISY,
    });
    const { status, stdout, stderr } = await podlint(['pod.yaml'], { cwd });
    assert.equal(status, 2);
    assert.match(stdout, /latest-image/);
    assert.match(stderr, /^podlint: plugin rule house\/throws failed: oh no$/m);
    assert.match(stderr, /^podlint: plugin rule house\/nonsense failed: reports at something that is no field/m);
  });

  for (const [config, message] of [
    ['plugins: ./gone.mjs', 'plugin '],
    ['plugins: ./empty.mjs', 'has no `export default { rules'],
    ['plugins: ./house.mjs\nrules: {house/no-wep: off}', '2:9: no rule `house/no-wep`; did you mean `house/no-web`?'],
    ['plugins: ./house.mjs\nrules: {house/no-web: [error, {nam: x}]}', 'no setting `nam`; did you mean `name`?'],
  ] as const) {
    test(JSON.stringify(config), async (t) => {
      const { status, stderr } = await podlint(['.'], {
        cwd: folder(t, {
          '.podlint.yaml': config,
          'house.mjs': PLUGIN,
          'empty.mjs': 'export default 1;\n',
          'pod.yaml': pod(),
        }),
      });
      assert.equal(status, 2);
      assert.ok(stderr.includes(message), stderr);
    });
  }
});

describe('mistakes', () => {
  for (const [text, message] of [
    ['ruls: {}', '1:1: no setting `ruls`; did you mean `rules`?'],
    ['rules: {latest-imag: off}', '1:9: no rule `latest-imag`; did you mean `latest-image`?'],
    ['rules: {latest-image: on}', '1:23: expected a string or a list, not the boolean `on`'],
    ['rules: {latest-image: eror}', '1:23: `eror` is none of error, warning, info, off; did you mean `error`?'],
    ['rules: {latest-image: [error, {tag: [x]}]}', '1:32: no setting `tag`; did you mean `tags`?'],
    ['rules: {latest-image: [error, {tags: x}]}', '1:38: expected a list, not `x`'],
    ['kubernetesVersion: 1.99', '1:20: `1.99` is not known'],
    ['missingSchema: loud', '1:16: `loud` is none of error, warning, info, ignore'],
    ['extends: strikt', 'extends `strikt`, which is no preset and no package here; did you mean `strict`?'],
    ['extends: ./gone.yaml', "gone.yaml: can't be read (ENOENT)"],
    ['extends: ./.podlint.yaml', 'extends itself'],
    ['overrides: [{files: x}]', '1:14: `rules` is missing'],
    ['a: 1\na: 2', '2:1: `a` is there twice'],
    ['rules: {}\n---\nrules: {}', 'a config is one document'],
    ['rules: [', 'podlint: .podlint.yaml:1:'],
    ['- a', 'expected a map, not a list'],
  ] as const) {
    test(JSON.stringify(text), async (t) => {
      const { status, stderr } = await podlint(['.'], { cwd: folder(t, { '.podlint.yaml': text, 'pod.yaml': pod() }) });
      assert.equal(status, 2);
      assert.ok(stderr.startsWith('podlint: ') && stderr.includes(message), stderr);
    });
  }

  test('all of them at once, and versions as they are written', async (t) => {
    const cwd = folder(t, { '.podlint.yaml': 'rule: {}\nkubernetesVersion: 1.30\nignors: []\n', 'pod.yaml': pod() });
    assert.equal((await podlint([], { cwd })).stderr.match(/no setting/g)?.length, 2);
    writeFileSync(join(cwd, '.podlint.yaml'), 'kubernetesVersion: 1.30\n');
    assert.equal(
      (JSON.parse((await podlint(['-f', 'json'], { cwd })).stdout) as { kubernetesVersion: string }).kubernetesVersion,
      '1.30',
    );
  });
});

test('the JSON Schema of configs takes what podlint takes', () => {
  const ajv = new Ajv.default({ strict: false });
  const validate = ajv.compile(
    JSON.parse(readFileSync(new URL('../schema/config.json', import.meta.url), 'utf8')) as object,
  );
  for (const config of [
    {},
    { extends: 'strict', rules: { 'latest-image': 'error' } },
    {
      rules: { 'latest-image': ['error', { tags: ['x'] }], 'mine/rule': 'off' },
      overrides: [{ kinds: 'Pod', rules: {} }],
    },
  ]) {
    assert.ok(validate(config), JSON.stringify(validate.errors));
  }
  for (const config of [
    { ruls: {} },
    { rules: { 'latest-image': 'loud' } },
    { rules: { 'latest-image': ['error', { tag: 1 }] } },
    { overrides: [{}] },
  ])
    assert.equal(validate(config), false, JSON.stringify(config));
});

test('a folder named like a subcommand is linted as ./rules', async (t) => {
  const cwd = folder(t);
  mkdirSync(join(cwd, 'rules'));
  writeFileSync(join(cwd, 'rules/pod.yaml'), NOISY);
  assert.match((await podlint(['./rules'], { cwd })).stdout, /^rules\/pod\.yaml:8:14/m);
});
