import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { FLAGS, parseArguments } from '../src/cli/flags.ts';
import { ROOT, folder, pod, podlint, podlintProcess } from './helpers/command.ts';

const BROKEN = pod('web', 'x').replace('image: x', 'image: [');
const WRONG = pod().replace('containers:', 'container:');

describe('exit status', () => {
  test('0 without findings that fail', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    assert.deepEqual(await podlint(['pod.yaml'], { cwd }), { status: 0, stdout: '', stderr: '' });
  });

  test('0 with warnings, 1 with --max-warnings 0 or --fail-on warning', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod('web', 'web') });
    assert.equal((await podlint(['pod.yaml'], { cwd })).status, 0);
    assert.equal((await podlint(['--max-warnings', '0', 'pod.yaml'], { cwd })).status, 1);
    assert.equal((await podlint(['--max-warnings=1', 'pod.yaml'], { cwd })).status, 0);
    assert.equal((await podlint(['--fail-on', 'warning', 'pod.yaml'], { cwd })).status, 1);
  });

  test('tests in a report fail for the same reasons as the run', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod('web', 'web') });
    for (const [argv, status] of [
      [[], 0],
      [['--max-warnings', '0'], 1],
      [['--max-warnings', '1'], 0],
      [['--fail-on', 'warning'], 1],
    ] as const) {
      const outcome = await podlint(['-f', 'junit', ...argv, 'pod.yaml'], { cwd });
      assert.deepEqual([outcome.status, outcome.stdout.includes('<failure')], [status, status === 1], argv.join(' '));
    }
  });

  test('1 with errors, 0 with --exit-zero', async (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const outcome = await podlint(['pod.yaml'], { cwd });
    assert.equal(outcome.status, 1);
    assert.match(
      outcome.stdout,
      /^pod\.yaml:6:3: error unknown-field unknown field `container`; did you mean `containers`\?$/m,
    );
    assert.equal((await podlint(['--exit-zero', 'pod.yaml'], { cwd })).status, 0);
  });

  test('1 for a manifest that can not be read', async (t) => {
    const cwd = folder(t, { 'pod.yaml': BROKEN });
    const outcome = await podlint(['.'], { cwd });
    assert.equal(outcome.status, 1);
    assert.match(outcome.stdout, /^pod\.yaml:\d+:\d+: error syntax-error /m);
  });

  test('0 and a line for a folder without manifests', async (t) => {
    const cwd = folder(t, { 'compose.yaml': 'services: {}\n' });
    const outcome = await podlint([], { cwd });
    assert.deepEqual(outcome, {
      status: 0,
      stdout: '',
      stderr: 'podlint: no Kubernetes manifests here (one other file skipped)\n',
    });
  });

  test('2 for a path that is not there, and the rest is done', async (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const outcome = await podlint(['pod.yaml', 'gone.yaml', 'no/*.yaml'], { cwd });
    assert.equal(outcome.status, 2);
    assert.match(outcome.stdout, /unknown-field/);
    assert.match(outcome.stderr, /^podlint: gone\.yaml: there is no such file/m);
    assert.match(outcome.stderr, /^podlint: no\/\*\.yaml: /m);
    assert.equal((await podlint(['--no-error-on-unmatched-pattern', 'gone.yaml'], { cwd })).status, 0);
  });

  for (const [argv, message] of [
    [['--kubernets-version', '1.30'], 'no option --kubernets-version; did you mean --kubernetes-version?'],
    [['--quiet=yes'], '--quiet takes no value'],
    [['--format'], '--format needs a value'],
    [['-x'], 'no option -x'],
    [['--preset', 'strikt'], 'no preset `strikt`; did you mean `strict`?'],
    [['--rule', 'latest-image=loud'], '--rule takes ID=error, warning, info or off'],
    [['--rule', 'lates-image=off'], 'no rule `lates-image`; did you mean `latest-image`?'],
    [['--only', 'nonsense'], 'no rule `nonsense`'],
    [['--kubernetes-version', '1.99'], 'podlint knows 1.20 to 1.37'],
    [['-f', 'jsn'], 'no format `jsn`; did you mean `json`?'],
    [['--max-warnings', 'many'], '--max-warnings needs a number'],
    [['-f', 'json', '-f', 'compact'], 'one place holds one report'],
    [['-c', 'gone.yaml'], 'gone.yaml'],
    [['explain', 'nonsense'], 'no rule `nonsense`'],
    [['explain'], 'podlint explain RULE'],
    [['completion', 'tcsh'], 'no shell `tcsh`'],
  ] as const) {
    test(`2 for podlint ${argv.join(' ')}`, async (t) => {
      const outcome = await podlint(
        argv[0] === 'explain' || argv[0] === 'completion' ? argv : ['--exit-zero', ...argv],
        { cwd: folder(t, { 'pod.yaml': pod('web', 'web') }) },
      );
      assert.equal(outcome.status, 2);
      assert.equal(outcome.stdout, '');
      assert.ok(outcome.stderr.startsWith('podlint: ') && outcome.stderr.includes(message), outcome.stderr);
    });
  }

  test('2 for a report that can not be written, and the others are', async (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const outcome = await podlint(
      ['-f', 'json=no/such/folder.json', '-f', 'jsonl=found.jsonl', '-f', 'compact', 'pod.yaml'],
      { cwd },
    );
    assert.equal(outcome.status, 2);
    assert.match(outcome.stderr, /the json report can't be written to no\/such\/folder\.json/);
    assert.match(outcome.stdout, /unknown-field/);
    assert.match(readFileSync(join(cwd, 'found.jsonl'), 'utf8'), /"rule":"unknown-field"/);
  });
});

