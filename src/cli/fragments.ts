import { existsSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Input } from '../engine/report.ts';
import { readSource } from '../parse/read.ts';
import { isKustomization, readKustomization } from '../project/kustomization.ts';
import { type Found, displayName, readText } from './files.ts';

/** Tells of files what they are not by themselves: templates of a chart, or patches that a kustomization names. */
export class Fragments {
  readonly #cwd: string;
  readonly #found: readonly Found[];
  readonly #charts: Map<string, string | undefined> = new Map();
  readonly #patches: Map<string, ReadonlySet<string>> = new Map();
  #named: ReadonlySet<string> | undefined;

  constructor(cwd: string, found: readonly Found[]) {
    this.#cwd = cwd;
    this.#found = found;
  }

  /** What else is to be said of a file when it is linted. */
  of({ path, named }: Found, text: string): Pick<Input, 'chart' | 'patch'> {
    if (path === '-') return {};
    const chart = text.includes('{{') ? this.#chartOf(dirname(path)) : undefined;
    if (chart !== undefined) return { chart: displayName(this.#cwd, chart) };
    return this.#isPatch(slashed(path), named) ? { patch: true } : {};
  }

  /** The folder of the chart under whose `templates` a folder is. */
  #chartOf(folder: string): string | undefined {
    if (this.#charts.has(folder)) return this.#charts.get(folder);
    const up = dirname(folder);
    let chart: string | undefined;
    if (basename(folder) === 'templates' && existsSync(join(up, 'Chart.yaml'))) chart = up;
    else if (up !== folder) chart = this.#chartOf(up);
    this.#charts.set(folder, chart);
    return chart;
  }

  /** Kustomizations are found in the folders that are linted; above a file that is named alone they are looked for. */
  #isPatch(path: string, named: boolean): boolean {
    this.#named ??= new Set(this.#found.filter(({ file }) => isKustomization(file)).flatMap((one) => [...this.#patchesOf(one.path)]));
    if (this.#named.has(path)) return true;
    if (!named) return false;
    let folder = dirname(path);
    for (let height = 0; height < HIGHEST; height++, folder = dirname(folder)) {
      for (const name of NAMES) if (this.#patchesOf(join(folder, name)).has(path)) return true;
    }
    return false;
  }

  #patchesOf(path: string): ReadonlySet<string> {
    let patches = this.#patches.get(path);
    if (patches === undefined) this.#patches.set(path, (patches = readPatches(path)));
    return patches;
  }
}

/** How far above a patch its kustomization is looked for. */
const HIGHEST = 4;
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

function readPatches(path: string): ReadonlySet<string> {
  const patches = new Set<string>();
  const content = existsSync(path) ? readText(path) : undefined;
  if (content === undefined || 'failure' in content) return patches;
  readSource(content.text, {
    document: ({ root }) => {
      for (const patch of readKustomization(slashed(path), root).patches) patches.add(patch);
    },
    problem: () => {},
  });
  return patches;
}

function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
