import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lint } from '../src/lint.ts';
import type { Finding } from '../src/model/finding.ts';

/** Generous for a busy machine: what is not linear, or expands what it reads, takes far longer. */
const MOST_MS = 20_000;

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

/** The findings in a text of bad intent, which must come within the time. */
function judged(text: string): readonly Finding[] {
  const started = performance.now();
  const findings = lint([{ file: 'bad.yaml', text, named: true }]);
  const took = performance.now() - started;
  assert.ok(took < MOST_MS, `${Math.round(took)} ms for ${text.length} characters`);
  return findings;
}

function rulesIn(text: string): string[] {
  return judged(text).map(({ rule }) => rule);
}

test('anchors that expand without end', () => {
  const levels = Array.from(
    { length: 40 },
    (_, i) => `  a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(', ')}]`,
  );
  const [finding, ...others] = judged(`${HEAD}data:\n  a0: &a0 [x]\n${levels.join('\n')}\n`);
  assert.deepEqual(others, []);
  assert.equal(finding?.source, 'syntax');
  assert.match(finding.message, /^aliases repeat too much/);
});

test('maps and lists in each other, 10,000 levels deep', () => {
  const blocks = Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  for (const text of [
    `${HEAD}data: ${'['.repeat(1e4)}${']'.repeat(1e4)}\n`,
    `${HEAD}data: ${'{a: '.repeat(1e4)}\n`,
    blocks,
  ]) {
    const [finding, ...others] = judged(text);
    assert.deepEqual(others, []);
    assert.equal(finding?.message, 'nested deeper than 1,000 levels');
  }
});

test('a line of 50 MB', () => {
  const long = 'x'.repeat(50 * 1024 * 1024);
  assert.deepEqual(rulesIn(`${HEAD}data:\n  a: ${long}\n`), ['api-too-long']);
  const [finding] = judged(`${HEAD}data:\n  ${long}\n`);
  assert.equal(finding?.rule, 'wrong-type');
  assert.ok(finding.message.length < 500, `${finding.message.length} characters`);
});

test('a million keys in one map', () => {
  const keys = Array.from({ length: 1_000_000 }, (_, i) => `  k${i}: vv`).join('\n');
  const [finding, ...others] = judged(`${HEAD}data:\n${keys}\n`);
  assert.deepEqual(others, []);
  assert.equal(finding?.rule, 'api-too-long');
});

test('nothing but comments', () => {
  assert.deepEqual(judged('# nothing\n'.repeat(1_000_000)), []);
  assert.deepEqual(judged('#\n---\n'.repeat(100_000)), []);
});
