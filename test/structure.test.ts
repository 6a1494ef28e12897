import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** The stages, each with what it may import besides itself: some of what stands above it. What is not here (`cli`, `index`, ...) may import all, and nothing here imports it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  lazy: [],
  fix: ['model', 'lazy', 'parse'],
  parse: ['model', 'lazy'],
  schema: ['model', 'lazy', 'fix'],
  apiserver: ['model', 'lazy', 'fix', 'schema'],
  shapes: ['model', 'lazy', 'fix', 'parse', 'schema', 'apiserver'],
  project: ['model', 'parse', 'schema', 'apiserver', 'shapes'],
  rules: ['model', 'lazy', 'fix', 'schema', 'apiserver', 'project'],
  engine: ['model', 'parse', 'fix', 'schema', 'apiserver', 'shapes', 'project', 'rules'],
  lint: ['model', 'parse', 'fix', 'schema', 'apiserver', 'shapes', 'project', 'rules', 'engine'],
  format: ['model', 'lazy', 'rules', 'engine'],
  config: ['model', 'parse', 'schema', 'shapes', 'rules', 'engine'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** The folder of src that a file belongs to, or its own name at the top. */
function stageOf(file: string): string {
  const [first = ''] = file.split('/');
  return first.replace(/\.ts$/, '');
}

test('imports point down the line', () => {
  const wrong: string[] = [];
  for (const file of files) {
    const allowed = MAY_IMPORT[stageOf(file)];
    if (allowed === undefined) continue;
    const text = readFileSync(join(SRC, file), 'utf8');
    for (const [statement, , target] of text.matchAll(/^(?:import|export) (type )?[^'"]*from '(\.[^']+)'/gm)) {
      const to = normalize(join(dirname(file), target as string));
      const isTypeOnly = statement.startsWith('import type') || statement.startsWith('export type');
      if (stageOf(to) === stageOf(file) || allowed.includes(stageOf(to))) continue;
      if (isTypeOnly && (to === 'schema/types.gen.ts' || (file === 'model/rule.ts' && to.startsWith('project/'))))
        continue;
      wrong.push(`${file} imports ${to}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the engine fits on a screen', () => {
  const lines = readFileSync(join(SRC, 'lint.ts'), 'utf8').trimEnd().split('\n').length;
  assert.ok(lines <= 110, `src/lint.ts has ${lines} lines`);
});
