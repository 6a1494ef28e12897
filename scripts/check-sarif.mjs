// Has the SARIF reports among the golden files judged by Microsoft's Multitool with GitHub's rules for code scanning. It is no dependency, for it has
// a hundred megabytes: install @microsoft/sarif-multitool somewhere and name its executable.
//
//   node scripts/check-sarif.mjs MULTITOOL
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [tool] = process.argv.slice(2);
if (tool === undefined) {
  console.error('check-sarif: MULTITOOL');
  process.exit(2);
}
// While package.json names no homepage, a report can't say where to learn more.
const expected = JSON.parse(readFileSync('package.json', 'utf8')).homepage === undefined ? ['SARIF2005'] : [];
const folder = mkdtempSync(join(tmpdir(), 'podlint-sarif-'));
let wrong = 0;
for (const name of ['clean', 'found', 'odd']) {
  const out = join(folder, `${name}.sarif`);
  const run = spawnSync(tool, [
    'validate',
    `test/fixtures/formats/${name}.sarif`,
    '--rule-kind',
    'Sarif;Ghas',
    '-o',
    out,
  ]);
  const { results } = JSON.parse(readFileSync(out, 'utf8')).runs[0];
  const found = results.filter(({ ruleId }) => !expected.includes(ruleId));
  for (const { ruleId, level = 'warning', message } of found)
    console.log(`${name}: ${level} ${ruleId} ${message.text ?? message.id}`);
  console.log(`${name}: exit status ${run.status}, ${results.length} results, ${found.length} of them unexpected`);
  wrong += found.length + (run.status === 0 ? 0 : 1);
}
rmSync(folder, { recursive: true, force: true });
process.exit(wrong === 0 ? 0 : 1);
