import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource } from '../src/parse/read.ts';

/** Of the processor's time, generously; what is not linear takes far longer. */
const LIMIT_MS = 5000;

interface Outcome {
  readonly documents: number;
  readonly messages: string[];
}

function read(text: string, reader?: 'slow'): Outcome {
  const messages: string[] = [];
  const started = process.cpuUsage();
  const { documents } = readSource(
    text,
    { document() {}, problem: ({ message }) => messages.push(message), comment() {} },
    { reader },
  );
  const { user, system } = process.cpuUsage(started);
  const took = (user + system) / 1000;
  assert.ok(took < LIMIT_MS, `${Math.round(took)} ms for ${text.length} characters`);
  return { documents, messages };
}

/** Reads a text with both readers, which must agree. */
function both(text: string): Outcome {
  const fast = read(text);
  assert.deepEqual(read(text, 'slow'), fast);
  return fast;
}

test('nesting is refused from a depth on, never followed until the stack ends', () => {
  const message = 'nested deeper than 1,000 levels';
  const deep = [
    '['.repeat(1e6),
    `a: ${'{a: '.repeat(1e6)}`,
    '- '.repeat(1e6),
    '{"a":'.repeat(1e5),
    `[${'['.repeat(1e5)}${']'.repeat(1e5)}]`,
    '? '.repeat(1e5),
  ];
  for (const text of deep) assert.deepEqual(both(text).messages, [message], text.slice(0, 10));
  const blocks = Array.from({ length: 1100 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  assert.deepEqual(both(blocks).messages, [message]);
  for (const open of ['[', '- '])
    assert.deepEqual(both(`${open.repeat(999)}a${open === '[' ? ']'.repeat(999) : ''}`).messages, []);
});

test('aliases that expand without end are refused', () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) => `a${i + 1}: &a${i + 1} [${Array.from({ length: 9 }, () => `*a${i}`).join(',')}]`,
  );
  const message = 'aliases repeat too much: Kubernetes refuses a document that is nearly all repetition';
  assert.deepEqual(both(`a0: &a0 [x]\n${lines.join('\n')}`).messages, [message]);
  const merges = Array.from({ length: 3000 }, (_, i) => `x${i + 1}: &x${i + 1}\n  <<: *x${i}\n  k${i}: 1`);
  assert.deepEqual(both(`x0: &x0 {a: 1}\n${merges.join('\n')}`).messages, [message]);
});

test('long lines, many keys and many documents take linear time', () => {
  const many = 100_000;
  const texts = [
    `a: ${'x '.repeat(1e6)}`,
    `a: "${'x'.repeat(2e6)}"`,
    '# c\n'.repeat(4e5),
    ' '.repeat(2e6),
    '\n'.repeat(2e6),
    Array.from({ length: many }, (_, i) => `k${i}: v`).join('\n'),
    `a: {${Array.from({ length: many }, (_, i) => `k${i}: v`).join(', ')}}`,
    `{${Array.from({ length: many }, (_, i) => `"k${i}":1`).join(',')}}`,
    'a: 1\n'.repeat(many),
    '- a\n'.repeat(many),
    `a: |\n${'  x\n'.repeat(3e5)}`,
    `a: b\n${'  c\n'.repeat(3e5)}`,
    `- &a x\n${'- *a\n'.repeat(many)}`,
    'a: 1\n---\n'.repeat(5e4),
    '{"a":1}\n'.repeat(many),
    '---\n'.repeat(many),
    `# podlint\n${'- x # c\n'.repeat(many)}`,
  ];
  for (const text of texts) assert.deepEqual(both(text).messages, [], text.slice(0, 20));
});

test('broken texts take linear time too', () => {
  const many = 20_000;
  const texts = ['a: [\n---\n', 'a: "b\n---\n', 'a:\n    b: 1\n  c: 2\n---\n', '----\n'].map((text) =>
    text.repeat(many),
  );
  for (const text of texts) assert.equal(both(text).messages.length, many, text.slice(0, 20));
  const single = [
    `a: "${'x\n'.repeat(3e5)}`,
    `a: b${' '.repeat(5e6)}c: d`,
    '"a" @'.repeat(1e5),
    `a:\n${'    - b\n'.repeat(1e5)}  c: d`,
    '{{'.repeat(400),
    'k'.repeat(5e6) + ': v\nx',
  ];
  for (const text of single) assert.equal(both(text).messages.length, 1, text.slice(0, 20));
});
