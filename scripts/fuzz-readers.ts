/**
 * Holds the two readers of YAML against each other, and both against Kubernetes' own reading.
 *
 *     tsx scripts/fuzz-readers.ts [--cases N] [--seed N] [--corpus DIR] [--oracle COMMAND] [--show N]
 *
 * Without an oracle each case is read as one document by both readers, and everything they say of it is compared. With
 * one, cases are read as whole sources, and their JSON and errors compared with the oracle's (`COMMAND -read DIR`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { difference, oracles, ours } from './readers/compare.ts';
import { Grammar } from './readers/grammar.ts';
import { mutate } from './readers/mutate.ts';
import { Random } from './readers/random.ts';
import { disagreement } from './readers/same.ts';

const BATCH = 20_000;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    corpus: { type: 'string' },
    oracle: { type: 'string' },
    show: { type: 'string', default: '3' },
  },
});

const random = new Random(Number(values.seed));
const bases = values.corpus === undefined ? [] : shortTexts(values.corpus);
const found = new Map<string, string[]>();
let refused = 0;

function shortTexts(folder: string): string[] {
  const names = (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort();
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).filter((text) => text.length < 3000);
}

/** A file cannot hold a half of a surrogate pair, which a mutation may leave. */
function makeCase(): string {
  return makeText().replaceAll(/\p{Surrogate}/gu, '');
}

function makeText(): string {
  if (bases.length > 0 && random.chance(0.5)) return mutate(random, random.pick(bases));
  const grammar = new Grammar(random, random.pick([0.02, 0.05, 0.15, 0.3]));
  const text = values.oracle !== undefined && random.chance(0.4) ? grammar.stream() : grammar.document();
  return random.chance(0.5) ? text : mutate(random, text);
}

function note(difference: string, text: string): void {
  const list = found.get(difference) ?? [];
  list.push(text);
  found.set(difference, list);
}

function compareReaders(count: number): void {
  for (let i = 0; i < count; i++) {
    const text = makeCase();
    // A line that begins with `---` never gets to a reader but as the first one.
    if (/^---/m.test(text)) continue;
    const result = disagreement(text);
    if (result === 'bail') refused++;
    else if (result !== undefined) note(firstDifference(result.fast, result.slow), text);
  }
}

function firstDifference(fast: string, slow: string): string {
  const slowly = slow.split('\n');
  const at = fast.split('\n').findIndex((line, i) => line !== slowly[i]);
  return `fast ${fast.split('\n')[at]?.trim()}, slow ${slowly[at]?.trim()}`.replaceAll(/\d+/g, 'N');
}

function compareWithOracle(oracle: string, count: number): void {
  for (let done = 0; done < count; done += BATCH) {
    const texts = Array.from({ length: Math.min(BATCH, count - done) }, makeCase);
    for (const [i, theirs] of oracles(oracle, texts).entries()) {
      const text = texts[i] as string;
      if (theirs.some((verdict) => verdict.error !== undefined)) refused++;
      for (const reader of [undefined, 'slow'] as const) {
        const result = difference(ours(text, { reader }), theirs);
        if (result !== undefined) note(`${reader ?? 'fast'}: ${result}`, text);
      }
    }
  }
}

if (values.oracle === undefined) compareReaders(Number(values.cases));
else compareWithOracle(values.oracle, Number(values.cases));

const total = [...found.values()].reduce((sum, texts) => sum + texts.length, 0);
const what = values.oracle === undefined ? 'left to the slow reader' : 'with an error';
console.log(`${values.cases} cases from seed ${values.seed}, ${refused} ${what}, ${total} differences`);
for (const [name, texts] of [...found].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${texts.length}  ${name}`);
  for (const text of texts.toSorted((a, b) => a.length - b.length).slice(0, Number(values.show)))
    console.log(`    ${JSON.stringify(text)}`);
}
process.exitCode = total === 0 ? 0 : 1;
