// `npm run parity -- FOLDER`: runs those of kube-linter, kube-score, polaris and kubesec that are on the PATH over a folder of manifests, joins what they say with
// what podlint says by object and check, and counts what either has alone.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { main } from '../../src/cli/main.ts';
import { findFiles } from '../../src/cli/files.ts';
import type { ObjectReport } from '../../src/engine/report.ts';
import type { Finding } from '../../src/model/finding.ts';
import { PEERS } from './checks.ts';
import { REASONS, reasonFor } from './reasons.ts';
import { COMMANDS, type Said, objectOf } from './run-peers.ts';

const folder = resolve(process.argv[2] ?? '.');
const own = await podlintIn(folder);
const files = findFiles({
  cwd: folder,
  paths: ['.'],
  ignorePatterns: [],
  honourIgnoreFiles: false,
  isIgnored: () => false,
})
  .files.map(({ path }) => path)
  .filter((path) => /^apiVersion:/m.test(readFileSync(path, 'utf8')));

for (const [name, run] of Object.entries(COMMANDS)) {
  const said = run(folder, files);
  process.stdout.write(
    said === undefined ? `\n## ${name}: not on the PATH\n` : `\n## ${name}: ${said.length} findings\n\n`,
  );
  if (said !== undefined) compare(name, said);
}

/** Per check: on how many objects both find it, on how many only one of the two, and why. */
function compare(name: string, said: readonly Said[]): void {
  const checks = PEERS.find((peer) => peer.name === name)?.checks ?? {};
  const byCheck = new Map<string, Set<string>>();
  for (const { check, object } of said) (byCheck.get(check) ?? byCheck.set(check, new Set()).get(check))?.add(object);
  let unexplained = 0;
  process.stdout.write('| check | both | lacking | why | alone |\n|---|---|---|---|---|\n');
  for (const check of [...byCheck.keys()].sort()) {
    const rules = Object.hasOwn(checks, check) ? (checks[check] as readonly string[]) : undefined;
    const objects = byCheck.get(check) as Set<string>;
    const found = new Set(rules?.flatMap((rule) => [...(own.objects.get(rule) ?? [])]));
    const lacking = [...objects].filter((object) => !found.has(object));
    const hasFiles = [...objects].some((object) => object.includes(' '));
    const alone = [...found].filter((object) => object.includes(' ') === hasFiles && !objects.has(object)).length;
    const reasons = new Map<string, string[]>();
    for (const object of lacking) {
      const reason =
        rules === undefined ? 'a check that is not known here' : (stateOf(object) ?? reasonFor(name, check));
      reasons.set(reason, [...(reasons.get(reason) ?? []), object]);
    }
    unexplained += reasons.get(REASONS.none)?.length ?? 0;
    const why = [...reasons]
      .map(
        ([reason, which]) =>
          `${which.length} ${reason}${reason === REASONS.none ? ` (${which.slice(0, 3).join(', ')})` : ''}`,
      )
      .join('; ');
    process.stdout.write(`| ${check} | ${objects.size - lacking.length} | ${lacking.length} | ${why} | ${alone} |\n`);
  }
  process.stdout.write(`\nwithout a reason: ${unexplained}\n`);
}

/** Why podlint says nothing of an object at all. */
function stateOf(object: string): string | undefined {
  const verdicts = own.verdicts.get(object);
  if (verdicts === undefined) return REASONS.unseen;
  if (verdicts.has('valid')) return undefined;
  return verdicts.has('invalid') ? REASONS.invalid : REASONS.unknown;
}

/** What podlint finds with all rules on, and asked for what the others ask: the objects by rule, and the verdicts by object. */
async function podlintIn(
  cwd: string,
): Promise<{ objects: ReadonlyMap<string, ReadonlySet<string>>; verdicts: ReadonlyMap<string, ReadonlySet<string>> }> {
  let report = '';
  const config = new URL('./podlint.yaml', import.meta.url).pathname;
  await main(['-f', 'json', '--report-objects', '--config', config, '--no-progress'], {
    stdin: { fd: -1 },
    stdout: { fd: -1, write: (text) => (report += text) },
    stderr: { fd: -1, write: () => {} },
    env: {},
    cwd: () => cwd,
  });
  const { findings, objects } = JSON.parse(report) as { findings: Finding[]; objects: ObjectReport[] };
  const byRule = new Map<string, Set<string>>();
  for (const { rule, object, file } of findings) for (const key of keysOf(object, file)) add(byRule, rule, key);
  const verdicts = new Map<string, Set<string>>();
  for (const { object, verdict, file } of objects) for (const key of keysOf(object, file)) add(verdicts, key, verdict);
  return { objects: byRule, verdicts };
}

/** An object with its file, and without: not every linter says which file it is in. */
function keysOf(object: Finding['object'], file: string): string[] {
  return object === undefined ? [] : [objectOf(object.kind, object.name), objectOf(object.kind, object.name, file)];
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
