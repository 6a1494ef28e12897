import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lint } from '../src/lint.ts';
import { ROOT } from './helpers/command.ts';

const FIXTURES = join(ROOT, 'test/fixtures');

/** All manifests that tests of other things are made of: what readers find in them must not depend on the reader. */
function texts(): { readonly file: string; readonly text: string; readonly named: true }[] {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((file) => ({ file, text: readFileSync(join(FIXTURES, file), 'utf8'), named: true }));
}

test('whichever reader reads them, the fixtures have the same findings', () => {
  const inputs = texts();
  assert.ok(inputs.length > 100, `${inputs.length} manifests are too few to tell`);
  const usual = lint(inputs, { presets: ['all'] });
  assert.ok(usual.length > 1000, `${usual.length} findings are too few to tell`);
  for (const reader of ['slow', 'yaml'] as const) {
    const other = lint(inputs, { presets: ['all'], reader });
    for (let i = 0; i < usual.length; i++) assert.deepEqual(other[i], usual[i], `${reader}: ${usual[i]?.file}`);
    assert.equal(other.length, usual.length);
  }
});

test('a fix of a key that is there twice does not depend on the reader', () => {
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ntype: "example.com/a"\ndata: {a: YQ==}\ntype: example.com/a\n';
  for (const reader of [undefined, 'slow', 'yaml'] as const) {
    const [finding] = lint([{ file: 'a.yaml', text, named: true }], { reader });
    assert.equal(finding?.rule, 'duplicate-key');
    assert.equal(finding.fix?.title, 'remove the second one', reader);
  }
});