describe('files', () => {
  test('what is taken from a folder', async (t) => {
    const cwd = folder(t, {
      'a.yaml': pod(),
      'b.YML': pod(),
      'c.json': '{}',
      'd.txt': pod(),
      'node_modules/x/pod.yaml': pod(),
      'deep/er/pod.yaml': pod(),
      'ignored/pod.yaml': pod(),
      'kept/no.yaml': pod(),
      'kept/yes.yaml': pod(),
      '.gitignore': 'ignored/\nkept/*.yaml\n!kept/yes.yaml\n',
      '.git/HEAD': '',
    });
    assert.equal(
      (await podlint(['--list-files'], { cwd })).stdout,
      'a.yaml\nb.YML\nc.json\ndeep/er/pod.yaml\nkept/yes.yaml\n',
    );
    assert.match((await podlint(['--list-skipped'], { cwd })).stdout, /^ignored: ignored by \.gitignore\n/);
    assert.match((await podlint(['--list-files', '--no-ignore'], { cwd })).stdout, /ignored\/pod\.yaml/);
    assert.equal(
      (await podlint(['--list-files', '--ignore-pattern', 'deep/**', '--ignore-pattern', '*.json'], { cwd })).stdout,
      'a.yaml\nb.YML\nkept/yes.yaml\n',
    );
    assert.equal(
      (await podlint(['--list-files', 'ignored/pod.yaml', 'd.txt'], { cwd })).stdout,
      'd.txt\nignored/pod.yaml\n',
    );
    assert.equal(
      (await podlint(['--list-files', '**/*.yaml'], { cwd })).stdout,
      'a.yaml\ndeep/er/pod.yaml\nignored/pod.yaml\nkept/no.yaml\nkept/yes.yaml\n',
    );
  });

  test('links: into the folder, out of it, in circles, to nowhere', async (t) => {
    const outside = folder(t, { 'secret.yaml': pod() });
    const cwd = folder(t, { 'real/pod.yaml': pod() });
    symlinkSync(join(outside, 'secret.yaml'), join(cwd, 'out.yaml'));
    symlinkSync('real/pod.yaml', join(cwd, 'in.yaml'));
    symlinkSync('gone', join(cwd, 'gone.yaml'));
    symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
    symlinkSync('..', join(cwd, 'real/up'));
    assert.equal((await podlint(['--list-files'], { cwd })).stdout, 'in.yaml\nreal/pod.yaml\n');
    assert.equal((await podlint(['--list-skipped'], { cwd })).stdout.match(/symbolic link/g)?.length, 3);
  });

  test('a text without objects is skipped without a word, whatever it is', async (t) => {
    const cwd = folder(t, {
      'package.json': '{"name": "x"}',
      'tsconfig.json': '{\n  // comment\n  "a": 1,\n}\n',
      'compose.yaml': 'services:\n  web: {image: x}\n',
      'broken.yaml': 'a: [\n',
      'pod.yaml': pod(),
    });
    const outcome = await podlint(['-f', 'json'], { cwd });
    assert.equal(outcome.status, 0);
    const report = JSON.parse(outcome.stdout) as { summary: object };
    assert.deepEqual(report.summary, {
      files: 1,
      objects: 1,
      skipped: 4,
      errors: 0,
      warnings: 0,
      infos: 0,
      fixable: 0,
      suppressed: 0,
    });
    assert.equal((await podlint(['broken.yaml'], { cwd })).status, 1, 'named, it is an error');
  });

  test('what can not be read is a finding with a reason', async (t) => {
    const cwd = folder(t, {
      'utf16.yaml': Buffer.from(`\ufeff${pod()}`, 'utf16le'),
      'latin1.yaml': Buffer.concat([Buffer.from(pod()), Buffer.from('# caf\u00e9\n', 'latin1')]),
      'binary.yaml': Buffer.from([0, 1, 2, 3, 0]),
      'secret.yaml': pod(),
    });
    const { status, stdout } = await podlint(['utf16.yaml', 'latin1.yaml', 'binary.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /^utf16\.yaml:1:1: error syntax-error .*is UTF-16; Kubernetes reads UTF-8/m);
    assert.match(
      stdout,
      /^latin1\.yaml:1:1: error syntax-error .*is not UTF-8: the first bad byte is number \d+, in line 9/m,
    );
    assert.match(stdout, /^binary\.yaml:1:1: error syntax-error /m);
    if (process.getuid?.() !== 0) {
      chmodSync(join(cwd, 'secret.yaml'), 0);
      assert.match((await podlint(['secret.yaml'], { cwd })).stdout, /permission denied/);
    }
  });

  test('a file that is too large is not read', async (t) => {
    const cwd = folder(t);
    spawnSync('truncate', ['-s', '200M', join(cwd, 'huge.yaml')]);
    const { status, stdout } = await podlint(['huge.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /huge\.yaml has 200 MB; podlint reads files of up to 100 MB/);
  });

  test('thousands of paths', async (t) => {
    const names = Array.from({ length: 3000 }, (_, i) => `m/${i}.yaml`);
    const cwd = folder(t, Object.fromEntries(names.map((name) => [name, pod()])));
    const { status, stdout } = await podlint(['-f', 'json', ...names], { cwd });
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as { summary: { files: number } }).summary.files, 3000);
  });
});

describe('output', () => {
  test('json says what the contract says', async (t) => {
    const cwd = folder(t, { 'deploy/pod.yaml': `${pod()}---\n${WRONG}` });
    const { stdout } = await podlint(['-f', 'json', '--report-objects', '--kubernetes-version', 'v1.34.2'], { cwd });
    const report = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(report), ['version', 'tool', 'kubernetesVersion', 'summary', 'objects', 'findings']);
    assert.equal(report['kubernetesVersion'], '1.34');
    const [finding] = (report['findings'] as Record<string, unknown>[]).filter(({ rule }) => rule === 'unknown-field');
    const { fix, ...rest } = finding as { fix: { edits: unknown } };
    assert.deepEqual(rest, {
      rule: 'unknown-field',
      severity: 'error',
      message: 'unknown field `container`; did you mean `containers`?',
      file: 'deploy/pod.yaml',
      line: 15,
      column: 3,
      endLine: 15,
      endColumn: 12,
      path: 'spec.container',
      document: 1,
      object: { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'web' },
      source: 'schema',
    });
    assert.deepEqual(fix.edits, [{ start: 182, end: 191, text: 'containers' }]);
    const objects = report['objects'] as { verdict: string }[];
    assert.deepEqual(
      objects.map(({ verdict }) => verdict),
      ['valid', 'invalid'],
    );
  });

  test('quiet, statistics, max-findings', async (t) => {
    const cwd = folder(t, { 'pod.yaml': `${pod('a', 'a')}---\n${pod('b', 'b')}` });
    assert.equal((await podlint(['--quiet', 'pod.yaml'], { cwd })).stdout, '');
    assert.match((await podlint(['--statistics', 'pod.yaml'], { cwd })).stdout, /^ {5}2 {2}latest-image$/m);
    const limited = await podlint(['--max-findings', '1', 'pod.yaml'], { cwd });
    assert.equal(limited.stdout.match(/latest-image/g)?.length, 1);
    assert.match(limited.stderr, /1 more findings/);
  });

  test('names and values can not command the terminal', async (t) => {
    const cwd = folder(t, { 'a\u001b[31m.yaml': pod('web', '"x\u001b]0;owned\u0007"').replace('"x', '"x') });
    const { stdout } = await podlint(['.'], { cwd });
    assert.ok(stdout.length > 0);
    assert.doesNotMatch(stdout, /[\u001b\u0007]/);
  });

  test('colours only where somebody looks', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod('web', 'web') });
    assert.match((await podlint(['pod.yaml'], { cwd, tty: true })).stdout, /\u001b\[/);
    for (const [argv, env] of [
      [['--no-color'], {}],
      [[], { NO_COLOR: '1' }],
      [[], { TERM: 'dumb' }],
    ] as const) {
      assert.doesNotMatch((await podlint([...argv, 'pod.yaml'], { cwd, tty: true, env })).stdout, /\u001b\[3/);
    }
  });
});

