import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Suppressions, readSuppressions } from '../src/engine/suppressions.ts';
import { folder, pod, podlint } from './helpers/command.ts';

const FILE = 'podlint-suppressions.json';
const OLD = pod('web', 'nginx');
const strict = ['--fail-on', 'warning'];

function suppressions(cwd: string): { object: string; rule: string; path?: string; item?: string; count: number }[] {
  return JSON.parse(readFileSync(join(cwd, FILE), 'utf8')).suppressions;
}

describe('old findings', () => {
  test('--suppress-all writes them down, and the next run is quiet', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD });
    const first = await podlint(['--suppress-all', ...strict], { cwd });
    assert.equal(first.status, 0);
    assert.match(first.stderr, /one finding is suppressed in podlint-suppressions\.json/);
    assert.deepEqual(suppressions(cwd), [
      { object: 'Pod web', rule: 'latest-image', path: 'spec.containers[0].image', count: 1 },
    ]);
    assert.deepEqual(await podlint(strict, { cwd }), { status: 0, stdout: '', stderr: '' });
  });

  test('lines do not matter, nor does the file or the version of the API', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD });
    await podlint(['--suppress-all'], { cwd });
    writeFileSync(join(cwd, 'web.yaml'), '# nothing\n');
    writeFileSync(join(cwd, 'moved.yaml'), `# a line more\n\n${OLD}`);
    assert.equal((await podlint(strict, { cwd })).status, 0);
  });

  test('a new finding at the same path of the same object is found', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD });
    await podlint(['--suppress-all'], { cwd });
    writeFileSync(join(cwd, 'web.yaml'), `${OLD}---\n${OLD}`);
    const { stdout } = await podlint(['--only', 'latest-image'], { cwd });
    assert.match(stdout, /^web\.yaml:17:14: warning latest-image /);
    assert.equal(stdout.match(/latest-image/g)?.length, 1);
  });

  test('items of a List are told apart', async (t) => {
    const item =
      '{ apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: a, image: nginx }] } }';
    const cwd = folder(t, {
      'list.yaml': `apiVersion: v1\nkind: List\nitems:\n  - ${item}\n  - ${item.replace('nginx', 'nginx:1')}\n`,
    });
    await podlint(['--suppress-all', '--only', 'latest-image'], { cwd });
    assert.equal(suppressions(cwd)[0]?.item, '0');
    writeFileSync(
      join(cwd, 'list.yaml'),
      `apiVersion: v1\nkind: List\nitems:\n  - ${item.replace('nginx', 'nginx:1')}\n  - ${item}\n`,
    );
    assert.match((await podlint(['--only', 'latest-image', '.'], { cwd })).stdout, /^list\.yaml:5:/);
  });

  test('--suppress-rule takes the findings of a rule, and keeps what was there', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD.replace('spec:', 'spec:\n  serviceAccount: web') });
    await podlint(['--suppress-rule', 'latest-image'], { cwd });
    assert.deepEqual(
      suppressions(cwd).map(({ rule }) => rule),
      ['latest-image'],
    );
    await podlint(['--suppress-rule', 'deprecated-service-account-field'], { cwd });
    assert.deepEqual(
      suppressions(cwd).map(({ rule }) => rule),
      ['deprecated-service-account-field', 'latest-image'],
    );
    const { status, stderr } = await podlint(['--suppress-rule', 'lates-image'], { cwd });
    assert.deepEqual([status, stderr], [2, 'podlint: no rule `lates-image`; did you mean `latest-image`?\n']);
  });

  test('unreadable text is never suppressed', async (t) => {
    const cwd = folder(t, { 'web.yaml': 'apiVersion: v1\nkind: [\n' });
    assert.equal((await podlint(['--suppress-all', 'web.yaml'], { cwd })).status, 1);
    assert.equal(existsSync(join(cwd, FILE)), false);
  });
});

