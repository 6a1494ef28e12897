import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Node, Style, Type } from '../src/model/node.ts';
import { readNumber } from '../src/model/number.ts';
import { isTrue, jsonText, keyText, plainType, resolve, text } from '../src/model/scalar.ts';

function plain(content: string): Node {
  return new Node(Type.Plain, Style.Plain, content, 0, content.length);
}

function scalar(style: Style, source: string): Node {
  return new Node(style === Style.Plain ? Type.Plain : Type.String, style, source, 0, source.length);
}

test('the type of plain words', () => {
  const table: [Type, string][] = [
    [Type.Bool, 'y Y yes Yes YES n N no No NO true True TRUE false False FALSE on On ON off Off OFF'],
    [Type.Null, '~ null Null NULL'],
    [Type.Int, '0 007 0o17 0x1F 0b11 1_000 -1 +1 18446744073709551615'],
    [Type.Float, '08 1.0 .5 1. 1e3 .inf -.Inf .NaN 18446744073709551616'],
    [Type.String, 'tRue nO yEs 1e400 . - + 1:30 2024-01-01 10.0.0.1 0x 1Gi << x Yes! .infx'],
  ];
  for (const [type, words] of table)
    for (const word of words.split(' ')) assert.equal(resolve(plain(word)), type, word);
  assert.equal(resolve(plain('')), Type.Null);
  assert.equal(plainType('\u{1f600}'), Type.String);
});

test('a type is worked out once, and only for plain scalars', () => {
  const node = plain('yes');
  assert.equal(resolve(node), Type.Bool);
  assert.equal(node.type, Type.Bool);
  assert.equal(isTrue(node), true);
  assert.equal(isTrue(plain('off')), false);
  assert.equal(resolve(scalar(Style.Double, '"yes"')), Type.String);
});

test('what becomes of scalars in JSON', () => {
  const table: Record<string, string> = {
    '010': '8',
    '1_000': '1000',
    '1.0': '1',
    '1e3': '1000',
    '-0': '0',
    '-0.0': '-0',
    '1e21': '1e+21',
    '1e-7': '1e-7',
    '0x1F': '31',
    '12345678901234567890': '12345678901234567890',
    '123456789012345678901': '123456789012345680000',
    yes: 'true',
    N: 'false',
    '~': 'null',
    '1e400': '"1e400"',
  };
  for (const [word, json] of Object.entries(table)) assert.equal(jsonText(plain(word)), json, word);
  assert.equal(jsonText(plain('.inf')), undefined);
  assert.equal(jsonText(new Node(Type.Map, Style.Flow, '{}', 0, 2)), undefined);
});

test('what becomes of keys', () => {
  const key = (word: string): string | undefined => keyText(word, plainType(word));
  const table: Record<string, string> = {
    a: 'a',
    yes: 'true',
    off: 'false',
    '0x10': '16',
    '1.50': '1.5',
    '1000000.5': '1.0000005e+06',
    '1e21': '1e+21',
    '0.00001': '1e-05',
    '.inf': '.inf',
    '-.INF': '-.inf',
    '.NaN': '.nan',
    '-0.0': '-0',
    '0.1': '0.1',
    '1e300': '.inf',
    '123456.7': '123456.7',
    '100000.0': '100000',
    '2024-01-01': '2024-01-01',
  };
  for (const [word, name] of Object.entries(table)) assert.equal(key(word), name, word);
  for (const word of ['~', 'null', '', '18446744073709551615']) assert.equal(key(word), undefined, word);
});

test('the content of quoted and folded scalars', () => {
  assert.equal(text(scalar(Style.Single, "'it''s'")), "it's");
  assert.equal(text(scalar(Style.Single, "'a \n\n  b'")), 'a\nb');
  assert.equal(text(scalar(Style.Double, '"a\\tb\\x41\\u00e9\\U0001F600\\\n   c"')), 'a\tbAé\u{1f600}c');
  assert.equal(text(scalar(Style.Double, '"a  \n  b"')), 'a b');
  assert.equal(text(scalar(Style.Plain, 'a\n  b\n\n  c')), 'a b\nc');
  assert.equal(text(scalar(Style.Literal, '|\n  a\n   b\n\n  c')), 'a\n b\n\nc\n');
  assert.equal(text(scalar(Style.Literal, '|-\r\n  a\r\n  b')), 'a\nb');
  assert.equal(text(scalar(Style.Folded, '>\n  a\n  b\n\n  c\n   d\n  e')), 'a b\nc\n d\ne\n');
  assert.equal(text(new Node(Type.List, Style.Flow, '[]', 0, 2)), '');
});

test('nothing that cannot be content makes it throw', () => {
  for (const source of ['"', '"\\', '"\\u12', '"\\U7fffffff"', "'", '|', '>9', '', '\\']) {
    for (const style of Object.values(Style))
      assert.equal(typeof text(scalar(style, source)), 'string', `${style} ${source}`);
  }
});

test('numbers of any length are read in a moment', () => {
  const started = performance.now();
  for (const word of ['9'.repeat(1e6), `0x${'f'.repeat(1e6)}`, `1${'_'.repeat(1e6)}`, `0${'0'.repeat(1e6)}7`])
    readNumber(word);
  assert.ok(performance.now() - started < 2000);
  assert.deepEqual(readNumber(`0${'0'.repeat(1e6)}7`), { integer: true, json: '7' });
});
