import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { carried } from '../src/lsp/findings.ts';
import { changeBetween, EditorText, type Encoding } from '../src/lsp/text.ts';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];
/** Lines of all kinds of ends, and characters of one to four bytes. */
const text = fc
  .array(fc.constantFrom('a', 'b: ', 'é', '漢', '😀', '\n', '\r\n', '\r', '\ufeff'), { maxLength: 40 })
  .map((parts) => parts.join(''));

test('places and offsets lead to each other', () => {
  fc.assert(
    fc.property(text, fc.constantFrom(...ENCODINGS), (written, encoding) => {
      const editor = new EditorText(written, encoding);
      for (let at = 0; at <= written.length; at++) {
        const isInside =
          /[\udc00-\udfff]/.test(written[at] ?? '') || (written[at] === '\n' && written[at - 1] === '\r');
        if (!isInside)
          assert.equal(editor.offsetAt(editor.positionAt(at)), at, JSON.stringify([written, encoding, at]));
      }
    }),
  );
});

test('characters are counted as the client counts them', () => {
  const written = 'a: é漢😀x';
  const places = ENCODINGS.map(
    (encoding) => new EditorText(written, encoding).positionAt(written.length - 1).character,
  );
  assert.deepEqual(places, [3 + 2 + 3 + 4, 3 + 1 + 1 + 2, 3 + 3]);
});

test('a line ends with LF, CR LF or CR, and what lies beyond it is its end', () => {
  const editor = new EditorText('a\r\nbc\rd\n', 'utf-16');
  assert.deepEqual(editor.positionAt(6), { line: 2, character: 0 });
  assert.equal(editor.offsetAt({ line: 0, character: 9 }), 1);
  assert.equal(editor.offsetAt({ line: 1, character: 9 }), 5);
  assert.equal(editor.offsetAt({ line: 9, character: 0 }), 8);
  assert.equal(editor.lineText(1), 'bc');
});

test('changes are made in their order, each to what the one before it left', () => {
  const range = (line: number, start: number, end: number) => ({
    start: { line, character: start },
    end: { line, character: end },
  });
  const after = new EditorText('a: 1\nb: 2\n', 'utf-16').changed([
    { range: range(1, 3, 4), text: '22' },
    { range: range(1, 4, 5), text: '' },
    { range: range(0, 0, 0), text: '# x\n' },
  ]);
  assert.equal(after.text, '# x\na: 1\nb: 2\n');
  assert.equal(after.changed([{ text: 'new' }]).text, 'new');
});

test('the change between two texts makes one of the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { start, end, length } = changeBetween(before, after);
      assert.equal(before.slice(0, start) + after.slice(start, start + length) + before.slice(end), after);
    }),
  );
});

test('findings move with the text, and go where it was changed', () => {
  const finding = {
    rule: 'r',
    severity: 'info',
    message: '',
    file: '',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    source: 'rule',
  } as const;
  const at = (start: number, end: number) => ({ finding, start, end });
  const found = carried([at(0, 1), at(4, 6), at(8, 9)], 'a___bb__c', 'a___bXb__c');
  assert.deepEqual(
    found.map(({ start, end }) => [start, end]),
    [
      [0, 1],
      [9, 10],
    ],
  );
});
