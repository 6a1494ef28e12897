import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { formats } from '../src/format/index.ts';
import { lint } from '../src/lint.ts';
import { ROOT, folder, pod, podlint, podlintProcess } from './helpers/command.ts';

/** Of the processor, since the machine may be busy; what is not linear takes far longer. */
const LIMIT_MS = 10_000;

function timed<T>(what: string, run: () => T): T {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  assert.ok(took < LIMIT_MS, `${what}: ${Math.round(took)} ms`);
  return result;
}

const said = (text: string): string[] =>
  timed(text.slice(0, 40), () =>
    lint([{ file: 'x.yaml', text, named: true }], { presets: ['all'], project: true, asIs: true }),
  ).map(({ rule, message }) => `${rule}: ${message}`);

const owner = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n`;

describe('texts', () => {
  test('aliases that grow without end', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]\n`);
    const found = said(`${owner}data:\n  a0: &a0 x\n${lines.join('')}`);
    assert.match(found.join('\n'), /syntax-error: aliases repeat too much/);
  });

  test('maps and lists in each other a hundred thousand times', () => {
    for (const text of ['[', '{"a":', '- ', 'a: {'])
      assert.match(said(owner + text.repeat(1e5)).join('\n'), /syntax-error/);
  });

  test('huge values, keys and lists', () => {
    said(`${owner}data:\n  a: ${'x'.repeat(4e6)}\n`);
    said(`${owner}data:\n  ${'k'.repeat(4e6)}: x\n`);
    said(`${owner}data:\n${Array.from({ length: 50_000 }, (_, i) => `  k${i}: x\n`).join('')}`);
    said(pod().replace('spec:', `spec:\n  tolerations: [${'{key: a},'.repeat(20_000)}]`));
    said(pod().replace(/(containers:\n)([^]*)/, (_, head: string, one: string) => head + one.repeat(3000)));
  });

  test('names of JavaScript are keys like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']) {
      assert.deepEqual(said(`${owner}data:\n  ${key}: x\n`), [], key);
      const found = said(`${owner}  labels: {${key}: {polluted: yes}}\n${key}:\n  polluted: x\n`);
      assert.ok(
        found.some((one) => one.startsWith('unknown-field') && one.includes(key)),
        key,
      );
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    }
  });
});

