import { type Node, Type } from '../model/node.ts';
import { resolve, text } from '../model/scalar.ts';
import { type ProjectFile, folderOf } from './files.ts';

/** What a kustomization says of the files around it. */
export interface Kustomization {
  readonly folder: string;
  /** Files and folders that it takes in. */
  readonly takes: readonly string[];
  /** Files that hold fragments. */
  readonly patches: readonly string[];
  /** ConfigMaps and Secrets that it makes. */
  readonly makes: readonly Made[];
  /** It takes in or makes what nobody can see from here: charts, generators, other repositories. */
  readonly opaque: boolean;
  /** Images to which it gives a tag that does not move, or a digest. */
  readonly images: readonly string[];
  /** It adds labels to selectors and templates. */
  readonly relabels: boolean;
  /** It puts values for `$(NAME)` or other text into the objects. */
  readonly substitutes: boolean;
}

export interface Made {
  readonly kind: string;
  readonly name: string;
}

/** All files that kustomizations tie together: whether an object of theirs is missing can only be told of the whole. */
export class Group {
  readonly files: ProjectFile[] = [];
  readonly makes: Made[] = [];
  /** Images that get another tag or digest on the way. */
  readonly images: Set<string> = new Set();
  opaque = false;
  substitutes = false;
  #complete: boolean | undefined;

  /** All that it holds is in the input and could be read. Asked once everything is read. */
  get complete(): boolean {
    return (this.#complete ??= !this.opaque && !this.files.some(({ broken }) => broken));
  }
}

const NAMES: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Whether kustomize would take a file for its own, whether or not it says what it is. */
export function isKustomization(file: string): boolean {
  return NAMES.has(file.slice(file.lastIndexOf('/') + 1));
}

/** Reads what matters here. */
export function readKustomization(file: string, root: Node): Kustomization {
  const folder = folderOf(file);
  const listed = ['resources', 'bases', 'components', 'crds'].flatMap((key) => strings(root.get(key)));
  const patches = [
    ...strings(root.get('patchesStrategicMerge')),
    ...['patches', 'patchesJson6902'].flatMap((key) =>
      maps(root.get(key)).map((patch) => stringOf(patch.get('path')) ?? ''),
    ),
  ].filter((path) => path !== '' && !path.includes('\n'));
  const makes = [...made(root, 'configMapGenerator', 'ConfigMap'), ...made(root, 'secretGenerator', 'Secret')];
  const local = listed.filter((path) => !isRemote(path));
  return {
    folder,
    takes: local.map((path) => join(folder, path)),
    patches: patches.map((path) => join(folder, path)),
    makes,
    opaque: local.length < listed.length || OPAQUE.some((key) => root.get(key) !== undefined),
    images: maps(root.get('images'))
      .filter(isPinned)
      .map((image) => stringOf(image.get('name')) ?? ''),
    relabels: root.get('commonLabels') !== undefined || maps(root.get('labels')).some(addsToSelectors),
    substitutes: root.get('vars') !== undefined || root.get('replacements') !== undefined,
  };
}

function isPinned(image: Node): boolean {
  const tag = image.get('newTag');
  return image.get('digest') !== undefined || (tag !== undefined && text(tag) !== 'latest');
}

function addsToSelectors(entry: Node): boolean {
  const value = entry.get('includeSelectors');
  return value !== undefined && resolve(value) === Type.Bool && text(value) === 'true';
}

/** Keys under which things are made, or changed, in ways that can't be followed from here. */
const OPAQUE = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers', 'replacements'];

function made(root: Node, key: string, kind: string): Made[] {
  return maps(root.get(key)).map((generator) => ({ kind, name: stringOf(generator.get('name')) ?? '' }));
}

function isRemote(path: string): boolean {
  return (
    path.includes('://') || path.startsWith('git@') || path.includes('?ref=') || /^[\w.-]+\.[a-z]{2,}\//.test(path)
  );
}

function maps(node: Node | undefined): Node[] {
  return node?.type === Type.List ? node.items.filter(({ type }) => type === Type.Map) : [];
}

function strings(node: Node | undefined): string[] {
  return node?.type === Type.List ? node.items.map((item) => stringOf(item) ?? '').filter((item) => item !== '') : [];
}

function stringOf(node: Node | undefined): string | undefined {
  return node !== undefined && resolve(node) === Type.String ? text(node) : undefined;
}

/** A path as seen from a folder, without `.` and `..` as far as they can be taken out. */
export function join(folder: string, path: string): string {
  const steps = path.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return (path.startsWith('/') || folder.startsWith('/') ? '/' : '') + steps.join('/');
}

/** Ties files together: each belongs to the kustomization nearest above it, and those to each other as they name each other. */
export function tie(files: readonly ProjectFile[], kustomizations: readonly Kustomization[]): void {
  for (const file of files) file.untie();
  if (kustomizations.length === 0) return;
  const groups = groupsOf(kustomizations);
  const patches = new Set(kustomizations.flatMap((kustomization) => kustomization.patches));
  for (const file of files) {
    const folder = above(file.folder, groups);
    const group = folder === undefined ? undefined : groups.get(folder);
    file.group = group;
    group?.files.push(file);
    if (patches.has(file.source.file)) file.patch = true;
  }
}

/** The group of every folder that has a kustomization. */
function groupsOf(kustomizations: readonly Kustomization[]): Map<string, Group> {
  const leads = new Map<string, string>();
  for (const { folder } of kustomizations) leads.set(folder, folder);
  const root = (folder: string): string => {
    let at = folder;
    for (let next = leads.get(at); next !== undefined && next !== at; next = leads.get(at)) at = next;
    leads.set(folder, at);
    return at;
  };
  for (const { folder, takes } of kustomizations) {
    for (const path of takes) {
      const other = above(path, leads);
      if (other !== undefined) leads.set(root(other), root(folder));
    }
  }
  const groups = new Map<string, Group>();
  for (const { folder, makes, images, opaque, substitutes } of kustomizations) {
    const first = root(folder);
    const group = groups.get(first) ?? new Group();
    groups.set(first, group).set(folder, group);
    group.makes.push(...makes);
    for (const image of images) group.images.add(image);
    if (opaque) group.opaque = true;
    if (substitutes) group.substitutes = true;
  }
  return groups;
}

/** The nearest folder from this path upwards that has a kustomization. */
function above(path: string, folders: ReadonlyMap<string, unknown>): string | undefined {
  for (let at = path; ; at = folderOf(at)) {
    if (folders.has(at)) return at;
    if (at === '') return undefined;
  }
}
