import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, describe, test } from 'node:test';
import { Memory } from '../src/cli/memory.ts';
import { ROOT, folder, pod, podlintProcess } from './helpers/command.ts';

const BIN = join(ROOT, 'bin/podlint.cjs');
/** A fault that --fix mends: `container` for `containers`. */
const WRONG = pod().replace('containers', 'container');

/** The environment in which a process runs some code before podlint. */
function preloaded(context: TestContext, code: string): NodeJS.ProcessEnv {
  const path = join(folder(context, { 'preload.cjs': code }), 'preload.cjs');
  return { NODE_OPTIONS: `--require ${JSON.stringify(path)}` };
}

/** Everything below a folder, with contents and modes. */
function tree(path: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = statSync(join(path, name));
    found[name] = `${stat.mode} ${stat.mtimeMs} ${stat.isFile() ? readFileSync(join(path, name), 'utf8') : ''}`;
  }
  return found;
}

/** Whatever opens a connection or runs a command ends the process. */
const NO_HARM = `
const refuse = (object, names) => { for (const name of names) object[name] = () => { require('node:fs').writeSync(2, 'HARM ' + name + '\\n'); process.exit(99); }; };
refuse(require('node:child_process'), ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']);
refuse(require('node:net'), ['connect', 'createConnection', 'createServer']);
refuse(require('node:net').Socket.prototype, ['connect']);
refuse(require('node:http'), ['request', 'get']);
refuse(require('node:https'), ['request', 'get']);
refuse(require('node:http2'), ['connect']);
refuse(require('node:tls'), ['connect']);
refuse(require('node:dgram'), ['createSocket']);
refuse(require('node:dns'), ['lookup', 'resolve']);
globalThis.fetch = () => { require('node:fs').writeSync(2, 'HARM fetch\\n'); process.exit(99); };
`;

describe('no harm', () => {
  test('opens no connection, runs no command, writes nothing', (t) => {
    const cwd = folder(t, {
      'pod.yaml': `# yaml-language-server: $schema=https://127.0.0.1:1/x.json\n${WRONG}`,
      'kustomization.yaml': 'resources: [https://127.0.0.1:1/base, pod.yaml]\n',
      'custom.yaml': 'apiVersion: example.com/v1\nkind: X\nmetadata: {name: x}\n',
      'schemas/x.json': '{"$schema": "http://127.0.0.1:1/s", "$ref": "http://127.0.0.1:1/r"}',
      '.gitignore': 'no\n',
      '.git/config': '[core]\n\tfsmonitor = touch owned\n',
    });
    const home = folder(t);
    const before = tree(cwd);
    const env = { ...preloaded(t, NO_HARM), HOME: home, TMPDIR: home, XDG_CACHE_HOME: home };
    for (const argv of [
      ['.'],
      ['--preset', 'all', '-f', 'sarif', '.'],
      ['--diff', '.'],
      ['**/*.yaml'],
      ['-f', 'pretty', '.'],
      ['--schema-location', 'schemas/{{ .ResourceKind }}.json', '.'],
      ['explain', 'latest-image'],
      ['rules'],
      ['--timing', '.'],
    ]) {
      const { status, stderr } = podlintProcess(argv, { cwd, env });
      assert.ok(status === 0 || status === 1, `${argv.join(' ')}: ${status} ${stderr}`);
      assert.doesNotMatch(stderr, /HARM/);
    }
    assert.deepEqual(tree(cwd), before);
    assert.deepEqual(readdirSync(home), []);
    const proof = spawnSync(process.execPath, ['-e', "require('node:http').get('http://127.0.0.1:1')"], {
      env: { ...process.env, ...env },
    });
    assert.equal(proof.status, 99, 'what refuses connections does refuse them');
  });

  test('addresses where schemas would be fetched from are refused', (t) => {
    const cwd = folder(t, { 'pod.yaml': pod() });
    const { status, stderr } = podlintProcess(
      ['--schema-location', 'https://127.0.0.1:1/{{ .ResourceKind }}.json', '.'],
      { cwd, env: preloaded(t, NO_HARM) },
    );
    assert.equal(status, 2);
    assert.match(stderr, /podlint opens no connections/);
  });
});