test('no pattern of ours runs away', { timeout: 120_000 }, () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const patterns = new Set<string>();
  for (const name of sources) {
    if (name.startsWith('schema/data') || name.endsWith('.docs.ts')) continue;
    const text = readFileSync(join(ROOT, 'src', name), 'utf8').replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '');
    for (const [, pattern, flags] of text.matchAll(
      /(?<=[=(,:!&|?[]\s*|return |\.(?:test|exec)\()\/((?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/g,
    ))
      patterns.add(`/${pattern}/${flags}`);
  }
  assert.ok(patterns.size > 150, `only ${patterns.size} patterns were found`);
  const pumps = [
    'a',
    ' ',
    '-',
    '.',
    '/',
    '0',
    'a.',
    'a-',
    '{',
    '{{',
    '[',
    '(',
    '"',
    "'",
    '`',
    '$',
    '\\',
    '\n',
    ' \n',
    '# ',
    '@',
    ':',
    '::',
    '=',
    ',',
    '<',
    '%',
    '_',
    'A',
    '\t',
    '$(',
    '${',
  ];
  for (const literal of patterns) {
    const pattern = expression(literal);
    if (pattern === undefined) continue;
    for (const pump of pumps) {
      const text = `x${pump.repeat(5000 / pump.length)}\u0001`;
      const before = process.cpuUsage().user;
      pattern.lastIndex = 0;
      pattern.test(text);
      const took = (process.cpuUsage().user - before) / 1000;
      assert.ok(took < 500, `${literal} on ${JSON.stringify(pump)}: ${took} ms for 5,000 characters`);
    }
  }
});

/** A literal as an expression; undefined for what only looks like one. */
function expression(literal: string): RegExp | undefined {
  const end = literal.lastIndexOf('/');
  try {
    return new RegExp(literal.slice(1, end), literal.slice(end + 1));
  } catch {
    return undefined;
  }
}

describe('paths', () => {
  test('pipes without a writer, sockets and devices are told of, not waited for', { timeout: 60_000 }, async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    assert.equal(spawnSync('mkfifo', [join(cwd, 'pipe.yaml')]).status, 0);
    symlinkSync('/dev/zero', join(cwd, 'zero.yaml'));
    const named = await podlint(['pipe.yaml', 'zero.yaml', '/dev/null'], { cwd });
    assert.equal(named.status, 1);
    assert.match(named.stdout, /pipe\.yaml is a pipe into which nothing is written/);
    assert.match(named.stdout, /zero\.yaml is a device, no file/);
    const found = await podlint(['--list-skipped'], { cwd });
    assert.match(found.stdout, /pipe\.yaml: no regular file\n/);
    assert.match(found.stdout, /zero\.yaml: a symbolic link that leads out/);
  });

  test('what is written into a pipe is read, as far as files are', { timeout: 60_000 }, async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod('web', 'web') });
    spawnSync('mkfifo', [join(cwd, 'pipe')]);
    const run = spawnSync(
      'sh',
      [
        '-c',
        `(cat pod.yaml; sleep 0.3) > pipe & sleep 0.1; exec "${process.execPath}" "${join(ROOT, 'bin/podlint.cjs')}" pipe`,
      ],
      { cwd },
    );
    assert.match(run.stdout.toString(), /^pipe:8:14: warning latest-image/);
    const endless = spawn('sh', ['-c', `yes '# x' | "${process.execPath}" "${join(ROOT, 'bin/podlint.cjs')}" -`], {
      cwd,
    });
    let out = '';
    endless.stdout.on('data', (data) => (out += data));
    await new Promise((resolve) => endless.on('close', resolve));
    assert.match(out, /<stdin> holds more than the 100 MB that podlint reads/);
  });

  test('a kind never leads a schema template out of its folder', async (t) => {
    const cwd = folder(t, { 'schemas/a.json': '{}', 'secret.json': '{"not": {}}' });
    for (const kind of ['../secret', '../../x', '/etc/passwd', 'a/../../secret', '..\\\\secret', 'secret%00']) {
      writeFileSync(join(cwd, 'x.yaml'), `apiVersion: example.com/v1\nkind: "${kind}"\nmetadata: {name: x}\n`);
      const { stdout } = await podlint(
        ['--schema-location', 'schemas/{{ .ResourceKind }}.json', '-f', 'json', '--preset', 'api', 'x.yaml'],
        { cwd },
      );
      const rules = (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
      assert.ok(
        rules.every((rule) => rule === 'missing-schema' || rule === 'unknown-kind'),
        `${kind}: ${rules}`,
      );
    }
  });
});

