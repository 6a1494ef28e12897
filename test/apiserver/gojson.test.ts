import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GoJson, type GoValue } from '../../src/apiserver/gojson.ts';

/** What is read of a text, or that it can't be read. */
function read<T>(text: string, as: (json: GoJson, value: GoValue) => T): T | 'failed' {
  const json = new GoJson();
  const value = as(json, json.root(text));
  return json.failed ? 'failed' : value;
}

test('whole numbers have neither point nor exponent, and fit', () => {
  const int32 = (text: string): unknown => read(text, (json, value) => json.int32(value));
  assert.equal(int32('80'), 80);
  assert.equal(int32('-2147483648'), -2147483648);
  assert.equal(int32('null'), undefined);
  for (const text of ['1.0', '1e1', '2147483648', '"1"', 'true', '[]', '{}']) assert.equal(int32(text), 'failed', text);
});

test('texts are told from numbers and keep what looks like one', () => {
  const text = (source: string): unknown => read(source, (json, value) => json.text(value));
  assert.equal(text('"n1"'), 'n1');
  assert.equal(text('"a\\"b \\u0041"'), 'a"b A');
  assert.equal(text('""'), '');
  assert.equal(text('1'), 'failed');
});

test('amounts are texts or numbers', () => {
  const quantity = (text: string): unknown => read(text, (json, value) => json.quantity(value));
  assert.equal(quantity('"100m"'), '100m');
  assert.equal(quantity('1.5'), '1.5');
  for (const text of ['"x"', '""', 'true', '{}']) assert.equal(quantity(text), 'failed', text);
});

test('names of fields may be in any case, and others are passed over', () => {
  const value = read('{"KIND": "a", "other": {"x": [1]}, "__proto__": 1}', (json, root) =>
    json.struct(root, (field) => ({ kind: json.text(field('kind')), proto: field('__proto__') })),
  );
  assert.deepEqual(value, { kind: 'a', proto: 'n1' });
});

test('lists and structures are nothing else, and may be null', () => {
  const list = (text: string): unknown => read(text, (json, value) => json.list(value, (item) => json.bool(item)));
  assert.deepEqual(list('[true, null]'), [true, undefined]);
  assert.equal(list('null'), undefined);
  assert.equal(list('{}'), 'failed');
  assert.equal(
    read('[]', (json, value) => json.object(value, () => 1)),
    'failed',
  );
  assert.equal(
    read('null', (json, value) => json.object(value, () => 1)),
    undefined,
  );
});

test('times are what Go takes for one', () => {
  const time = (text: string): unknown => read(text, (json, value) => json.time(value));
  assert.equal(time('"2026-01-02T03:04:05Z"'), '2026-01-02T03:04:05Z');
  assert.equal(time('"2026-02-30T03:04:05Z"'), 'failed');
});

test('what is no JSON fails, however long it is', () => {
  for (const text of ['', '{', '[1,]', 'x', '"\\x"', '"'.repeat(99999), '['.repeat(99999)]) {
    assert.equal(
      read(text, (json, value) => json.list(value, () => 1)),
      'failed',
      text.slice(0, 20),
    );
  }
});
