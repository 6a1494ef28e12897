import { isAbsolute, relative, sep } from 'node:path';
import type { Result } from '../engine/summary.ts';
import type { About } from '../format/format.ts';
import type { Surroundings } from './main.ts';

/** Where CI systems say that the repository lies, by the formats that they read: they take names for names from there. */
const ROOTS: Readonly<Record<string, string>> = {
  github: 'GITHUB_WORKSPACE',
  sarif: 'GITHUB_WORKSPACE',
  gitlab: 'CI_PROJECT_DIR',
  azure: 'BUILD_SOURCESDIRECTORY',
};

interface Told {
  readonly result: Result;
  readonly textOf: About['textOf'];
}

/** What a format is told of a run in a folder of the repository: names of files as they are from its root. */
export function fromRoot(format: string, told: Told, { env, cwd }: Surroundings): Told {
  const variable = Object.hasOwn(ROOTS, format) ? ROOTS[format] : undefined;
  const root = variable === undefined ? undefined : env[variable];
  if (!root || !isAbsolute(root)) return told;
  const way = relative(root, cwd());
  if (way === '' || way.startsWith('..') || isAbsolute(way)) return told;
  const prefix = `${way.replaceAll(sep, '/')}/`;
  const named = <T extends { readonly file: string }>(at: T): T =>
    isOwn(at.file) ? { ...at, file: prefix + at.file } : at;
  const findings = told.result.findings.map((finding) => {
    const { related } = finding;
    return named(related === undefined ? finding : { ...finding, related: related.map(named) });
  });
  const objects = told.result.objects.map(named);
  const textOf: About['textOf'] = (file) => told.textOf(file.startsWith(prefix) ? file.slice(prefix.length) : file);
  return { result: { ...told.result, findings, objects }, textOf };
}

/** Whether a name is one from the working folder: not standard input, and nothing that lies elsewhere. */
function isOwn(file: string): boolean {
  return !isAbsolute(file) && !file.startsWith('<');
}