/** Ends the process before the `AT`th step of replacing a file. */
const KILL = `
const fs = require('node:fs');
let steps = -1;
for (const name of ['openSync', 'writeFileSync', 'writeSync', 'fchmodSync', 'fsyncSync', 'closeSync', 'chownSync', 'renameSync']) {
  const own = fs[name];
  fs[name] = (...args) => {
    if (name === 'openSync' && args[1] === 'wx') steps = 0;
    if (steps >= 0 && steps++ === Number(process.env.AT)) {
      if (name === 'writeFileSync') fs.writeSync(args[0], String(args[1]).slice(0, 20));
      process.kill(process.pid, 'SIGKILL');
    }
    return own(...args);
  };
}
`;

describe('fixing', () => {
  test('killed at any step it leaves the old text or the new one', (t) => {
    const env = preloaded(t, KILL);
    const texts = new Set<string>();
    for (let at = 0; at < 8; at++) {
      const cwd = folder(t, { 'pod.yaml': WRONG });
      podlintProcess(['--fix', '.'], { cwd, env: { ...env, AT: String(at) } });
      const text = readFileSync(join(cwd, 'pod.yaml'), 'utf8');
      assert.ok(text === WRONG || text === pod(), `step ${at}: ${text}`);
      texts.add(text);
      assert.equal(podlintProcess(['--fix', '.'], { cwd }).status, 0, 'and what is left over is in nobody’s way');
      assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), pod());
    }
    assert.equal(texts.size, 2, 'the steps are the ones that replace the file');
  });

  test('keeps mode and owner', (t) => {
    // Only root can give files away.
    const [owner, group] = process.getuid?.() === 0 ? [1234, 2345] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    const cwd = folder(t, { 'pod.yaml': WRONG });
    chmodSync(join(cwd, 'pod.yaml'), 0o640);
    chownSync(join(cwd, 'pod.yaml'), owner, group);
    assert.equal(podlintProcess(['--fix', '.'], { cwd }).status, 0);
    const { uid, gid, mode } = statSync(join(cwd, 'pod.yaml'));
    assert.deepEqual([uid, gid, mode & 0o777], [owner, group, 0o640]);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), pod());
  });

  test('leaves alone what has changed since it was read', (t) => {
    const changing = `const fs = require('node:fs'); const own = fs.accessSync; fs.accessSync = (path, ...rest) => { fs.appendFileSync(path, '# mine\\n'); return own(path, ...rest); };`;
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const { status, stderr } = podlintProcess(['--fix', '.'], { cwd, env: preloaded(t, changing) });
    assert.equal(status, 2);
    assert.match(stderr, /pod\.yaml has changed since it was read: left as it is/);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), `${WRONG}# mine\n`);
  });

  test('on a full disk it says so, and leaves the file and nothing else', (t) => {
    const full = `const fs = require('node:fs'); const own = fs.writeFileSync; fs.writeFileSync = (to, text, ...rest) => { if (typeof to !== 'number') return own(to, text, ...rest); fs.writeSync(to, String(text).slice(0, 9)); throw Object.assign(new Error('no space left'), { code: 'ENOSPC' }); };`;
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const { status, stderr } = podlintProcess(['--fix', '.'], { cwd, env: preloaded(t, full) });
    assert.equal(status, 2);
    assert.match(stderr, /pod\.yaml can't be written \(ENOSPC\): left as it is/);
    assert.deepEqual(readdirSync(cwd), ['pod.yaml']);
    assert.equal(readFileSync(join(cwd, 'pod.yaml'), 'utf8'), WRONG);
  });
});