describe('fix', () => {
  test('--fix writes what is safe, --diff nothing', async (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const diff = await podlint(['--diff', 'pod.yaml'], { cwd });
    assert.equal(diff.status, 1);
    assert.match(diff.stdout, /^-  container:\n\+  containers:$/m);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), WRONG);
    const fix = await podlint(['--fix', 'pod.yaml'], { cwd });
    assert.equal(fix.status, 0);
    assert.equal(fix.stderr, 'podlint: fixed 1 in one file\n');
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), pod());
    assert.equal((await podlint(['--diff', 'pod.yaml'], { cwd })).status, 0);
  });

  test('line ends, byte order mark, mode and links stay', async (t) => {
    const cwd = folder(t, { 'real.yaml': `\ufeff${WRONG.replaceAll('\n', '\r\n')}`.trimEnd() });
    chmodSync(join(cwd, 'real.yaml'), 0o640);
    symlinkSync('real.yaml', join(cwd, 'link.yaml'));
    assert.equal((await podlint(['--fix', 'link.yaml'], { cwd })).status, 0);
    assert.equal(readFileSync(join(cwd, 'real.yaml'), 'utf8'), `\ufeff${pod().replaceAll('\n', '\r\n')}`.trimEnd());
    assert.equal(
      spawnSync('stat', ['-c', '%a %F', 'real.yaml', 'link.yaml'], { cwd }).stdout.toString(),
      '640 regular file\n777 symbolic link\n',
    );
  });

  test('a read-only file is left alone and said so', async (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    chmodSync(join(cwd, 'pod.yaml'), 0o444);
    const outcome = await podlint(['--fix', 'pod.yaml'], { cwd });
    assert.equal(outcome.status, 2);
    assert.match(outcome.stderr, /pod\.yaml (is read-only|may not be written)/);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), WRONG);
  });
});