describe('suppressions that match nothing any more', () => {
  test('are told of, and taken out when asked', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD, 'db.yaml': pod('db', 'postgres') });
    await podlint(['--suppress-all'], { cwd });
    writeFileSync(join(cwd, 'web.yaml'), pod());
    assert.match(
      (await podlint([], { cwd })).stderr,
      /one suppression in podlint-suppressions\.json matches no finding any more/,
    );
    assert.match((await podlint(['--prune-suppressions'], { cwd })).stderr, /took one suppression out/);
    assert.deepEqual(
      suppressions(cwd).map(({ object }) => object),
      ['Pod db'],
    );
    assert.equal((await podlint([], { cwd })).stderr, '');
  });

  test('are left alone where the run did not look', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD, 'db.yaml': pod('db') });
    await podlint(['--suppress-all'], { cwd });
    const before = readFileSync(join(cwd, FILE), 'utf8');
    for (const args of [['db.yaml'], ['--only', 'bare-pod'], ['--skip', 'latest-image']]) {
      assert.equal((await podlint([...args, '--prune-suppressions'], { cwd })).stderr, '', args.join(' '));
      assert.equal(readFileSync(join(cwd, FILE), 'utf8'), before);
    }
  });

  test('of an object that is gone are taken out by a run over everything', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD });
    await podlint(['--suppress-all'], { cwd });
    writeFileSync(join(cwd, 'web.yaml'), pod('other'));
    await podlint(['--prune-suppressions'], { cwd });
    assert.deepEqual(suppressions(cwd), []);
  });
});

describe('the file', () => {
  for (const [text, message] of [
    ['{', 'is no JSON'],
    ['[]', 'holds no map'],
    ['{"version": 2, "suppressions": []}', 'is of version 2, this podlint knows 1: update podlint'],
    ['{"version": 0, "suppressions": []}', 'is of version 0, which never was'],
    ['{"suppressions": []}', 'has no `version`'],
    ['{"version": 1}', 'has no list `suppressions`'],
    ['{"version": 1, "suppressions": [{"rule": "latest-image"}]}', 'has an entry that is none: suppressions[0]'],
    ['{"version": 1, "suppressions": [], "more": 1}', 'has a key `more` that means nothing'],
  ] as const) {
    test(`is an error when it ${message}`, async (t) => {
      const cwd = folder(t, { 'web.yaml': pod(), [FILE]: text });
      for (const args of [[], ['--exit-zero'], ['--suppress-all']]) {
        const { status, stdout, stderr } = await podlint(args, { cwd });
        assert.deepEqual([status, stdout], [2, '']);
        assert.ok(stderr.startsWith(`podlint: ${FILE} ${message}`), stderr);
      }
      assert.equal(readFileSync(join(cwd, FILE), 'utf8'), text);
    });
  }

  test('may be elsewhere, and must be there if it is named', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD });
    const location = ['--suppressions-location', 'ci-old.json'];
    assert.match((await podlint(location, { cwd })).stderr, /ci-old\.json: there is no such file of suppressions/);
    assert.equal((await podlint(['--suppress-all', ...location], { cwd })).status, 0);
    assert.equal((await podlint([...location, ...strict], { cwd })).status, 0);
    assert.equal((await podlint(strict, { cwd })).status, 1);
  });

  test('that is read-only is an error', async (t) => {
    const cwd = folder(t, { 'web.yaml': OLD, [FILE]: '{"version": 1, "suppressions": []}' });
    chmodSync(join(cwd, FILE), 0o444);
    const { status, stderr } = await podlint(['--suppress-all'], { cwd });
    assert.deepEqual([status, stderr], [2, `podlint: ${FILE} is read-only\n`]);
  });

  test('reads what it writes, whatever the keys are', () => {
    const entry = { rule: '__proto__', object: 'constructor "\n', path: 'a\u2028', count: 3 };
    const text = new Suppressions([entry]).toText();
    const read = readSuppressions(text);
    assert.ok(read instanceof Suppressions);
    assert.equal(read.toText(), text);
  });
});
