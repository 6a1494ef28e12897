import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, folder, pod } from './helpers/command.ts';

const BIN = join(ROOT, 'bin/podlint.cjs');

/** What a run of the command loads: files of the package, and built-in modules. */
function loadedBy(
  t: Parameters<typeof folder>[0],
  args: readonly string[],
): { files: string[]; builtins: string[]; compiled: boolean } {
  const hook = `
    const { Script } = require('node:vm');
    const Module = require('node:module');
    const load = Module._load;
    const seen = [];
    let compiled = true;
    require('node:vm').Script = class extends Script {
      constructor(text, options) {
        super(text, options);
        seen.push('./' + options.filename.replaceAll('\\\\', '/'));
        compiled &&= options.cachedData !== undefined && this.cachedDataRejected === false;
      }
    };
    const before = new Set(process.moduleLoadList);
    Module._load = function (name, ...rest) { seen.push(name); return load.call(this, name, ...rest); };
    process.on('exit', () => require('node:fs').writeSync(2, JSON.stringify({ files: seen.filter((name) => name.startsWith('.')), builtins: process.moduleLoadList.filter((name) => !before.has(name)), compiled })));
  `;
  const cwd = folder(t, { 'hook.cjs': hook, 'pod.yaml': pod('web', 'nginx:1.29') });
  const run = spawnSync(process.execPath, ['-r', './hook.cjs', BIN, ...args], { cwd, encoding: 'utf8' });
  return JSON.parse(run.stderr) as ReturnType<typeof loadedBy>;
}

test('a plain file is linted by the engine alone', (t) => {
  const { files, builtins, compiled } = loadedBy(t, ['--no-config', 'pod.yaml']);
  assert.ok(files.some((name) => name.endsWith('/engine.cjs')));
  assert.deepEqual(
    files.filter((name) => !/(\/cli\.cjs|\/engine\.cjs)$/.test(name)),
    [],
  );
  for (const slow of ['crypto', 'stream', 'perf_hooks', 'url', 'net']) {
    assert.equal(
      builtins.includes(`NativeModule ${slow}`),
      false,
      `${slow} takes longer to load than the file to lint`,
    );
  }
  // The test may run with another Node than the build did.
  const { v8 } = process.versions;
  const isBuilders = readdirSync(join(ROOT, 'dist/compiled')).some((name) => name.includes(`-${v8}-`));
  assert.equal(
    compiled,
    isBuilders,
    'the code that the build compiled is taken by the Node that made it, and by no other',
  );
});

test('a folder takes chunks, and they are compiled too', (t) => {
  const { files, compiled } = loadedBy(t, ['--no-config', '.']);
  assert.ok(files.some((name) => name.endsWith('/chunks/project.cjs')));
  const { v8 } = process.versions;
  assert.equal(
    compiled,
    readdirSync(join(ROOT, 'dist/compiled')).some((name) => name.includes(`-${v8}-`)),
  );
});

test('--version and --help do without the engine', (t) => {
  assert.deepEqual(
    loadedBy(t, ['--version']).files.filter((name) => name.includes('engine')),
    [],
  );
  assert.deepEqual(
    loadedBy(t, ['--help']).files.filter((name) => name.includes('engine')),
    [],
  );
});

test('without compiled code the command does the same', (t) => {
  const compiled = join(ROOT, 'dist/compiled');
  assert.ok(existsSync(compiled));
  // Another V8 flag makes it another compiler: what was compiled is refused.
  const cwd = folder(t, { 'pod.yaml': pod('web', 'nginx:latest') });
  const plain = spawnSync(process.execPath, [BIN, '-f', 'json', 'pod.yaml'], { cwd, encoding: 'utf8' });
  const other = spawnSync(process.execPath, ['--no-lazy-feedback-allocation', BIN, '-f', 'json', 'pod.yaml'], {
    cwd,
    encoding: 'utf8',
  });
  assert.notEqual(plain.stdout, '');
  assert.equal(other.stdout, plain.stdout);
});

test('the engine stays small', () => {
  const size = statSync(join(ROOT, 'dist/engine.cjs')).size;
  assert.ok(size < 300_000, `${size} bytes: leave something to a chunk (scripts/build/late.mjs)`);
  assert.ok(readdirSync(join(ROOT, 'dist/chunks')).length > 10);
});
