import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '../scripts/readers/same.ts';
import type { Document, Problem } from '../src/model/document.ts';
import { type Node, Type } from '../src/model/node.ts';
import { text as contentOf, jsonText } from '../src/model/scalar.ts';
import { readAgain, readSource } from '../src/parse/read.ts';

interface Read {
  readonly documents: Document[];
  readonly problems: Problem[];
  readonly comments: string[];
  /** What was told, in its order. */
  readonly order: string[];
}

function read(text: string): Read {
  const out: Read = { documents: [], problems: [], comments: [], order: [] };
  readSource(text, {
    document: (document) => {
      out.documents.push(document);
      out.order.push(`document ${document.index}`);
    },
    problem: (problem) => {
      out.problems.push(problem);
      out.order.push(`problem ${problem.document}`);
    },
    comment: ({ start, end }) => out.comments.push(text.slice(start, end)),
  });
  return out;
}

function only(text: string): Document {
  const { documents, problems } = read(text);
  assert.deepEqual(problems, []);
  assert.equal(documents.length, 1);
  return documents[0] as Document;
}

/** The text of a value and of its key, as their places say. */
function places(text: string, path: readonly (string | number)[]): { key: string | undefined; value: string } {
  let node: Node | undefined = only(text).root;
  for (const step of path) node = typeof step === 'number' ? node?.items[step] : node?.get(step);
  assert.ok(node, `nothing at ${path.join('.')}`);
  return {
    key: node.key === undefined ? undefined : text.slice(node.keyStart, node.keyEnd),
    value: text.slice(node.start, node.end),
  };
}

test('keys and values stand where they are written', () => {
  const text = `a: b # c
"q" : 'r'
list:
- x
-   p:  z
    w: [1, {k: v}]
block: |-
  one

  two

after: long
  text
empty:
&k key: &v value
`;
  assert.deepEqual(places(text, ['a']), { key: 'a', value: 'b' });
  assert.deepEqual(places(text, ['q']), { key: '"q"', value: "'r'" });
  assert.deepEqual(places(text, ['list']), { key: 'list', value: '- x\n-   p:  z\n    w: [1, {k: v}]' });
  assert.deepEqual(places(text, ['list', 1]), { key: undefined, value: 'p:  z\n    w: [1, {k: v}]' });
  assert.deepEqual(places(text, ['list', 1, 'w', 1, 'k']), { key: 'k', value: 'v' });
  assert.deepEqual(places(text, ['block']), { key: 'block', value: '|-\n  one\n\n  two' });
  assert.deepEqual(places(text, ['after']), { key: 'after', value: 'long\n  text' });
  assert.deepEqual(places(text, ['key']), { key: 'key', value: 'value' });
  const empty = only(text).root.get('empty') as Node;
  assert.equal(empty.start, text.indexOf('empty:') + 6);
  assert.equal(empty.end, empty.start);
});

test('an item or a value that is not written stands behind its dash or colon', () => {
  const text = 'a:   # c\nb:\n-\n- \n-   # c\n';
  const { root } = only(text);
  assert.equal(root.get('a')?.start, 2);
  assert.deepEqual(
    root.get('b')?.items.map((item) => [item.type, item.start, item.end]),
    [
      [Type.Null, 13, 13],
      [Type.Null, 15, 15],
      [Type.Null, 18, 18],
    ],
  );
});

test('an alias stands where it is written and shares what it names', () => {
  const text = 'a: &x\n  b: [1]\nc: *x\n';
  const { root } = only(text);
  const alias = root.get('c') as Node;
  assert.equal(text.slice(alias.start, alias.end), '*x');
  assert.equal(alias.alias, root.get('a'));
  assert.equal(alias.items, root.get('a')?.items);
});

test('of a key that is there twice the later value holds, at the place of the first', () => {
  const document = only('a: 1\nb: 2\na: 3\nm: {yes: 1, true: 2}\n');
  assert.deepEqual(
    document.root.items.map((item) => [item.key, jsonText(item)]),
    [
      ['a', '3'],
      ['b', '2'],
      ['m', undefined],
    ],
  );
  assert.deepEqual(
    document.duplicates.map(({ map, first, second }) => [map === document.root, first.keyStart, second.keyStart]),
    [
      [true, 0, 10],
      [false, 19, 27],
    ],
  );
});

test('a merge replaces what was written before it, and is replaced by what comes after', () => {
  const text = 'b: &b {p: 1, q: 1, r: 1}\nc:\n  p: 9\n  <<: *b\n  q: 8\n';
  const document = only(text);
  const merged = document.root.get('c') as Node;
  assert.deepEqual(
    merged.items.map((item) => [item.key, contentOf(item)]),
    [
      ['p', '1'],
      ['q', '8'],
      ['r', '1'],
    ],
  );
  assert.deepEqual(document.duplicates, []);
  assert.equal(document.overrides.length, 1);
  const [override] = document.overrides;
  assert.equal(override?.map, merged);
  assert.equal(contentOf(override?.earlier as Node), '9');
  assert.equal(override?.merged.alias, document.root.get('b')?.get('p'));
  assert.equal(text.slice(override?.mergeStart, override?.mergeEnd), '<<');
  const brought = merged.get('r') as Node;
  assert.equal(text.slice(brought.start, brought.end), '*b');
});

