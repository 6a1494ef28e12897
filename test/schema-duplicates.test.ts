import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lint } from '../src/lint.ts';

/** What is said of a key that is there twice in a ConfigMap's data: the severity of it. */
function said(first: string, second: string): string | undefined {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  ${first}: "a"\n  ${second}: "b"\n`;
  const found = lint([{ file: 'a.yaml', text, named: true }], { presets: ['api'] });
  return found.find(({ rule }) => rule === 'duplicate-key')?.severity;
}

test('a key that is there twice is refused', () => {
  for (const [first, second] of [
    ['a', 'a'],
    ['a', '"a"'],
    ["'a'", '"a"'],
    ['yes', 'true'],
    ['1', '0x1'],
    ['1.0', '1e0'],
    ['!!str 1', '"1"'],
    ['&x a', 'a'],
  ] as const) {
    assert.equal(said(first, second), 'error', `${first} ${second}`);
  }
});

test('keys that only become one are taken, and one of the values is lost', () => {
  for (const [first, second] of [
    ['yes', '"true"'],
    ['1', '1.0'],
    ['1', '"1"'],
    ['!!str 1', '1'],
  ] as const) {
    assert.equal(said(first, second), 'warning', `${first} ${second}`);
  }
  assert.equal(said('a', 'b'), undefined);
});