test('names, messages and values command neither a terminal nor a CI system, in any format', async (t) => {
  const evil = 'a\u001b[31m\n::error::owned\n##vso[task.complete]\u009b1m\u202e.yaml';
  const cwd = folder(t, {
    [evil]: pod('"x\\e]0;owned\\a\\n::error::owned\\n##vso[task.complete result=Failed;]<script>"'),
  });
  for (const format of Object.keys(formats)) {
    const { stdout, stderr } = await podlint(['--as-is', '-f', format, '.'], { cwd });
    assert.match(stdout, /owned/, format);
    assert.doesNotMatch(stdout + stderr, /[\u001b\u009b\u0007\u202e]/, format);
    if (format !== 'github') assert.doesNotMatch(stdout, /^::error::owned/m, format);
    assert.doesNotMatch(stdout, format === 'azure' ? /^##vso\[task\.complete/m : /##vso\[task\.complete/, format);
    if (['html', 'markdown', 'junit', 'checkstyle'].includes(format)) assert.doesNotMatch(stdout, /<script>`/, format);
  }
  for (const argv of [
    ['--list-files'],
    ['--no-such\u001b[31m'],
    ['\u001b[31m.yaml'],
    ['--ignore-pattern', '**', '--list-skipped'],
  ]) {
    const { stdout, stderr } = await podlint(argv, { cwd });
    assert.doesNotMatch(stdout + stderr, /[\u001b\u009b\u0007\u202e]/, argv.join(' '));
    assert.notEqual(stdout + stderr, '', argv.join(' '));
  }
});

describe('code of somebody else', () => {
  const bomb =
    "import { writeFileSync } from 'node:fs'; writeFileSync(new URL('ran', import.meta.url), ''); export default {};";
  test('is not run from folders that are linted', async (t) => {
    const cwd = folder(t, {
      'pr/podlint.config.mjs': bomb,
      'pr/pod.yaml': pod(),
      'own/.podlint.yaml': 'plugins: [./x.mjs]\n',
      'own/x.mjs': bomb,
      'own/pod.yaml': pod(),
    });
    for (const path of ['pr', 'own', '.']) {
      const { status, stderr } = await podlint([path], { cwd });
      assert.equal(status, 2, path);
      assert.match(stderr, /code/);
    }
    assert.deepEqual(readdirSync(join(cwd, 'pr')), ['pod.yaml', 'podlint.config.mjs']);
    assert.deepEqual(readdirSync(join(cwd, 'own')), ['.podlint.yaml', 'pod.yaml', 'x.mjs']);
  });

  test('is refused with --no-config-code, also from the working folder', async (t) => {
    const cwd = folder(t, { 'podlint.config.mjs': bomb, 'pod.yaml': pod() });
    const { status, stderr } = await podlint(['--no-config-code', '.'], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, /is code, and --no-config-code refuses code/);
    assert.ok(!readdirSync(cwd).includes('ran'));
  });

  test('a config above the repository, or above the folder outside of one, is not read', async (t) => {
    const top = folder(t, {
      '.podlint.yaml': 'preset: broken\n',
      'repo/.git/HEAD': '',
      'repo/deep/pod.yaml': pod(),
      'loose/pod.yaml': pod(),
    });
    assert.equal((await podlint(['.'], { cwd: join(top, 'repo/deep') })).status, 0);
    assert.equal((await podlint(['.'], { cwd: join(top, 'loose') })).status, 0);
    assert.equal((await podlint(['loose'], { cwd: top })).status, 2, 'the one of the working folder is');
  });

  test('packages of a linted folder are not what podlint loads', (t) => {
    const trap =
      "require('node:fs').writeFileSync(require('node:path').join(__dirname, 'ran'), ''); module.exports = {};";
    const names = ['yaml', 'ajv', 'fast-glob', 'ignore', 'eslint-formatter-pretty', 're2js'];
    const cwd = folder(t, {
      'pod.yaml': pod('web', '&a web'),
      '.gitignore': 'x\n',
      ...Object.fromEntries(names.map((name) => [`node_modules/${name}/index.js`, trap])),
    });
    mkdirSync(join(cwd, '.git'));
    podlintProcess(['-f', 'pretty', '.', '*.yaml'], { cwd });
    for (const name of names) assert.deepEqual(readdirSync(join(cwd, 'node_modules', name)), ['index.js']);
  });
});

describe('limits, each with its words', () => {
  test('documents', () => {
    for (const text of ['a: b\n---\n', '{"a":1}\n']) {
      const found = timed('documents', () => lint([{ file: 'x.yaml', text: text.repeat(250_001), named: true }]));
      assert.deepEqual(
        found.map(({ rule, message }) => `${rule}: ${message}`),
        ['syntax-error: this text holds more than 250,000 documents: what follows is not read'],
        text,
      );
    }
  });

  test('findings: of a file, and of a report', async (t) => {
    const text = `${owner}data: {}\n${Array.from({ length: 100_001 }, (_, i) => `x${i}: 1\n`).join('')}`;
    const found = said(text);
    assert.equal(found.length, 100_001);
    assert.ok(found.includes('syntax-error: more than 100,000 findings in this file: the others are left out'));
    const cwd = folder(t, { 'x.yaml': `${owner}a: 1\nb: 1\nc: 1\n` });
    const { stdout, stderr, status } = await podlint(['--max-findings', '1', 'x.yaml'], { cwd });
    assert.equal(stdout.split('\n').filter((line) => line.startsWith('x.yaml')).length, 1);
    assert.match(stderr, /podlint: 2 more findings \(--max-findings 1\)/);
    assert.equal(status, 1);
  });

  test('time', async (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    const { status, stdout } = await podlint(['--max-time', '0', '.', 'pod.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^pod\.yaml:1:1: error syntax-error pod\.yaml is not checked: the run has taken longer than 0 s \(--max-time\)/,
    );
  });
});
