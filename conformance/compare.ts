/**
 * Compares podlint with Kubernetes' own code on manifests, object by object: verdict, unknown and duplicate fields, the set
 * of types and paths of the validation errors, and the paths of the warnings.
 *
 *     npm run conformance -- DIR [--release 1.37] [--podlint "node bin/podlint.cjs"] [--oracle PATH] [--show 40]
 *
 * Prints a summary and the differences by field, the most frequent first, each with one example. Exit status 1 if there are any.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Comparison, grouped, type PodlintReport } from './differences.ts';
import { ask, type OracleReport, oraclePath } from './oracle.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    release: { type: 'string', default: '1.37' },
    podlint: { type: 'string', default: process.env['PODLINT'] ?? 'node bin/podlint.cjs' },
    oracle: { type: 'string' },
    show: { type: 'string', default: '40' },
  },
});

function manifestsUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return manifestsUnder(join(path, entry.name));
      return ['.yaml', '.yml', '.json'].includes(extname(entry.name)) ? [join(path, entry.name)] : [];
    });
}

/** Files in lots that one report can hold. */
function* lots(files: string[]): Generator<string[]> {
  let lot: string[] = [];
  let size = 0;
  for (const file of files) {
    const bytes = statSync(file).size;
    if (lot.length > 0 && (size + bytes > 16e6 || lot.length === 500)) {
      yield lot;
      lot = [];
      size = 0;
    }
    lot.push(file);
    size += bytes;
  }
  if (lot.length > 0) yield lot;
}

function lint(files: string[]): PodlintReport {
  const [command, ...first] = flags.podlint.split(' ') as [string, ...string[]];
  const options = [
    '--preset',
    'api',
    '--as-is',
    '--no-inline-config',
    '--no-config',
    '--no-ignore',
    '-f',
    'json',
    '--report-objects',
  ];
  const run = spawnSync(command, [...first, ...options, '--kubernetes-version', flags.release, ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (run.error) throw run.error;
  if (run.status !== 0 && run.status !== 1)
    throw new Error(`podlint ended with ${run.status ?? run.signal}: ${run.stderr.slice(0, 2000)}`);
  return JSON.parse(run.stdout) as PodlintReport;
}

/** Only asked where the oracle objects to a key that was set before. */
function hasMerge(report: OracleReport): boolean {
  return /^[\s-]*["']?<<["']?\s*:/m.test(readFileSync(report.file, 'utf8'));
}

async function main(): Promise<void> {
  if (positionals.length === 0) throw new Error('usage: npm run conformance -- DIR...');
  const oracle = flags.oracle ?? oraclePath(flags.release);
  const comparison = new Comparison(hasMerge);
  const files = positionals.flatMap(manifestsUnder);
  for (const lot of lots(files)) {
    const reports: OracleReport[] = [];
    await ask(oracle, lot, (report) => void reports.push(report));
    comparison.add(reports, lint(lot));
    if (process.stderr.isTTY) process.stderr.write(`\r${comparison.differences.length} differences`);
  }
  const groups = grouped(comparison.differences);
  for (const { about, count, example } of groups.slice(0, Number(flags.show))) {
    console.log(`${String(count).padStart(6)}  ${about}\n        ${example.where}\n        ${example.detail}`);
  }
  if (groups.length > Number(flags.show))
    console.log(`and ${groups.length - Number(flags.show)} kinds of difference more (--show)`);
  const counts = Object.entries(comparison.counts).map(([what, count]) => `${what} ${count}`);
  console.log(`${files.length} files, Kubernetes ${flags.release}: ${counts.join(', ')}`);
  process.exitCode = groups.length > 0 ? 1 : 0;
}

await main();
