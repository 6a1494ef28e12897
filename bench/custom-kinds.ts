/**
 * Measures what custom kinds cost: definitions, and a thousand objects made for them.
 *
 *     npm run build && npx tsx bench/custom-kinds.ts [DIR]
 *
 * DIR holds the definitions (default: those of the tests), PODLINT may name another build's bin/podlint.cjs. Prints the CPU time of a process that lints them, without that of one that lints nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { objectsFor } from './custom-objects.ts';

const OBJECTS = 1000;
const RUNS = 7;
const command = resolve(process.env['PODLINT'] ?? 'bin/podlint.cjs');

function definitionsIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().flatMap((name) => {
    const documents = readFileSync(join(folder, name), 'utf8').split(/^---.*$/m);
    return documents.filter((text) => /^kind: CustomResourceDefinition\b/m.test(text) && !text.includes('{{'));
  });
}

/** The least CPU time of some runs, in milliseconds. */
function cpu(argv: readonly string[], cwd: string): number {
  const program = `const before = process.cpuUsage(); process.on('exit', () => { const { user, system } = process.cpuUsage(); require('fs').writeSync(2, '\\n' + (user + system)); }); process.argv.splice(1, 0, 'podlint'); require(${JSON.stringify(command)})`;
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const { stderr, status } = spawnSync(process.execPath, ['-e', program, '--', ...argv], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0 && status !== 1) throw new Error(stderr);
    least = Math.min(least, Number(stderr.trim().split('\n').at(-1)) / 1000);
  }
  return least;
}

const folder = process.argv[2] ?? 'test/fixtures/custom';
const definitions = definitionsIn(folder);
const made = definitions.flatMap(objectsFor);
if (made.length === 0) throw new Error(`${folder} holds no CustomResourceDefinitions`);
const cwd = mkdtempSync(join(tmpdir(), 'podlint-bench-'));
mkdirSync(join(cwd, 'crds'));
definitions.forEach((text, i) => writeFileSync(join(cwd, `crds/${i}.yaml`), text));
const texts = Array.from({ length: OBJECTS }, (_, i) => stringify(made[i % made.length]));
writeFileSync(join(cwd, 'objects.yaml'), texts.join('---\n'));
writeFileSync(join(cwd, 'none.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
const options = ['--no-config', '--preset', 'api', '-f', 'compact'];
const idle = cpu([...options, 'none.yaml'], cwd);
const named = cpu([...options, '--crds', 'crds', 'objects.yaml'], cwd);
const linted = cpu([...options, 'crds', 'objects.yaml'], cwd);
if (process.env['KEEP'] === undefined) rmSync(cwd, { recursive: true });
console.log(
  `${definitions.length} definitions, ${OBJECTS} objects of ${made.length} kinds and versions, ${Math.round(texts.join('').length / 1024)} KiB of objects`,
);
console.log(`process that lints one small file   ${idle.toFixed(0)} ms of CPU`);
console.log(`definitions named with --crds       ${(named - idle).toFixed(0)} ms more`);
console.log(`definitions linted themselves       ${(linted - idle).toFixed(0)} ms more`);
