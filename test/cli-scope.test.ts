import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folder, pod, podlint, podlintProcess } from './helpers/command.ts';

const SERVICE = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: nobody\n  ports:\n    - port: 80\n`;
const MATCHING = pod('nobody').replace('name: nobody', 'name: nobody\n  labels:\n    app: nobody');
const FILES = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => [`deploy/pod-${i}.yaml`, pod(`pod-${i}`, i % 2 === 0 ? 'web' : 'web:1:2')]),
);

interface Report {
  readonly findings: readonly { readonly file: string; readonly rule: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

async function json(argv: readonly string[], cwd: string): Promise<Report> {
  return JSON.parse((await podlint([...argv, '-f', 'json'], { cwd })).stdout) as Report;
}

describe('--shard and --merge', () => {
  test('the parts put together are the whole, byte for byte', async (t) => {
    const cwd = folder(t, { ...FILES, 'service.yaml': SERVICE('web'), 'compose.yaml': 'services: {}\n' });
    const whole = await podlint(['-f', 'json', '--report-objects'], { cwd });
    assert.equal(whole.status, 1);
    const names: string[] = [];
    for (let i = 1; i <= 4; i++) {
      names.push(`report-${i}.out`);
      const { stderr } = await podlint(
        ['--shard', `${i}/4`, '-f', 'json', '--report-objects', '-o', `report-${i}.out`],
        { cwd },
      );
      assert.equal(stderr, '');
    }
    const merged = await podlint(['--merge', ...names, '-f', 'json', '--report-objects'], { cwd });
    assert.deepEqual(merged, whole);
    const counts = names.map(
      (name) => (JSON.parse(readFileSync(join(cwd, name), 'utf8')) as Report).summary['files'] as number,
    );
    assert.ok(Math.min(...counts) >= 4, `the parts have ${counts.join(', ')} files`);
  });

  test('a part looks across the objects of all', async (t) => {
    const cwd = folder(t, { 'pod.yaml': MATCHING, 'service.yaml': SERVICE('web') });
    for (const shard of ['1/7', '2/7', '3/7', '4/7', '5/7', '6/7', '7/7']) {
      const { findings } = await json(['--shard', shard, '--only', 'service-selects-nothing'], cwd);
      assert.deepEqual(findings, [], shard);
    }
  });

  test('what is no manifest, no report, or of another version is refused', async (t) => {
    const cwd = folder(t, {
      'pod.yaml': pod('web', 'web'),
      'no.json': '{',
      'list.json': '[]',
      'other.json': '{"version":1,"tool":{"name":"other"}}',
      'half.json': '{"version":1,"tool":{"name":"podlint","version":"1"}}',
    });
    await podlint(['pod.yaml', '-f', 'json', '-o', 'a.out'], { cwd });
    await podlint(['pod.yaml', '-f', 'json', '-o', 'b.out', '--kubernetes-version', '1.30'], { cwd });
    const report = JSON.parse(readFileSync(join(cwd, 'a.out'), 'utf8')) as { tool: object; findings: object[] };
    writeFileSync(join(cwd, 'older.out'), JSON.stringify({ ...report, tool: { ...report.tool, version: '0.0.1' } }));
    writeFileSync(join(cwd, 'newer.out'), JSON.stringify({ ...report, version: 2 }));
    writeFileSync(
      join(cwd, 'lines.out'),
      JSON.stringify({ ...report, findings: [{ ...report.findings[0], line: 0 }] }),
    );
    for (const [names, message] of [
      [[], '--merge needs the JSON reports'],
      [['gone.json'], 'gone.json: there is no such file'],
      [['no.json'], 'no.json is no JSON'],
      [['list.json'], "list.json is no report of podlint's"],
      [['other.json'], "other.json is no report of podlint's"],
      [['half.json'], 'half.json is no whole report'],
      [['lines.out'], 'lines.out is no whole report'],
      [['newer.out'], 'newer.out has the report version 2'],
      [['a.out', 'b.out'], 'b.out is for Kubernetes 1.30, and a.out for Kubernetes 1.37'],
      [['a.out', 'older.out'], 'older.out is for podlint 0.0.1'],
    ] as const) {
      const { status, stderr, stdout } = await podlint(['--merge', ...names], { cwd });
      assert.deepEqual([status, stdout], [2, ''], names.join(' '));
      assert.ok(stderr.startsWith(`podlint: ${message}`), stderr);
    }
  });

  test('a merged report fails, is cut and is shown as any other', async (t) => {
    const cwd = folder(t, { 'a.yaml': pod('a', 'a:1:2'), 'b.yaml': pod('b', 'b') });
    for (const name of ['a', 'b']) await podlint([`${name}.yaml`, '-f', 'json', '-o', `${name}.out`], { cwd });
    const { status, stdout, stderr } = await podlint(['--merge', 'b.out', 'a.out', '--max-findings', '1'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /^a\.yaml:8:14: error [^\n]*\n\n1 error, 1 warning in 2 objects of 2 files/);
    assert.equal(stderr, 'podlint: 1 more findings (--max-findings 1)\n');
    assert.equal((await podlint(['--merge', 'b.out'], { cwd })).status, 0);
  });

  test('what would lint has no meaning beside --merge', async (t) => {
    for (const argv of [['--fix'], ['--shard', '1/2'], ['--suppress-rule', 'latest-image']]) {
      const { status, stderr } = await podlint(['--merge', 'a.json', ...argv], { cwd: folder(t) });
      assert.deepEqual(
        [status, stderr],
        [2, `podlint: --merge lints nothing, so that ${argv[0]} has no meaning beside it\n`],
      );
    }
  });

  for (const value of ['0/3', '4/3', '1', 'a/b', '1/0']) {
    test(`--shard ${value} is refused`, async (t) => {
      const { status, stderr } = await podlint(['--shard', value], { cwd: folder(t) });
      assert.equal(status, 2);
      assert.match(stderr, /^podlint: --shard takes I\/N with I from 1 to N/);
    });
  }
});

describe('--project', () => {
  test('the named files are reported on, the others are known', async (t) => {
    const OTHER = pod('web', 'web:1:2').replace('name: web', 'name: web\n  labels:\n    app: other');
    const cwd = folder(t, {
      'a/service.yaml': SERVICE('web'),
      'a/pod.yaml': OTHER,
      'b/service.yaml': SERVICE('web'),
      'b/pod.yaml': MATCHING,
    });
    const rule = ['--only', 'service-selects-nothing'];
    assert.deepEqual((await json(['a/service.yaml', ...rule], cwd)).findings, []);
    const { findings, summary } = await json(
      ['a/service.yaml', '--project', 'a', '--only', 'service-selects-nothing,invalid-image-reference'],
      cwd,
    );
    assert.deepEqual(
      findings.map(({ file, rule }) => `${file} ${rule}`),
      ['a/service.yaml service-selects-nothing'],
    );
    assert.equal(summary['files'], 1);
    assert.deepEqual((await json(['b/service.yaml', '--project', 'b', ...rule], cwd)).findings, []);
    const all = await json(
      ['a/pod.yaml', 'b/service.yaml', '--project', '.', '--only', 'service-selects-nothing,invalid-image-reference'],
      cwd,
    );
    assert.deepEqual(
      all.findings.map(({ file, rule }) => `${file} ${rule}`),
      ['a/pod.yaml invalid-image-reference'],
    );
  });

  test('a folder that is not there', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    for (const name of ['gone', 'pod.yaml']) {
      const { status, stderr } = await podlint(['pod.yaml', '--project', name], { cwd });
      assert.deepEqual([status, stderr], [2, `podlint: --project ${name}: there is no such folder\n`]);
    }
  });
});

test('--timing speaks on standard error only', async (t) => {
  const cwd = folder(t, { 'pod.yaml': pod() });
  const { status, stdout, stderr } = await podlint(['--timing', 'pod.yaml'], { cwd });
  assert.deepEqual([status, stdout], [0, '']);
  for (const phase of [
    'find files and configs',
    'read files',
    'check each file',
    'look across objects',
    'write the reports',
    'all together',
    '  pod.yaml',
  ]) {
    assert.match(stderr, new RegExp(`^ +\\d+\\.\\d ms  ${phase}$`, 'm'));
  }
});

test('PODLINT_READER changes the reader and nothing else', async (t) => {
  const cwd = folder(t, {
    'pod.yaml': pod('web', 'web:1:2'),
    'broken.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n',
  });
  const usual = await podlint(['-f', 'json'], { cwd });
  assert.equal(usual.status, 1);
  for (const PODLINT_READER of ['slow', 'nonsense', ''])
    assert.deepEqual(await podlint(['-f', 'json'], { cwd, env: { PODLINT_READER } }), usual, PODLINT_READER);
  const other = await podlint(['-f', 'json', 'pod.yaml'], { cwd, env: { PODLINT_READER: 'yaml' } });
  assert.deepEqual(other, await podlint(['-f', 'json', 'pod.yaml'], { cwd }));
});

test('standard input with a name is under the config of that name', (t) => {
  const cwd = folder(t, { 'deploy/.podlint.yaml': 'rules:\n  latest-image: off\n' });
  const rules = (name: string): number =>
    podlintProcess(['-', '--stdin-filename', name], { cwd, input: pod('web', 'web') }).stdout.split('latest-image')
      .length - 1;
  assert.deepEqual([rules('web.yaml'), rules('deploy/web.yaml'), rules(join(cwd, 'deploy/web.yaml'))], [1, 0, 0]);
});
