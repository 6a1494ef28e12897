// Runs the test files below test/ (or those named) with Node's own runner, which has no globs before Node 21.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const named = process.argv.slice(2);
const found = readdirSync('test', { recursive: true }).filter((name) => name.endsWith('.test.ts')).map((name) => `test/${name}`);
const files = named.length > 0 ? named : found.sort();
const run = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=spec', ...files], { stdio: 'inherit' });
process.exit(run.status ?? 1);