describe('reports', { skip: process.platform === 'linux' ? false : 'needs /dev/full' }, () => {
  test('on a full disk are an error, whatever else was asked', (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const file = podlintProcess(['-f', 'json=/dev/full', '--exit-zero', '.'], { cwd });
    assert.equal(file.status, 2);
    assert.match(file.stderr, /the json report can't be written to \/dev\/full: .*ENOSPC/);
    for (const argv of [
      ['.'],
      ['--exit-zero', '-f', 'json', '.'],
      ['--help'],
      ['--version'],
      ['--list-files'],
      ['--diff', '.'],
      ['rules'],
    ]) {
      const output = openSync('/dev/full', 'w');
      const run = spawnSync(process.execPath, [BIN, ...argv], { cwd, stdio: ['ignore', output, 'pipe'] });
      closeSync(output);
      assert.equal(run.status, 2, argv.join(' '));
      assert.match(
        run.stderr.toString(),
        /standard output can't be written|can't be written to standard output/,
        argv.join(' '),
      );
      assert.doesNotMatch(run.stderr.toString(), /internal error/, argv.join(' '));
    }
  });

  test('come out whole where little is taken at a time', (t) => {
    const slow = `const fs = require('node:fs'); const own = fs.writeSync; let calls = 0; fs.writeSync = (to, bytes, at, ...rest) => { if (to !== 1) return own(to, bytes, at, ...rest); if (calls++ % 2 === 0) throw Object.assign(new Error('again'), { code: 'EAGAIN' }); return own(to, bytes, at, Math.min(50, bytes.length - at)); };`;
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const whole = podlintProcess(['-f', 'json', '.'], { cwd });
    assert.deepEqual(podlintProcess(['-f', 'json', '.'], { cwd, env: preloaded(t, slow) }), whole);
  });

  test('into a closed output are an error', (t) => {
    const cwd = folder(t, { 'pod.yaml': WRONG });
    const run = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" . < pod.yaml 1<&0`], { cwd });
    assert.equal(run.status, 2, 'open, but not for writing');
    assert.match(run.stderr.toString(), /can't be written/);
  });
});

describe('files', () => {
  /** Does something to a file right before it is opened, or right after it was read. */
  const meddling = (when: string): string => `
const fs = require('node:fs');
const { openSync, readFileSync, readSync, fstatSync } = fs;
const meddle = (path) => { ${when} };
fs.openSync = (path, ...rest) => { if (process.env.WHEN === 'open' && String(path).endsWith('x.yaml')) meddle(path); const fd = openSync(path, ...rest); if (String(path).endsWith('x.yaml')) fs.opened = { fd, path }; return fd; };
fs.fstatSync = (fd, ...rest) => { const stat = fstatSync(fd, ...rest); if (process.env.WHEN === 'read' && fs.opened?.fd === fd) { meddle(fs.opened.path); fs.opened = undefined; } return stat; };
`;

  test('that vanish between listing and reading', (t) => {
    const cwd = folder(t, { 'x.yaml': pod(), 'y.yaml': pod('web', 'web') });
    const env = { ...preloaded(t, meddling('fs.rmSync(path, { force: true });')), WHEN: 'open' };
    const { status, stdout } = podlintProcess(['x.yaml', 'y.yaml'], { cwd, env });
    assert.equal(status, 1);
    assert.match(stdout, /^x\.yaml:1:1: error syntax-error x\.yaml is gone$/m);
    assert.match(stdout, /^y\.yaml:8:14: warning/m);
  });

  test('that grow while they are read', (t) => {
    const grow = { ...preloaded(t, meddling("fs.appendFileSync(path, '# more\\n');")), WHEN: 'read' };
    const cwd = folder(t, { 'x.yaml': pod() + '#\n'.repeat(50_000), 'small.yaml': pod() });
    const { status, stdout } = podlintProcess(['x.yaml'], { cwd, env: grow });
    assert.equal(status, 1);
    assert.match(stdout, /x\.yaml has changed while it was read; run podlint again/);
    // What is read in one go is what stood there at one moment, with what had come to it by then.
    const { stdout: read } = podlintProcess(['small.yaml', '-f', 'json'], { cwd, env: grow });
    assert.equal(JSON.parse(read).summary.objects, 1);
  });

  test('that are no UTF-8', (t) => {
    const cwd = folder(t, {
      'a.yaml': Buffer.from(`\ufeff${pod()}`, 'utf16le'),
      'b.yaml': Buffer.concat([Buffer.from(pod()), Buffer.from([0x23, 0xe9, 10])]),
    });
    const { status, stdout } = podlintProcess(['a.yaml', 'b.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /a\.yaml is UTF-16; Kubernetes reads UTF-8: save it as UTF-8/);
    assert.match(stdout, /b\.yaml is not UTF-8: the first bad byte is number \d+, in line 9/);
  });

  test('and folders that may not be read', (t) => {
    const cwd = folder(t, { 'open/x.yaml': pod(), 'shut/y.yaml': pod(), 'open/z.yaml': pod() });
    for (const name of ['open/z.yaml', 'shut']) chmodSync(join(cwd, name), 0);
    chmodSync(cwd, 0o755);
    const as = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const run = (argv: readonly string[]): string => {
      // Root may read everything: somebody else looks, by way of a copy of the command that all can read.
      const code = `if (process.getuid() === 0) { process.setgid(${as.gid ?? 0}); process.setuid(${as.uid ?? 0}); } const command = require(${JSON.stringify(join(ROOT, 'dist/cli.cjs'))}); command.main(${JSON.stringify(argv)}, command.surroundings(process)).then((status) => { process.exitCode = status; });`;
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { cwd });
      return stdout.toString() + stderr.toString();
    };
    const [skipped, named] = [run(['--list-skipped']), run(['open/z.yaml'])];
    chmodSync(join(cwd, 'shut'), 0o755);
    assert.match(skipped, /^shut: may not be read \(permission denied\)$/m);
    assert.match(named, /open\/z\.yaml may not be read \(permission denied\)/);
  });
});

describe('memory', () => {
  test('a text that may be too much for it is left out with a word', (t) => {
    const cwd = folder(t, {
      'big.yaml': `${pod()}---\n${'- [[],[],[],[]]\n'.repeat(700_000)}`,
      'small.yaml': pod('web', 'web'),
    });
    const { status, stdout, stderr } = podlintProcess(['big.yaml', 'small.yaml'], {
      cwd,
      env: { NODE_OPTIONS: '--max-old-space-size=128' },
    });
    assert.equal(status, 1, stderr);
    assert.match(stdout, /big\.yaml is not checked: it may need more memory than there is; give Node more/);
    assert.match(stdout, /^small\.yaml:8:14: warning/m);
  });

  test('when it is nearly full, what follows is left out with a word', () => {
    let used = 10;
    const memory = new Memory(() => ({ used_heap_size: used, heap_size_limit: 100 }));
    for (let i = 0; i < 1000; i++) assert.equal(memory.refusal('a'), undefined);
    used = 95;
    const refusals = Array.from({ length: 200 }, () => memory.refusal('a'));
    assert.match(refusals.at(-1) ?? '', /^is not checked: memory is short; give Node more/);
  });
});

test('what a fixed report replaces is written whole or told of', (t) => {
  const cwd = folder(t, { 'pod.yaml': WRONG });
  mkdirSync(join(cwd, 'out'));
  writeFileSync(join(cwd, 'out/old.json'), 'old');
  const { status, stderr } = podlintProcess(['-f', 'json=out', '.'], { cwd });
  assert.equal(status, 2);
  assert.match(stderr, /the json report can't be written to out: .*EISDIR/);
});
