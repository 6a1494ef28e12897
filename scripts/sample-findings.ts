// Draws findings of `recommended` over a folder of manifests, to be read one by one: `tsx scripts/sample-findings.ts FOLDER [SEED] [COUNT]`. The seed is
// the commit's hash unless another is given: the same commit and folder give the same list.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { main } from '../src/cli/main.ts';
import type { Finding } from '../src/model/finding.ts';

const [folder = '.', seed = execFileSync('git', ['rev-parse', 'HEAD']).toString().trim(), count = '100'] =
  process.argv.slice(2);

const findings = await findingsIn(resolve(folder));
process.stdout.write(`seed ${seed}: ${count} of ${findings.length} findings\n\n`);
table('by rule', (finding) => finding.rule);
table('by folder', ({ file }) => file.slice(0, Math.max(file.indexOf('/'), 0)) || '.');
const drawn = findings.map((finding) => ({ finding, lot: lotOf(finding) })).sort((a, b) => (a.lot < b.lot ? -1 : 1));
for (const { finding } of drawn.slice(0, Number(count))) {
  process.stdout.write(
    `${finding.file}:${finding.line}:${finding.column} ${finding.severity} ${finding.rule} ${finding.message}\n`,
  );
}

async function findingsIn(cwd: string): Promise<readonly Finding[]> {
  let report = '';
  const write = (text: string): void => void (report += text);
  await main(['-f', 'json', '--no-config', '--no-progress'], {
    stdin: { fd: -1 },
    stdout: { fd: -1, write },
    stderr: { fd: -1, write: () => {} },
    env: {},
    cwd: () => cwd,
  });
  return (JSON.parse(report) as { findings: Finding[] }).findings;
}

function lotOf({ file, line, column, rule, path = '', message }: Finding): string {
  return createHash('sha256').update([seed, file, line, column, rule, path, message].join('\0')).digest('hex');
}

function table(title: string, keyOf: (finding: Finding) => string): void {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const rows = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([key, number]) => `${String(number).padStart(6)}  ${key}\n`);
  process.stdout.write(`${title}\n${rows.join('')}\n`);
}
