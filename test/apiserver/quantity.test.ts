import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuantity, parseResource, type Quantity } from '../../src/model/quantity.ts';

function read(text: string): Quantity {
  const quantity = parseQuantity(text);
  assert.ok(quantity, `${text} is a quantity`);
  return quantity;
}

test('reads what apimachinery reads', () => {
  for (const text of ['0', '1', '+1', '-1', '.5', '1.', '.', 'Ki', '100m', '1e3', '1E', '1E3', '1.5Gi', ' 1 ', '1e-12'])
    read(text);
});

test('refuses what apimachinery refuses', () => {
  for (const text of [
    '',
    '1 Gi',
    '256MB',
    '1gi',
    '1mi',
    '100M1',
    '1e',
    '1e-',
    '1+',
    'NaN',
    'abc',
    '1,5',
    '0x10',
    'Pi',
    '\t1',
  ]) {
    assert.equal(parseQuantity(text), undefined, text);
  }
});

test('prints the canonical form', () => {
  const forms: Record<string, string> = {
    '1024Ki': '1Mi',
    '1000Ki': '1000Ki',
    '1000m': '1',
    '0.5': '500m',
    '1500M': '1500M',
    '2000M': '2G',
    '0.5Ki': '512',
    '12e6': '12e6',
    '1.5Gi': '1536Mi',
    '-0': '0',
    '1e-12': '1e-9',
    '0.1n': '1n',
    '9Ei': '9223372036854775807',
  };
  for (const [written, form] of Object.entries(forms)) assert.equal(read(written).toString(), form, written);
});

test('compares amounts, not spellings', () => {
  const equal = [
    ['1', '1000m'],
    ['1Ki', '1024'],
    ['1e3', '1k'],
    ['0', '-0'],
  ] as const;
  for (const [a, b] of equal) assert.equal(read(a).compare(read(b)), 0, `${a} ${b}`);
  const ordered = ['-1Gi', '-1', '-1m', '0', '1n', '1m', '1', '1k', '1Ki', '1M', '9007199254740993', '1e30', '1e2000'];
  for (const [i, a] of ordered.entries()) {
    for (const [j, b] of ordered.entries()) {
      assert.equal(Math.sign(read(a).compare(read(b))), Math.sign(i - j), `${a} ${b}`);
    }
  }
});

test('rounds up, and wraps like an int64', () => {
  assert.equal(read('1.0001').milli(), 1001n);
  assert.equal(read('-1.0001').milli(), -1001n);
  assert.equal(read('1.1').whole(), 2n);
  assert.equal(read('10E').milli(), 0n);
  assert.equal(read('123456789012345678').milli(), BigInt.asIntN(64, 123456789012345678000n));
  assert.equal(parseResource('0.0001')?.toString(), '1m');
});

test('knows whole numbers', () => {
  for (const text of ['1', '2k', '1000m', '1Ki', '0']) assert.equal(read(text).isInteger, true, text);
  for (const text of ['1m', '0.5', '1.5', '128m']) assert.equal(read(text).isInteger, false, text);
});

test('adds exactly', () => {
  assert.equal(read('100m').add(read('1')).toString(), '1100m');
  assert.equal(read('9007199254740991').add(read('2')).toString(), '9007199254740993');
  assert.equal(read('1e18').add(read('1n')).compare(read('1e18')), 1);
});

test('takes hostile texts in its stride', () => {
  for (const text of [
    '1'.repeat(5000),
    `0.${'1'.repeat(5000)}`,
    `1e${'9'.repeat(500)}`,
    '1e2147483647',
    '1e-2147483648',
  ]) {
    parseQuantity(text)?.compare(read('1'));
  }
  assert.equal(read('1e2147483647').compare(read('1')), 1);
  assert.equal(read('1e-2147483648').compare(read('1n')), 0);
});
