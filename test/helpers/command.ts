import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/cli/main.ts';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly cwd: string;
  readonly tty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command in this process, with streams of its own. */
export async function podlint(
  argv: readonly string[],
  { cwd, tty = false, env = {} }: Circumstances,
): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const status = await main(argv, {
    stdin: { fd: -1 },
    stdout: { fd: -1, isTTY: tty, write: (text) => (stdout += text) },
    stderr: { fd: -1, isTTY: tty, write: (text) => (stderr += text) },
    env,
    cwd: () => cwd,
  });
  return { status, stdout, stderr };
}

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the built command as users do, in a process of its own. */
export function podlintProcess(
  argv: readonly string[],
  options: { readonly cwd: string; readonly input?: string | Buffer; readonly env?: NodeJS.ProcessEnv },
): Outcome {
  const { cwd, input, env } = options;
  const run = spawnSync(process.execPath, [join(ROOT, 'bin/podlint.cjs'), ...argv], {
    cwd,
    input: input ?? '',
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  });
  return { status: run.status ?? -1, stdout: run.stdout.toString(), stderr: run.stderr.toString() };
}

/** A folder with these files, gone when the test is over. */
export function folder(context: TestContext, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'podlint-test-'));
  context.after(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** A Pod with nothing to say about in `recommended`, or with another image. */
export function pod(name = 'web', image = 'registry.example/web:1.0.0'): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: web
      image: ${image}
`;
}
