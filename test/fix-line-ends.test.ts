import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyFixes, lint } from '../src/index.ts';
import { docs } from '../src/rules/docs.gen.ts';

test('what a fix inserts ends its lines as the file does', () => {
  let fixed = 0;
  for (const [id, { bad }] of docs) {
    const text = bad.replaceAll('\n', '\r\n');
    const settings = { presets: ['all'], project: true } as const;
    const findings = lint([{ file: 'x.yaml', text, named: true }], settings).filter(({ fix }) => fix !== undefined);
    for (const finding of findings) {
      fixed++;
      assert.doesNotMatch(
        applyFixes(text, [finding], { unsafe: true }).text,
        /(?<!\r)\n|\r(?!\n)/,
        `${id}: ${finding.rule}`,
      );
    }
  }
  assert.ok(fixed > 300, `${fixed} fixes`);
});