describe('as a process', () => {
  test('--version and --help', (t) => {
    const cwd = folder(t);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(podlintProcess(['--version'], { cwd }), { status: 0, stdout: `${version}\n`, stderr: '' });
    const { stdout } = podlintProcess(['--help'], { cwd });
    for (const { name } of FLAGS) assert.ok(stdout.includes(`--${name}`) || stdout.includes(`--[no-]${name}`), name);
  });

  test('standard input, and its name', (t) => {
    const cwd = folder(t);
    const outcome = podlintProcess(['-', '--stdin-filename', 'rendered.yaml'], { cwd, input: WRONG });
    assert.equal(outcome.status, 1);
    assert.match(outcome.stdout, /^rendered\.yaml:6:3: error/);
    assert.match(podlintProcess(['-'], { cwd, input: WRONG }).stdout, /^<stdin>:6:3: error/);
    const named = folder(t, { 'a b.yaml': WRONG });
    assert.match(
      podlintProcess(['--stdin-files0'], { cwd: named, input: 'a b.yaml\0' }).stdout,
      /^a b\.yaml:6:3: error/,
    );
  });

  test('a report larger than a pipe comes out whole', (t) => {
    const cwd = folder(t, { 'pods.yaml': Array.from({ length: 3000 }, (_, i) => pod(`p${i}`, 'web')).join('---\n') });
    const { stdout } = podlintProcess(['-f', 'json', '.'], { cwd });
    assert.ok(stdout.length > 500_000);
    assert.equal((JSON.parse(stdout) as { findings: object[] }).findings.length, 3000);
  });

  test('a closed pipe ends it quietly', async (t) => {
    const cwd = folder(t, { 'pods.yaml': Array.from({ length: 3000 }, (_, i) => pod(`p${i}`, 'web')).join('---\n') });
    const child = spawn('sh', ['-c', `"${process.execPath}" "${join(ROOT, 'bin/podlint.cjs')}" . | head -1`], { cwd });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    await new Promise((resolve) => child.on('close', resolve));
    assert.match(out, /^pods\.yaml:8:14: warning latest-image .*\n$/);
    assert.equal(err, '');
  });

  test('a copy that is not built says so', (t) => {
    const cwd = folder(t);
    mkdirSync(join(cwd, 'bin'));
    writeFileSync(join(cwd, 'bin/podlint.cjs'), readFileSync(join(ROOT, 'bin/podlint.cjs')));
    const run = spawnSync(process.execPath, [join(cwd, 'bin/podlint.cjs')], { cwd });
    assert.equal(run.status, 2);
    assert.match(run.stderr.toString(), /^podlint: this copy is not built; run `npm ci`/);
  });
});

