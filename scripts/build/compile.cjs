// Run by the build in a process of its own: lints an example, and writes down what V8 has compiled by then.
const { mkdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { cacheName, load } = require('./start.cjs');

const [, , hash, ...files] = process.argv;
const { script } = load({ file: resolve('dist/engine.cjs') });
const { main } = require(resolve('dist/cli.cjs'));
const nowhere = { fd: -1, write: () => true };
const around = { stdin: process.stdin, stdout: nowhere, stderr: process.stderr, env: {}, cwd: () => process.cwd() };

main(files, around).then(() => {
  const folder = resolve('dist/compiled');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, cacheName(hash)), script.createCachedData());
});
