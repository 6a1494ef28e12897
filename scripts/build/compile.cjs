// Run by the build in a process of its own: lints an example, and writes down what V8 has compiled by then.
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join, resolve } = require('node:path');
const { cacheName, load } = require('./start.cjs');

const [, , hash, ...files] = process.argv;
const own = createRequire(resolve('dist/cli.cjs'));
const { script } = load(resolve('dist/engine.cjs'), { own });
const { main } = own('./cli.cjs');
const nowhere = { fd: -1, write: () => true };
const around = { stdin: process.stdin, stdout: nowhere, stderr: process.stderr, env: {}, cwd: () => process.cwd() };

main(files, around).then((status) => {
  if (status === 2) throw new Error('the engine does not run');
  const folder = resolve('dist/compiled');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, cacheName(hash)), script.createCachedData());
});