describe('subcommands', () => {
  test('explain shows a page with its real output', async (t) => {
    const { status, stdout } = await podlint(['explain', 'latest-image'], { cwd: folder(t) });
    assert.equal(status, 0);
    assert.match(stdout, /^latest-image \(warning, containers, in recommended\)$/m);
    assert.match(stdout, /^ {2}8:14 {2}`registry\.example:5000\/web` means/m);
  });

  test('rules as data', async (t) => {
    const { stdout } = await podlint(['rules', '-f', 'json'], { cwd: folder(t) });
    const rules = JSON.parse(stdout) as Record<string, unknown>[];
    assert.ok(rules.length > 5);
    for (const rule of rules)
      assert.deepEqual(Object.keys(rule), ['id', 'summary', 'category', 'severity', 'presets', 'fixable', 'options']);
  });

  test('init writes a config that loads, once', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod(), 'test/bad.yaml': WRONG });
    assert.equal((await podlint(['init'], { cwd })).status, 0);
    assert.ok(existsSync(join(cwd, '.podlint.yaml')));
    assert.deepEqual(await podlint([], { cwd }), { status: 0, stdout: '', stderr: '' });
    assert.equal((await podlint(['init'], { cwd })).status, 2);
  });

  test('completion scripts are what their shells can read', async (t) => {
    const { stdout } = await podlint(['completion', 'bash'], { cwd: folder(t) });
    assert.equal(spawnSync('bash', ['-n'], { input: stdout }).status, 0);
    const words = spawnSync('bash', [
      '-c',
      `${stdout}\nCOMP_WORDS=(podlint --pres); COMP_CWORD=1; _podlint; echo "\${COMPREPLY[@]}"`,
    ]).stdout.toString();
    assert.equal(words, '--preset\n');
    for (const shell of ['zsh', 'fish'])
      assert.match((await podlint(['completion', shell], { cwd: folder(t) })).stdout, /the report; with =FILE/);
  });
});

test('arguments: values in both forms, short options, the end of options', () => {
  const { switches, values, paths } = parseArguments([
    '-fjson',
    '--preset=api',
    '--preset',
    'strict',
    '--quiet',
    '-c',
    'x.yaml',
    'a',
    '-',
    '--',
    '--b',
  ]);
  assert.deepEqual([...switches], ['quiet']);
  assert.deepEqual(Object.fromEntries(values), { format: ['json'], preset: ['api', 'strict'], config: ['x.yaml'] });
  assert.deepEqual(paths, ['a', '-', '--b']);
});
