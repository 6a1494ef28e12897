import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Node } from '../src/model/node.ts';
import { Type } from '../src/model/node.ts';
import { readSource } from '../src/parse/read.ts';
import { partAt } from '../src/lsp/object.ts';
import { outlineAt, outlinesOf, type Part } from '../src/lsp/outline.ts';
import { ROOT } from './helpers/command.ts';

/** A part as plain values, scalars as they are written. */
function plain(part: Part, text: string): unknown {
  if (part.kind === 'map') return Object.fromEntries(part.items.map((item) => [item.key, plain(item, text)]));
  if (part.kind === 'list') return part.items.map((item) => plain(item, text));
  return part.kind === 'scalar' ? part.value(text) : null;
}

function outlined(text: string): unknown {
  return plain(outlineAt(text, 0).root, text);
}

const CASES: Readonly<Record<string, readonly [text: string, expected: unknown]>> = {
  'maps in maps': ['a:\n  b: 1\n  c:\n    d: x # y\ne: z\n', { a: { b: '1', c: { d: 'x' } }, e: 'z' }],
  'lists below their key, indented or not': [
    'a:\n- 1\n- 2\nb:\n  - x: 1\n    y: 2\n  - z\n',
    { a: ['1', '2'], b: [{ x: '1', y: '2' }, 'z'] },
  ],
  'lists in lists': ['- - 1\n  - 2\n-\n  - 3\n', [['1', '2'], ['3']]],
  'quotes and colons': [
    '"a b": \'x: y\'\nc: "http://x"\nd: http://x:1\n',
    { 'a b': 'x: y', c: 'http://x', d: 'http://x:1' },
  ],
  'block scalars': ['a: |\n  x: 1\n\n  y\nb: >-\n  z\nc: 1\n', { a: '|\n  x: 1\n\n  y', b: '>-\n  z', c: '1' }],
  'block scalars in lists': [
    'a:\n  - |\n    x: 1\n  - b: |\n      y: 2\n    c: 3\n',
    { a: ['|\n    x: 1', { b: '|\n      y: 2', c: '3' }] },
  ],
  'flow style over lines': ['a: {b: 1,\n  c: [x, "y"]}\nd: 1\n', { a: { b: '1', c: ['x', 'y'] }, d: '1' }],
  json: ['{"a": {"b": [1, {"c": "x"}]}}', { a: { b: ['1', { c: 'x' }] } }],
  'anchors and tags': ['a: &x\n  b: !!str 1\nc: *x\n', { a: { b: '1' }, c: '*x' }],
  'a key that is being typed': ['a:\n  b: 1\n  c\nd: 1\n', { a: { b: '1', c: null }, d: '1' }],
  'a flow that nobody closed': ['a: [x, y\nb: 1\n', { a: ['x', 'y'], b: '1' }],
  'a quote that nobody closed': ['a: "x\nb: 1\n', { a: 'x', b: '1' }],
  'comments and blank lines': ['# x\n\na:\n  # y: 1\n\n  b: 1\n', { a: { b: '1' } }],
  'CR LF': ['a:\r\n  b: x\r\n  - 1\r\n', { a: { b: 'x' } }],
  'a document after a separator': ['---\na: 1\n', { a: '1' }],
  nothing: ['', null],
};

for (const [name, [text, expected]] of Object.entries(CASES)) {
  test(`outline: ${name}`, () => assert.deepEqual(outlined(text), expected));
}

test('each document has its own outline', () => {
  const text = 'a: 1\n---\nb: 2\n---\n# none\n---\nc: 3\n';
  assert.deepEqual(
    outlinesOf(text).map(({ root }) => plain(root, text)),
    [{ a: '1' }, { b: '2' }, null, { c: '3' }],
  );
  assert.deepEqual(plain(outlineAt(text, text.indexOf('b')).root, text), { b: '2' });
});

test('a part is found by its key and its value', () => {
  const text = 'a:\n  - b: xyz\n    c: 1\n';
  assert.deepEqual(partAt(outlineAt(text, 0).root, text.indexOf('y'))?.steps, ['a', 0, 'b']);
  assert.deepEqual(partAt(outlineAt(text, 0).root, text.indexOf('c'))?.steps, ['a', 0, 'c']);
});

/** Where the keys of a tree stand, and how deep. */
function keysOfNode(node: Node, depth = 0): string[] {
  return node.items.flatMap((item) => [
    ...(item.key !== undefined && item.keyStart >= 0 ? [`${item.keyStart} ${depth}`] : []),
    ...(item.alias === undefined ? keysOfNode(item, depth + 1) : []),
  ]);
}

function keysOfPart(part: Part, depth = 0): string[] {
  return part.items.flatMap((item) => [
    ...(item.key !== undefined ? [`${item.keyStart} ${depth}`] : []),
    ...keysOfPart(item, depth + 1),
  ]);
}

test('of manifests that can be read the outline has the keys that the readers see', () => {
  const folder = join(ROOT, 'test/fixtures');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.startsWith('rules') && name.endsWith('.yaml'),
  );
  let compared = 0;
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    // What these have is passed over on purpose, or read as one document though it is several.
    if (/<<:|^\? |\*\w|^\.\.\./m.test(text) || text.startsWith('{')) continue;
    let problems = 0;
    const expected: string[] = [];
    let duplicates = 0;
    readSource(text, {
      document: ({ root, duplicates: twice }) => {
        duplicates += twice.length;
        if (root.type === Type.Map) expected.push(...keysOfNode(root));
      },
      problem: () => problems++,
    });
    if (problems > 0 || duplicates > 0) continue;
    compared++;
    assert.deepEqual(
      outlinesOf(text)
        .flatMap(({ root }) => keysOfPart(root))
        .sort(),
      expected.sort(),
      file,
    );
  }
  assert.ok(compared > 200, `only ${compared} files`);
});

test('any text has an outline, in linear time', () => {
  const word = fc.constantFrom(
    'a',
    ':',
    ': ',
    '- ',
    '-',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '#',
    '|',
    '>',
    '---\n',
    '&x ',
    '\r\n',
    '\t',
  );
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 60 }).map((parts) => parts.join('')),
      (text) => void outlinesOf(text),
    ),
    { numRuns: 2000 },
  );
  for (const piece of ['[', '{', '- ', 'a:\n', '"', 'a: {\n', '{a: ', '---\n']) {
    const started = performance.now();
    outlinesOf(piece.repeat(20_000));
    assert.ok(performance.now() - started < 2_000, piece);
  }
});
