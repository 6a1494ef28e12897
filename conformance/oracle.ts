import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The releases that oracles are built for, the newest first. */
export const releases = ['1.37', '1.33', '1.29'] as const;

/** One of the releases. */
export type Release = (typeof releases)[number];

/** A line of the oracle's output. */
export interface OracleReport {
  file: string;
  doc: number;
  item?: number;
  apiVersion: string;
  kind: string;
  name: string;
  verdict: 'valid' | 'invalid' | 'unknown' | 'uncovered' | 'panic';
  decodeErrors: string[];
  errors: { type: string; field: string; detail: string; site?: string }[];
  warnings: string[];
  panic?: string;
}

/** Where build.sh puts the oracle of a release; `trace` is the build that tells where upstream made an error. */
export function oraclePath(release: string, build?: 'trace'): string {
  const path = fileURLToPath(new URL(`.bin/oracle-${release}${build ? `-${build}` : ''}`, import.meta.url));
  if (!existsSync(path))
    throw new Error(`${path} is missing: run ${build ? `MODE=${build} ` : ''}conformance/build.sh ${release}`);
  return path;
}

/** Asks an oracle about files or, with `-`, about texts given one after the other, and hands on its lines. */
export async function ask(
  oracle: string,
  inputs: string[],
  each: (report: OracleReport) => void,
  texts?: Iterable<string>,
): Promise<void> {
  const child = spawn(oracle, ['-brief', ...inputs], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const feed = (async () => {
    child.stdin.on('error', () => undefined); // it ended early: the exit status says so
    for (const text of texts ?? []) if (!child.stdin.write(text)) await once(child.stdin, 'drain');
    child.stdin.end();
  })();
  for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
    each(JSON.parse(line) as OracleReport);
  }
  await feed;
  const [status] = (await closed) as [number | null];
  if (status !== 0) throw new Error(`${oracle} ended with ${status}`);
}
