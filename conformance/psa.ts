/**
 * Compares podlint's Pod Security rules with Kubernetes' own evaluation, Pod by Pod: which controls of baseline and restricted it breaks.
 *
 *     npx tsx conformance/psa.ts [--release 1.37] [--oracle PATH] [--count 20000] [--seed 1] [DIR]
 *
 * With a folder, the manifests in it; else Pods made at random. Exit status 1 if there are differences. `--record FILE` writes what Kubernetes
 * says of the Pods, a line each: the controls of baseline, a bar, those of restricted.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OracleReport, oraclePath } from './oracle.ts';
import { controlsIn, controlsOf, keyOf } from './psa/controls.ts';
import { podsText } from './psa/pods.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    release: { type: 'string', default: '1.37' },
    oracle: { type: 'string' },
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
    record: { type: 'string' },
  },
});

interface PsaReport extends OracleReport {
  psa?: { baseline: string[]; restricted: string[] } | null;
}

interface Text {
  readonly name: string;
  readonly text: string;
}

const LOT = 2000;

/** Texts in lots that an oracle answers in one go. */
function* lots(): Generator<Text> {
  const [folder] = positionals;
  if (folder !== undefined) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.(ya?ml|json)$/.test(name)) yield { name, text: readFileSync(join(folder, name), 'utf8') };
    }
    return;
  }
  const [seed, count] = [Number(flags.seed), Number(flags.count)];
  for (let from = 0; from < count; from += LOT)
    yield { name: `${from}`, text: podsText(seed + from, Math.min(LOT, count - from)) };
}

function askOracle(text: string): PsaReport[] {
  const run = spawnSync(flags.oracle ?? oraclePath(flags.release), ['-'], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (run.status !== 0) throw new Error(`the oracle ended with ${run.status}: ${run.stderr}`);
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PsaReport);
}

const counts = { pods: 0, without: 0 };
const recorded: string[] = [];
const differences = new Map<string, { count: number; example: string }>();

for (const { name, text } of lots()) {
  const answers = askOracle(text);
  const [baseline, restricted] = [
    controlsIn(text, 'security-baseline', flags.release),
    controlsIn(text, 'security-restricted', flags.release),
  ];
  for (const answer of answers) {
    if (answer.psa === undefined || answer.psa === null) {
      counts.without++;
      continue;
    }
    counts.pods++;
    const key = keyOf(answer.doc, answer.item);
    const levels = [controlsOf(answer.psa.baseline), controlsOf(answer.psa.restricted)] as const;
    recorded.push(`${levels[0].join(' ')}|${levels[1].join(' ')}`);
    compare('baseline', answer, { expected: levels[0], actual: baseline.get(key), name });
    compare('restricted', answer, { expected: levels[1], actual: restricted.get(key), name });
  }
}

function compare(
  level: string,
  report: PsaReport,
  { expected, actual, name }: { expected: string[]; actual: ReadonlySet<string> | undefined; name: string },
): void {
  for (const control of new Set([...expected, ...(actual ?? [])])) {
    const [there, here] = [expected.includes(control), actual?.has(control) === true];
    if (there === here) continue;
    const what = `${level} ${control}: ${there ? 'only Kubernetes' : 'only podlint'}`;
    const known = differences.get(what);
    if (known === undefined)
      differences.set(what, {
        count: 1,
        example: `${name} ${report.doc} ${report.kind} ${report.name} ${report.verdict}`,
      });
    else known.count++;
  }
}

process.stdout.write(
  `${flags.release}: ${counts.pods} Pods compared, ${counts.without} objects without one, or not readable\n`,
);
const sorted = [...differences].sort(([, a], [, b]) => b.count - a.count);
for (const [what, { count, example }] of sorted.slice(0, Number(flags.show)))
  process.stdout.write(`${count} ${what}, e.g. ${example}\n`);
process.stdout.write(sorted.length === 0 ? 'no differences\n' : `${sorted.length} kinds of differences\n`);
process.exitCode = sorted.length === 0 ? 0 : 1;
if (flags.record !== undefined) writeFileSync(flags.record, `${recorded.join('\n')}\n`);
