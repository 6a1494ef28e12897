import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mutate } from '../scripts/readers/mutate.ts';
import { Random } from '../scripts/readers/random.ts';
import type { Edit, Problem } from '../src/model/document.ts';
import { Source } from '../src/model/source.ts';
import { readSource } from '../src/parse/read.ts';
import { assertGolden } from './helpers/golden.ts';

const FOLDER = new URL('fixtures/parse/broken/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

function problemsOf(text: string): Problem[] {
  const problems: Problem[] = [];
  readSource(text, { document() {}, problem: (problem) => problems.push(problem) });
  return problems;
}

function apply(text: string, edits: readonly Edit[]): string {
  return edits
    .toReversed()
    .reduce((out, { start, end, text: insert }) => out.slice(0, start) + insert + out.slice(end), text);
}

/** Problems as a reader sees them: where, what, and the changed lines if there is a fix. */
function render(text: string): string {
  const source = new Source('', text);
  let out = '';
  for (const { message, start, end, edits } of problemsOf(text)) {
    const from = source.position(start);
    const to = source.position(end);
    out += `${from.line}:${from.column}-${to.line}:${to.column} ${message}\n`;
    if (edits === undefined) continue;
    const before = text.split('\n');
    for (const line of apply(text, edits).split('\n')) if (!before.includes(line)) out += `    fixed: ${line}\n`;
  }
  return out;
}

for (const name of names) {
  test(`broken: ${name}`, () => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    const out = render(text);
    assert.notEqual(out, '', 'there is a problem');
    assertGolden(new URL(name.replace('.yaml', '.out'), FOLDER), out);
  });
}

test('a fix takes its problem away', () => {
  let fixes = 0;
  for (const name of names) {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    for (const problem of problemsOf(text)) {
      if (problem.edits === undefined) continue;
      fixes++;
      const left = problemsOf(apply(text, problem.edits)).map(({ message, start }) => `${start} ${message}`);
      assert.ok(!left.includes(`${problem.start} ${problem.message}`), `${name}: ${problem.message}`);
    }
  }
  assert.ok(fixes >= 30, `${fixes} fixes`);
});

test('what is said of any broken text is short, stands in the text, and its edits do not overlap', () => {
  const random = new Random(47);
  const texts = names.map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));
  for (let i = 0; i < 8000; i++) {
    const text = mutate(random, random.pick(texts));
    for (const { message, start, end, edits } of problemsOf(text)) {
      assert.ok(message.length > 10 && message.length < 300 && !message.includes('\n'), message);
      assert.ok(start >= 0 && start <= end && end <= text.length, `${JSON.stringify(text)}: ${start}-${end}`);
      let last = 0;
      for (const edit of edits ?? []) {
        assert.ok(
          edit.start >= last && edit.start <= edit.end && edit.end <= text.length,
          `${JSON.stringify(text)}: ${message}`,
        );
        last = edit.end;
      }
    }
  }
});
