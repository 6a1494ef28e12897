/**
 * Writes cases, as case lines or as the manifests that they stand for.
 *
 *     npx tsx conformance/generate/main.ts --set systematic,faults --family pod,job --format json > cases.json
 *     npx tsx conformance/generate/main.ts --set random --count 100000 --seed 7 --format yaml --out DIR
 *
 * --set      systematic (every field, one change), faults (hand-written tables), random, mild (random, most of them valid);
 *            default: systematic,faults
 * --family   folders of bases, `workloads` or `others`; default: all
 * --full     every change inside templates too
 * --format   cases (JSON lines), json or yaml (documents); default: cases
 * --out DIR  files of --per-file (500) documents in place of standard output
 */
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Case } from './case.ts';
import { faults, mild, random, sharedMutator, systematic, type Wanted, wantedBases } from './cases.ts';
import { familiesOf } from './families.ts';
import { expand } from './text.ts';

const { values: flags } = parseArgs({
  options: {
    set: { type: 'string', default: 'systematic,faults' },
    family: { type: 'string' },
    full: { type: 'boolean', default: false },
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string', default: 'cases' },
    out: { type: 'string' },
    'per-file': { type: 'string', default: '500' },
    unused: { type: 'boolean', default: false },
  },
});

const wanted: Wanted = { families: flags.family ? familiesOf(flags.family) : undefined, full: flags.full };

function* selected(): Generator<Case> {
  for (const set of flags.set.split(',')) {
    if (set === 'systematic') yield* systematic(wanted);
    else if (set === 'faults') yield* faults(wanted);
    else if (set === 'random') yield* random(wanted, Number(flags.count), Number(flags.seed));
    else if (set === 'mild') yield* mild(wanted, Number(flags.count), Number(flags.seed));
    else throw new Error(`no set ${set}`);
  }
}

function textOf(one: Case, first: boolean): string {
  if (flags.format === 'cases') return `${JSON.stringify(one)}\n`;
  return flags.format === 'json' ? expand(one, 'json') : (first ? '' : '---\n') + expand(one, 'yaml');
}

/** Gathers texts and hands them on by the file or by the megabyte. */
async function write(): Promise<void> {
  let texts: string[] = [];
  let size = 0;
  let file = 0;
  const flush = async (): Promise<void> => {
    const text = texts.join('');
    const extension = flags.format === 'cases' ? 'jsonl' : flags.format;
    if (flags.out) writeFileSync(`${flags.out}/${String(file++).padStart(5, '0')}.${extension}`, text);
    else if (!process.stdout.write(text)) await once(process.stdout, 'drain');
    texts = [];
    size = 0;
  };
  if (flags.out) mkdirSync(flags.out, { recursive: true });
  let first = true;
  for (const one of selected()) {
    const text = textOf(one, first);
    first = false;
    texts.push(text);
    size += text.length;
    if (flags.out ? texts.length === Number(flags['per-file']) : size > 1e6) {
      await flush();
      first = flags.out !== undefined;
    }
  }
  if (texts.length > 0) await flush();
}

if (flags.unused) for (const field of sharedMutator().unused(wantedBases({}))) console.log(field);
else await write();
