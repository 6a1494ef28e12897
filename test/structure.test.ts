import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** The stages, each with what it may import besides itself. Types of `schema` are everybody's vocabulary. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  parse: ['model', 'lazy'],
  fix: ['model'],
  schema: ['model', 'fix', 'lazy', 'apiserver', 'parse'],
  apiserver: ['model', 'fix'],
  rules: ['model', 'fix', 'apiserver', 'schema', 'project', 'lazy'],
  project: ['model', 'parse', 'apiserver', 'schema', 'lazy'],
  engine: ['model', 'parse', 'fix', 'schema', 'apiserver', 'rules', 'project'],
  lint: ['model', 'parse', 'fix', 'schema', 'apiserver', 'rules', 'project', 'engine'],
  format: ['model', 'engine', 'lazy', 'rules'],
  config: ['model', 'parse', 'schema', 'rules', 'engine'],
  lazy: ['rules'],
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
      if (isTypeOnly && (to === 'schema/types.gen.ts' || (file === 'model/rule.ts' && to.startsWith('project/')))) continue;
      wrong.push(`${file} imports ${to}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('the engine fits on a screen', () => {
  const lines = readFileSync(join(SRC, 'lint.ts'), 'utf8').split('\n').length;
  assert.ok(lines <= 110, `src/lint.ts has ${lines} lines`);
});
