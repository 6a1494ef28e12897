import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, constants, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { matches } from '../src/apiserver/custom/pattern.ts';
import { readPipe } from '../src/cli/files.ts';
import { lint } from '../src/lint.ts';
import { folder, pod, podlint, podlintProcess } from './helpers/command.ts';

const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

describe('what steers a run', () => {
  for (const name of ['.podlint.yaml', 'podlint.config.json', '.gitignore', 'podlint-suppressions.json'])
    test(`${name} that is a pipe or a device is not waited for`, { timeout: 60_000 }, (t) => {
      const cwd = folder(t, { 'pod.yaml': pod(), '.git/HEAD': '' });
      const is = name === '.gitignore' ? { status: 0, stderr: /^$/ } : { status: 2, stderr: /is a pipe|is a device/ };
      assert.equal(spawnSync('mkfifo', [join(cwd, name)]).status, 0);
      const pipe = podlintProcess(['.'], { cwd });
      assert.deepEqual([pipe.status, is.stderr.test(pipe.stderr)], [is.status, true], pipe.stderr);
      rmSync(join(cwd, name));
      symlinkSync('/dev/zero', join(cwd, name));
      const device = podlintProcess(['.'], { cwd });
      assert.equal(device.status, is.status, device.stderr);
    });

  test('no config shows what lies outside, by a link or by what it extends', async (t) => {
    const top = folder(t, {
      token: 'hunter2 and more',
      'own/.git/HEAD': '',
      'own/pod.yaml': pod(),
      'own/deep/pod.yaml': pod(),
      'loose/pod.yaml': pod(),
    });
    const refused = async (cwd: string, argv: readonly string[] = ['.']): Promise<void> => {
      const { status, stdout, stderr } = await podlint(argv, { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /leads out of the repository/);
      assert.doesNotMatch(stdout + stderr, /hunter2/);
    };
    symlinkSync(join(top, 'token'), join(top, 'own/deep/.podlint.yaml'));
    await refused(join(top, 'own'));
    await refused(join(top, 'own/deep'));
    await refused(top, ['own/deep']);
    for (const [place, way] of [
      ['own/deep', '../../token'],
      ['own/deep', join(top, 'token')],
      ['loose', '../token'],
    ] as const) {
      rmSync(join(top, place, '.podlint.yaml'), { force: true });
      writeFileSync(join(top, place, '.podlint.yaml'), `extends: ${way}\n`);
      await refused(join(top, place));
    }
    const named = await podlint(['-c', '.podlint.yaml', '.'], { cwd: join(top, 'loose') });
    assert.match(named.stderr, /expected a map/, 'who names a config may');
  });

  test('a config within the repository, and a package wherever it is, may be extended', async (t) => {
    const top = folder(t, {
      'node_modules/shared/index.json': '{"rules": {"latest-image": "info"}}',
      'node_modules/shared/package.json': '{"main": "index.json"}',
      'own/.git/HEAD': '',
      'own/base.yaml': 'extends: shared\n',
      'own/deep/.podlint.yaml': 'extends: ../base.yaml\n',
      'own/deep/pod.yaml': pod('web', 'web'),
    });
    const { stdout, stderr } = await podlint(['.'], { cwd: join(top, 'own/deep') });
    assert.match(stdout, /info latest-image/, stderr);
  });

  test('names of JavaScript are no settings', async (t) => {
    for (const name of NAMES) {
      const cwd = folder(t, {
        '.podlint.yaml': `${name}: {polluted: yes}\nrules: {${name}: off}\n`,
        'pod.yaml': pod(),
      });
      const { status, stderr } = await podlint(['.'], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, new RegExp(`no setting \`${name}\``));
      assert.match(stderr, new RegExp(`no rule \`${name}\``));
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    }
  });
});

test('globs follow no link out of the tree', async (t) => {
  const top = folder(t, { 'out/secret.yaml': pod('web', 'web'), 'in/pod.yaml': pod() });
  symlinkSync(join(top, 'out'), join(top, 'in/link'));
  const { stdout } = await podlint(['--list-files', '**/*.yaml'], { cwd: join(top, 'in') });
  assert.equal(stdout, 'pod.yaml\n');
});

test('a pattern of a custom kind that would fill the memory is not tried', () => {
  const before = process.memoryUsage().rss;
  assert.equal(matches('a{999}'.repeat(3000), 'b'), true);
  assert.equal(matches(`(${'a'.repeat(60_000)})`, 'b'), true);
  assert.ok(process.memoryUsage().rss - before < 2 ** 28);
});

describe('messages', () => {
  test('say of names of JavaScript what they say of others, wherever they stand', () => {
    for (const name of NAMES) {
      const text = pod()
        .replace('metadata:', `metadata:\n  ${name}: {${name}: x}`)
        .replace('spec:', `spec:\n  ${name}: {${name}: x}\n  nodeSelector: {${name}: x}`)
        .replace('image:', `${name}: {${name}: x}\n      resources: {limits: {${name}: x}}\n      image:`);
      // With signs at its ends that a label's key may not have either.
      const other = name.startsWith('__') ? '__other__' : 'other';
      const said = (of: string): string[] =>
        lint([{ file: 'x.yaml', text: of, named: true }], { presets: ['all'], asIs: true })
          .map(({ rule, message }) => `${rule} ${message.replaceAll(name, other)}`)
          .sort();
      assert.deepEqual(said(text), said(text.replaceAll(name, other)), name);
    }
  });

  test('stay short, whatever they are about', () => {
    const long = 'x'.repeat(1e6);
    const texts = [
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${long}, labels: {${long}: ${long}}, ${long}: 1}\nspec: {${long}: 1}\n`,
      `apiVersion: ${long}\nkind: Pod\nmetadata: {name: a}\n`,
      `apiVersion: v1\nkind: ${long}\nmetadata: {name: a}\n`,
      pod(long, long),
      `${pod()}      imagePullPolicy: ${long}\n      env: [{name: ${long}, value: $(${long})}, {name: ${long}}]\n`,
    ];
    const found = texts.flatMap((text) =>
      lint([{ file: 'x.yaml', text, named: true }], { presets: ['all'], asIs: true }),
    );
    const tooLong = found.filter(({ message }) => message.length > 2000);
    assert.deepEqual(
      tooLong.map(({ rule, message }) => `${rule}: ${message.slice(0, 100)}`),
      [],
    );
  });
});

test('a pipe that somebody holds open and says nothing into is given up', { timeout: 60_000 }, (t) => {
  const path = join(folder(t), 'pipe');
  assert.equal(spawnSync('mkfifo', [path]).status, 0);
  const writer = spawn('sh', ['-c', `exec sleep 30 > '${path}'`]);
  t.after(() => writer.kill());
  const descriptor = openSync(path, constants.O_RDONLY);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  assert.deepEqual(readPipe(fd, 200), { failure: 'is a pipe into which nothing is written' });
  closeSync(fd);
  closeSync(descriptor);
});

test('names command no terminal on standard error either', async (t) => {
  const name = 'a\u001b[31m\n::error::owned\u202e';
  const cwd = folder(t, {
    [`${name}.yaml`]: pod().replace('containers', 'container'),
    '.podlint.yaml': 'ignores: [{files: ["\\u202eowned"]}]\n',
  });
  chmodSync(join(cwd, `${name}.yaml`), 0o444);
  const told: readonly (readonly [readonly string[], RegExp])[] = [
    [['--diff', '.'], /^--- .*owned/m],
    [['--timing', '.'], /^ .*owned.*\.yaml/m],
    [['--fix', '.'], /owned.*\.yaml is read-only/],
    [['.'], /nothing is left out by .*owned/],
    [['--suppress-all', '--suppressions-location', `${name}.json`, '.'], /suppressed in .*owned.*\.json/],
  ];
  for (const [argv, words] of told) {
    const { stdout, stderr } = await podlint(argv, { cwd });
    assert.match(stdout + stderr, words);
    assert.doesNotMatch(stdout + stderr, /[\u001b\u202e]|^::error::owned/m, argv.join(' '));
  }
});
