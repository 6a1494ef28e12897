import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { manifestWith, places, readTable, releaseBits, values } from '../conformance/generate/scalars.ts';
import { lint } from '../src/lint.ts';

const types = Object.keys(places);
const table = readTable(readFileSync(new URL('fixtures/schema/scalars.txt', import.meta.url), 'utf8'));

test('every value is recorded for every type', () => {
  assert.deepEqual(
    table.map(({ value }) => value),
    values,
  );
  for (const { value, refusals } of table) assert.equal(refusals.length, types.length, value);
  types.forEach((type, column) => {
    const refused = table.filter(({ refusals }) => refusals[column] !== 0);
    assert.ok(refused.length > 0 && refused.length < table.length, `${type} is refused and taken`);
  });
});

for (const [release, bit] of Object.entries(releaseBits)) {
  test(`decodes what Kubernetes ${release} decodes`, () => {
    const wrong: string[] = [];
    for (const { value, refusals } of table) {
      types.forEach((type, column) => {
        const findings = lint([{ file: 'a.yaml', text: manifestWith(type, value), named: true }], {
          presets: ['api'],
          asIs: true,
          kubernetesVersion: release,
        });
        const undecodable = findings.filter(
          ({ severity, source }) => severity === 'error' && (source === 'schema' || source === 'syntax'),
        );
        if (undecodable.length > 0 !== (((refusals[column] as number) & bit) !== 0))
          wrong.push(`${type}: ${value}, ${undecodable[0]?.message ?? 'is taken'}`);
      });
    }
    assert.deepEqual(wrong, []);
  });
}
