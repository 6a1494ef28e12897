/**
 * Measures podlint beside what it is to be measured by, in turns, so that all of them meet the same machine.
 *
 *     npm run build && npm run bench -- [--input NAME]... [--rounds N] [--folder DIR] [--corpus DIR] [--podlint FILE] [--write]
 *
 * Inputs are made below the folder (default: one in the system's folder for temporary files). `--write` keeps the figures in
 * bench/RESULTS.md and the chart in docs/images/bench.svg. Other linters are measured if they are on the PATH.
 */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSource } from '../src/parse/read.ts';
import { tables } from '../src/schema/tables.ts';
import { versionOf } from '../src/schema/version.ts';
import { chartOf } from './chart.ts';
import { type Made, USUAL_INPUTS, make } from './inputs.ts';
import { type Figures, Meter, median } from './measure.ts';
import { writeSchemas } from './schemas.ts';
import { type Row, tableOf } from './table.ts';
import { type Tool, toolsFor } from './tools.ts';

const { values } = parseArgs({
  options: {
    input: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string', default: join(tmpdir(), 'podlint-bench-inputs') },
    corpus: { type: 'string' },
    podlint: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const folder = resolve(values.folder);
const schemas = join(folder, 'schemas');
mkdirSync(folder, { recursive: true });
const { types: table, kinds } = tables();
writeSchemas(schemas, { table, kinds, minor: versionOf('latest') });

const tools = toolsFor(schemas, values.podlint === undefined ? undefined : resolve(values.podlint));
const names = values.input ?? USUAL_INPUTS;
const inputs: Made[] = names.map((name) => make(name, folder));
if (values.corpus !== undefined)
  inputs.push({ name: 'corpus', title: 'real manifests', path: resolve(values.corpus), documents: undefined });

/** What all of the others look at, too. */
const DRAWN = /^(?:1,000 files|5,000|10,000 documents in)/;

const meter = new Meter();
const rows: Row[] = [];
for (const input of inputs) {
  const row = await measure(input);
  rows.push(row);
  console.log(tableOf(row));
}
meter.close();
if (values.write) keep(rows);

async function measure(input: Made): Promise<Row> {
  const all = new Map<Tool, Figures[]>();
  const commands = tools.map((tool) => ({ tool, argv: tool.argv(input.path) }));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { tool, argv } of commands) {
      if (argv === undefined) continue;
      const figures = await meter.run(argv, folder);
      all.set(tool, [...(all.get(tool) ?? []), figures]);
    }
  }
  const figures = new Map([...all].map(([tool, each]) => [tool.name, median(each)]));
  return { title: input.title, ...countSlow(input.path), figures };
}

/** How many documents there are, and how many of them the fast reader leaves to the slow one. */
function countSlow(path: string): { documents: number; slow: number } {
  const isFolder = statSync(path).isDirectory();
  const files = isFolder
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path];
  let documents = 0;
  let slow = 0;
  for (const file of files) {
    if (!/\.ya?ml$/.test(file)) continue;
    const stats = readSource(readFileSync(file, 'utf8'), { document() {}, problem() {} });
    documents += stats.documents;
    slow += stats.slow;
  }
  return { documents, slow };
}

function keep(measured: readonly Row[]): void {
  const machine = cpus()[0]?.model.trim() ?? 'a machine that says nothing of itself';
  // Some 45 ms for a usual file of certificates: every figure of Node says more of it than of anything else.
  const certificates =
    process.env['NODE_EXTRA_CA_CERTS'] === undefined ? 'not set' : 'set, which Node reads at every start';
  const made = [
    `Made with \`npm run bench -- --write\` on ${new Date().toISOString().slice(0, 10)}: ${process.platform} ${process.arch}, ${cpus().length} cores (${machine}), medians of ${values.rounds} rounds in turns.`,
    `Measured: ${tools.map(({ name, version }) => `${name} ${version}`).join(', ')}. NODE_EXTRA_CA_CERTS was ${certificates}.`,
    'CPU is user and system time of the whole process; wall time depends on what else the machine does. Other linters run with their default checks, kubeconform with `-strict` and schemas on disk. kube-score is left out where it gives up at an object with a wrong type, as it does in the larger inputs, and where there are more files than fit on a command line; kube-linter does not look at CustomResourceDefinitions.',
  ];
  writeFileSync(
    'bench/RESULTS.md',
    `# What podlint takes\n\n${made.join('\n')}\n\n${measured.map(tableOf).join('\n')}`,
  );
  mkdirSync('docs/images', { recursive: true });
  const drawn = measured.filter(({ title }) => DRAWN.test(title));
  writeFileSync('docs/images/bench.svg', chartOf(drawn));
}
