// Runs the test files below test/ (or those named) with Node's own runner, which has no globs before Node 21.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

const named = process.argv.slice(2);
const found = readdirSync('test', { recursive: true })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name}`);
const files = named.length > 0 ? named : found.sort();

// Built once for all: files run side by side, and some of them run the command as a process of its own.
if (files.some((file) => /podlintProcess|podlint\.cjs/.test(readFileSync(file, 'utf8')))) {
  const build = spawnSync(process.execPath, ['scripts/build.mjs', '--command'], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(1);
}
const run = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
