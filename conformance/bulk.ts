/**
 * Compares podlint with Kubernetes' own code on generated cases, in this process and in lots, however many they are.
 *
 *     npx tsx conformance/bulk.ts [--set random,mild,kept,faults,systematic] [--family pod,job] [--count 100000] [--seed 1] [--release 1.37] [--keep FILE]
 *
 * Prints the differences by field with the case that shows each, and a summary. `--keep FILE` adds one case of each difference
 * to a file, to be recorded. `--family` also takes `workloads` and `others`. Cases of which upstream says now this, now that, do
 * not count if it sometimes says what podlint does. Exit status 1 if anything differs.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openRun } from '../src/lint.ts';
import { Comparison, type Difference, grouped } from './differences.ts';
import type { Case } from './generate/case.ts';
import { faults, kept, mild, random, systematic, type Wanted } from './generate/cases.ts';
import { familiesOf } from './generate/families.ts';
import { expand } from './generate/text.ts';
import { ask, type OracleReport, oraclePath } from './oracle.ts';

const { values: flags } = parseArgs({
  options: {
    set: { type: 'string', default: 'random' },
    family: { type: 'string' },
    full: { type: 'boolean', default: false },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    release: { type: 'string', default: '1.37' },
    show: { type: 'string', default: '40' },
    keep: { type: 'string' },
  },
});

const lotSize = 1000;
const wanted: Wanted = { families: flags.family ? familiesOf(flags.family) : undefined, full: flags.full };

function* selected(): Generator<Case> {
  for (const set of flags.set.split(',')) {
    if (set === 'systematic') yield* systematic(wanted);
    else if (set === 'faults') yield* faults(wanted);
    else if (set === 'random') yield* random(wanted, Number(flags.count), Number(flags.seed));
    else if (set === 'kept') yield* kept(wanted);
    else if (set === 'mild') yield* mild(wanted, Number(flags.count), Number(flags.seed));
    else throw new Error(`no set ${set}`);
  }
}

function* lots(): Generator<Case[]> {
  let lot: Case[] = [];
  for (const one of selected()) {
    if (lot.push(one) < lotSize) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

/** The differences in some cases; `where` begins with the index of the case. */
async function compare(lot: readonly Case[], counts: Record<string, number>): Promise<Difference[]> {
  const texts = lot.map((one) => expand(one, 'json'));
  const reports: OracleReport[] = [];
  await ask(oraclePath(flags.release), ['-'], (report) => void reports.push(report), texts);
  if (reports.length !== lot.length) throw new Error(`${reports.length} answers to ${lot.length} cases`);
  const run = openRun({ presets: ['api'], asIs: true, inlineConfig: false, kubernetesVersion: flags.release });
  for (const [i, text] of texts.entries()) run.add({ file: `${i}.json`, text, named: true });
  const { findings, objects } = run.finish();
  const comparison = new Comparison(undefined, true);
  comparison.add(
    reports.map((report, i) => ({ ...report, file: `${i}.json`, doc: 0 })),
    { findings, objects },
  );
  for (const [what, count] of Object.entries(comparison.counts)) counts[what] = (counts[what] ?? 0) + count;
  return comparison.differences;
}

/** Whether upstream, which walks Go maps, sometimes says of a case what podlint says. */
async function isUndecided(one: Case): Promise<boolean> {
  const asked = Array.from({ length: 48 }, () => one);
  const different = new Set((await compare(asked, {})).map(({ where }) => Number.parseInt(where, 10)));
  return different.size < asked.length;
}

async function main(): Promise<void> {
  const counts: Record<string, number> = {};
  const differences: Difference[] = [];
  let asked = 0;
  let undecided = 0;
  for (const lot of lots()) {
    asked += lot.length;
    const found = await compare(lot, counts);
    for (const index of new Set(found.map(({ where }) => Number.parseInt(where, 10)))) {
      const one = lot[index] as Case;
      if (await isUndecided(one)) {
        undecided++;
        continue;
      }
      for (const { about, where, detail } of found)
        if (Number.parseInt(where, 10) === index)
          differences.push({ about, where: JSON.stringify(one), detail: `${one.base}: ${detail}` });
    }
  }
  const groups = grouped(differences);
  for (const { about, count, example } of groups.slice(0, Number(flags.show)))
    console.log(`${String(count).padStart(6)}  ${about}\n        ${example.detail}\n        ${example.where}`);
  if (groups.length > Number(flags.show))
    console.log(`and ${groups.length - Number(flags.show)} kinds of difference more`);
  if (flags.keep) for (const { example } of groups) appendFileSync(flags.keep, `${example.where}\n`);
  if (undecided > 0) counts['now so, now so'] = undecided;
  const said = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  console.log(`${asked} cases, seed ${flags.seed}, Kubernetes ${flags.release}: ${said.join(', ')}`);
  process.exitCode = groups.length > 0 ? 1 : 0;
}

await main();