test('documents are counted without the empty ones, and know where they stand', () => {
  const text = '---\na: 1\n---\n# c\n---\n\nb: 2\n---\nnull\n';
  const { documents } = read(text);
  assert.deepEqual(
    documents.map(({ index, start, end }) => [index, text.slice(start, end)]),
    [
      [0, 'a: 1\n'],
      [1, '\nb: 2\n'],
      [2, 'null\n'],
    ],
  );
});

test('a broken document is one problem, and those around it are read', () => {
  const { documents, problems, order } = read('a: 1\n---\nb: [\n---\nc: 3\n---\nd: "\n');
  assert.deepEqual(
    documents.map(({ index }) => index),
    [0, 2],
  );
  assert.deepEqual(
    problems.map(({ document }) => document),
    [1, 3],
  );
  assert.deepEqual(order, ['document 0', 'problem 1', 'document 2', 'problem 3']);
});

test('a bad separator is a problem of no document, and nothing is said of what it broke', () => {
  const { documents, problems } = read('a: 1\n--- x\ny: z: w\n---\nb: 2\n');
  assert.deepEqual(
    documents.map(({ index }) => index),
    [0, 2],
  );
  assert.deepEqual(
    problems.map(({ document }) => document),
    [undefined],
  );
});

test('what is dropped behind the end of a document is noticed', () => {
  for (const reader of [undefined, 'slow'] as const) {
    const text = 'a: 1\n... # end\n\n# c\nb: 2\nc: 3\n';
    let dropped: Document['dropped'];
    readSource(text, { document: (document) => (dropped = document.dropped), problem() {} }, { reader });
    assert.deepEqual(dropped, { start: 5, end: 8, lines: 2 });
  }
  assert.equal(only('a: 1\n...\n\n# c\n').dropped, undefined);
  assert.deepEqual(only('[a]\nb: 1\n').dropped, { start: 4, end: 4, lines: 1 });
});

test('JSON is known from YAML, and its numbers stay as they are written', () => {
  assert.equal(only('{"a": 1.0}').json, true);
  assert.equal(jsonText(only('{"a": 1.0}').root.get('a') as Node), '1.0');
  assert.equal(only('{a: 1.0}').json, false);
  assert.equal(jsonText(only('{a: 1.0}').root.get('a') as Node), '1');
  assert.deepEqual(only('{"a": 1, "a": 2}').duplicates.length, 1);
  const { documents } = read('{"a": 1}\n{"b": 2}\n---\nc: 3\n');
  assert.deepEqual(
    documents.map(({ json }) => json),
    [true, true, false],
  );
});

test('comments are told where podlint is named, and only real ones', () => {
  const text = `--- # podlint first
# second
a: "# no" # third
b: |  # fourth
  # no
c: # no
  x#no y # fifth
--- # sixth
# seventh
---
{"a": "# no"}
`;
  assert.deepEqual(read(text).comments, [
    '# podlint first',
    '# second',
    '# third',
    '# fourth',
    '# no',
    '# fifth',
    '# sixth',
    '# seventh',
  ]);
  assert.deepEqual(read(text.replace('podlint', '')).comments, []);
  assert.deepEqual(read('# podlint\r\na: 1 # x\r\n').comments, ['# podlint', '# x']);
});

test('keys of the language are keys like all others', () => {
  const { root } = only('__proto__: a\nconstructor: b\ntoString: {hasOwnProperty: c}\n__proto__: d\n');
  assert.equal(contentOf(root.get('__proto__') as Node), 'd');
  assert.equal(contentOf(root.get('constructor') as Node), 'b');
  assert.equal(contentOf(root.get('toString')?.get('hasOwnProperty') as Node), 'c');
  assert.equal(root.get('valueOf'), undefined);
  assert.equal(only('{"__proto__": {"a": 1}}').root.get('__proto__')?.type, Type.Map);
});

test('a document can be read again from its place', () => {
  const stream = '{"a": 1}\n{"b": [1.0]}\n---\nc: 3\n---\n\n# c\nd: |\n  x\n---\n{"e": 1}\n---\n\ufefff: 5';
  for (const text of [
    stream,
    `---\n${stream}`,
    `\ufeffa: 1\n---\n${stream}\n`,
    `${'# c\n'.repeat(600_000)}${stream}`,
  ]) {
    const { documents, problems } = read(text);
    for (const document of documents) {
      const again = readAgain(text, document);
      assert.ok(again);
      assert.equal(describe(again), describe(document));
      assert.deepEqual({ ...again, root: 0 }, { ...document, root: 0 });
      assert.ok(document.end <= text.length);
    }
    assert.ok(documents.length + problems.length >= 5);
  }
});

test('a source that is read after another one is not mixed up with it', () => {
  const first = only('a: one\n').root.get('a') as Node;
  const second = only('a: two\n').root.get('a') as Node;
  assert.deepEqual([contentOf(first), contentOf(second)], ['one', 'two']);
});
