import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyPatch, fileOf } from './patch.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'test/planted');

/** How long a planted defect may stay unfound, in seconds. */
const SECONDS = 120;

/** A defect that a patch of test/planted puts into the source, and the stage that finds it. */
export interface Planted {
  readonly number: number;
  readonly name: string;
  readonly stage: string;
  readonly patch: string;
}

/** All planted defects. The stage stands in the first line of each patch. */
export function plantedDefects(): Planted[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.patch'))
    .sort()
    .map((name) => {
      const patch = readFileSync(join(FOLDER, name), 'utf8');
      const [, stage = ''] = /^stage: (\w+)$/m.exec(patch) ?? [];
      return { number: Number.parseInt(name, 10), name: name.replace(/\.patch$/, ''), stage, patch };
    });
}

/** The file that a defect is put into, and its text then. Throws if the patch does not apply. */
export function plant({ patch }: Planted): { readonly file: string; readonly text: string } {
  const file = fileOf(patch);
  return { file, text: applyPatch(readFileSync(join(ROOT, file), 'utf8'), patch) };
}

/** Puts a defect into a copy of the source, and runs its stage until it is found: true if it was not. */
export function plantedRun(number: number, seed: string): boolean {
  const defect = plantedDefects().find((one) => one.number === number);
  if (defect === undefined) throw new Error(`no planted defect ${number}`);
  const { file, text } = plant(defect);
  const copy = mkdtempSync(join(tmpdir(), 'podlint-planted-'));
  try {
    for (const name of ['src', 'scripts', 'conformance/generate', 'package.json', 'tsconfig.json'])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    for (const name of ['node_modules', 'test', 'schema']) symlinkSync(join(ROOT, name), join(copy, name));
    writeFileSync(join(copy, file), text);
    const started = performance.now();
    const argv = [
      '--import',
      'tsx',
      'scripts/fuzz/main.ts',
      '--stage',
      defect.stage,
      '--seed',
      seed,
      '--seconds',
      String(SECONDS),
    ];
    const run = spawnSync(process.execPath, argv, { cwd: copy, encoding: 'utf8' });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    // A case without an end ends the process; one that can't even be begun is no find.
    const found = run.status !== 0 && /: (?:broken with|a case does not end)/.test(run.stdout + run.stderr);
    const how =
      /: (?:broken with [^:]*: |a case does not end)(.*)/.exec(run.stdout + run.stderr)?.[0].slice(2, 200) ??
      run.stderr.slice(-500);
    console.log(`${defect.name} (${defect.stage}): ${found ? 'found' : 'NOT FOUND'} in ${seconds} s: ${how}`);
    return !found;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
