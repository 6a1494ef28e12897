import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Input } from '../engine/report.ts';
import { readSource } from '../parse/read.ts';
import { type Kustomization, isKustomization, readKustomization } from '../project/kustomization.ts';
import { type Found, displayName, readText } from './files.ts';

type What = Pick<Input, 'chart' | 'patch' | 'likelyPatch' | 'relabelled'>;

/** Tells of files what they are not by themselves: templates of a chart, or patches and resources that a kustomization completes. */
export class Fragments {
  readonly #cwd: string;
  readonly #found: readonly Found[];
  readonly #charts: Map<string, string | undefined> = new Map();
  readonly #read: Map<string, Kustomization | undefined> = new Map();
  #all: Named | undefined;

  constructor(cwd: string, found: readonly Found[]) {
    this.#cwd = cwd;
    this.#found = found;
  }

  /** What else is to be said of a file when it is linted. */
  of({ path, named }: Found, text: string): What {
    if (path === '-') return {};
    const chart = text.includes('{{') ? this.#chartOf(dirname(path)) : undefined;
    if (chart !== undefined) return { chart: displayName(this.#cwd, chart) };
    this.#all ??= this.#namedBy(this.#found.filter(({ file }) => isKustomization(file)).map((one) => one.path));
    const file = slashed(path);
    const { patches, resources, relabelled } =
      named && !this.#all.resources.has(file) ? this.#namedBy(kustomizationsAbove(path)) : this.#all;
    if (patches.has(file) || this.#all.patches.has(file)) return { patch: true };
    if (relabelled.has(file)) return { relabelled: true };
    return !named && !resources.has(file) && LIKELY_PATCH.test(displayName(this.#cwd, path))
      ? { likelyPatch: true }
      : {};
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

  #namedBy(kustomizations: readonly string[]): Named {
    const named: Named = { patches: new Set(), resources: new Set(), relabelled: new Set() };
    const todo = kustomizations.map((path) => ({ path, relabels: false }));
    const done = new Set<string>();
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const { path } = next;
      const kustomization = this.#kustomization(path);
      const relabels = next.relabels || kustomization?.relabels === true;
      if (kustomization === undefined || done.has(`${path} ${relabels}`)) continue;
      done.add(`${path} ${relabels}`);
      for (const patch of kustomization.patches) named.patches.add(patch);
      for (const taken of kustomization.takes) {
        named.resources.add(taken);
        if (relabels) named.relabelled.add(taken);
        if (relabels && isFolder(taken)) for (const name of NAMES) todo.push({ path: join(taken, name), relabels });
      }
    }
    return named;
  }

  #kustomization(path: string): Kustomization | undefined {
    if (!this.#read.has(path)) this.#read.set(path, read(path));
    return this.#read.get(path);
  }
}

/** Files that kustomizations name, by what for. */
interface Named {
  readonly patches: Set<string>;
  readonly resources: Set<string>;
  readonly relabelled: Set<string>;
}

const LIKELY_PATCH = /(?:^|[-_./])patch(?:es)?(?:[-_./]|$)|(?:^|\/)overlays\//i;
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** How far above a file that is named alone its kustomization is looked for. */
const HIGHEST = 4;

function kustomizationsAbove(path: string): string[] {
  const found: string[] = [];
  let folder = dirname(path);
  for (let height = 0; height < HIGHEST; height++, folder = dirname(folder))
    for (const name of NAMES) found.push(join(folder, name));
  return found;
}

function read(path: string): Kustomization | undefined {
  const content = existsSync(path) ? readText(path) : undefined;
  if (content === undefined || 'failure' in content) return undefined;
  let kustomization: Kustomization | undefined;
  readSource(content.text, {
    document: ({ root }) => void (kustomization ??= readKustomization(slashed(path), root)),
    problem: () => {},
  });
  return kustomization;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
