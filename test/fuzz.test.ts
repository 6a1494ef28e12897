import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plant, plantedDefects } from '../scripts/fuzz/planted.ts';
import { search } from '../scripts/fuzz/run.ts';
import { STAGES } from '../scripts/fuzz/stages.ts';

/** The same cases in every run: `npm run fuzz` looks at others. */
const SEED = 1;
const CASES = 300;
const MILLISECONDS = 10_000;

describe('a short look at every stage', () => {
  for (const [name, stage] of STAGES) {
    test(name, async () => {
      const outcome = await search(stage, { seed: SEED, cases: CASES, time: MILLISECONDS });
      assert.ok(outcome.cases > 0);
      const { catch: caught } = outcome;
      assert.equal(
        caught,
        undefined,
        `npm run fuzz -- --stage ${name} --seed ${caught?.seed}: ${caught?.message}\n${caught?.input}`,
      );
    });
  }
});

describe('planted defects', () => {
  const defects = plantedDefects();
  test('are 30 or more, in every stage, each with a number of its own', () => {
    assert.ok(defects.length >= 30);
    assert.deepEqual(new Set(defects.map(({ stage }) => stage)), new Set(STAGES.keys()));
    assert.equal(new Set(defects.map(({ number }) => number)).size, defects.length);
  });
  for (const defect of defects)
    test(`${defect.name} can still be planted`, () => assert.match(plant(defect).file, /^src\//));
});
