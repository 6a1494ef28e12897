/**
 * Compares podlint's Pod Security rules with Kubernetes' own evaluation, Pod by Pod: which controls of baseline and restricted it breaks.
 *
 *     npx tsx conformance/psa.ts [--release 1.37] [--oracle PATH] [--count 20000] [--seed 1] [DIR]
 *
 * With a folder, the manifests in it; else Pods made at random. Exit status 1 if there are differences.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../src/model/finding.ts';
import type { Settings } from '../src/model/settings.ts';
import { lint } from '../src/lint.ts';
import { randomNumbers } from './generate/cases.ts';
import { type OracleReport, oraclePath } from './oracle.ts';
import { CONTROLS, controlsOf } from './psa/controls.ts';
import { Pods } from './psa/pods.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    release: { type: 'string', default: '1.37' },
    oracle: { type: 'string' },
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
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
  const pods = new Pods(randomNumbers(Number(flags.seed)));
  const count = Number(flags.count);
  for (let from = 0; from < count; from += LOT) {
    const documents = Array.from({ length: Math.min(LOT, count - from) }, (_, i) =>
      JSON.stringify(pods.object(from + i)),
    );
    yield { name: `${from}`, text: `${documents.join('\n---\n')}\n` };
  }
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

/** The controls that podlint finds broken, by document and item. */
function askPodlint(text: string, preset: string): Map<string, Set<string>> {
  const settings: Settings = { presets: [preset], kubernetesVersion: flags.release, asIs: true, inlineConfig: false };
  const found = new Map<string, Set<string>>();
  for (const finding of lint([{ file: 'pods', text, named: true }], settings)) {
    const control = CONTROLS[finding.rule];
    if (control === undefined) continue;
    if (finding.severity !== 'error') throw new Error(`${finding.rule} is no error in ${preset}`);
    const key = keyOf(finding.document, finding.item);
    found.set(key, (found.get(key) ?? new Set()).add(control));
  }
  return found;
}

function keyOf(document: number | undefined, item: Finding['item']): string {
  return `${document ?? ''}/${item ?? ''}`;
}

const counts = { pods: 0, unread: 0 };
const differences = new Map<string, { count: number; example: string }>();

for (const { name, text } of lots()) {
  const answers = askOracle(text);
  const [baseline, restricted] = [askPodlint(text, 'security-baseline'), askPodlint(text, 'security-restricted')];
  for (const answer of answers) {
    if (answer.psa === undefined || answer.psa === null) {
      if (answer.decodeErrors.length > 0) counts.unread++;
      continue;
    }
    counts.pods++;
    const key = keyOf(answer.doc, answer.item);
    compare('baseline', answer, { expected: controlsOf(answer.psa.baseline), actual: baseline.get(key), name });
    compare('restricted', answer, { expected: controlsOf(answer.psa.restricted), actual: restricted.get(key), name });
  }
}

function compare(
  level: string,
  report: PsaReport,
  { expected, actual, name }: { expected: string[]; actual: Set<string> | undefined; name: string },
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

process.stdout.write(`${flags.release}: ${counts.pods} Pods compared, ${counts.unread} not readable\n`);
const sorted = [...differences].sort(([, a], [, b]) => b.count - a.count);
for (const [what, { count, example }] of sorted.slice(0, Number(flags.show)))
  process.stdout.write(`${count} ${what}, e.g. ${example}\n`);
process.stdout.write(sorted.length === 0 ? 'no differences\n' : `${sorted.length} kinds of differences\n`);
process.exitCode = sorted.length === 0 ? 0 : 1;
