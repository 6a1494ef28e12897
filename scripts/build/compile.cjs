// Run by the build in processes of its own: lints some files, and writes down what V8 has compiled by then of the engine or of its chunks.
//     node scripts/build/compile.cjs engine|chunks HASH ARGUMENT...
const { mkdirSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, join, resolve } = require('node:path');
const { cacheName, loadEngine } = require('./start.cjs');

const [, , what, hash, ...files] = process.argv;
const own = createRequire(resolve('dist/cli.cjs'));
const scripts = new Map();
// Nothing that an earlier build compiled is taken: it would come out again as it went in.
loadEngine('none', own, (file, script) => scripts.set(file, script));
const { main } = own('./cli.cjs');
const nowhere = { fd: -1, write: () => true };
const around = { stdin: process.stdin, stdout: nowhere, stderr: process.stderr, env: {}, cwd: () => process.cwd() };

main(files, around).then((status) => {
  if (status === 2) throw new Error('the engine does not run');
  const folder = resolve('dist/compiled');
  mkdirSync(folder, { recursive: true });
  for (const [file, script] of scripts) {
    if ((basename(file) === 'engine.cjs') !== (what === 'engine')) continue;
    writeFileSync(join(folder, cacheName(file, hash)), script.createCachedData());
  }
});
