import { isPlaceholder } from '../model/image.ts';
import { Field } from '../model/field.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Settings } from '../model/settings.ts';
import type { AccountFacts, Entry, LimitFacts, Reference, ScalerFacts } from './entry.ts';
import type { ProjectFile } from './files.ts';
import { fieldIn } from './find-field.ts';
import { Horizon } from './horizon.ts';
import { holdersOf } from './collect.ts';
import type { Selector } from './labels.ts';
import { kindOf, mayMake } from './kinds.ts';
import { PodIndex } from './pod-index.ts';

/** Gives an object of the project back as it was when the other rules saw it. */
export type Open = (entry: Entry) => Manifest | undefined;

/**
 * All objects of the input, for rules that look across them. It holds an index and no trees; `open()` reads a document again for those
 * few of which something is to be said.
 *
 * Two kinds of questions have two kinds of answers. What may *quieten* a rule is answered generously: an object without a namespace may be in
 * any. What a rule is to *claim* of two objects is answered strictly: see `partners()`.
 */
export class Project {
  readonly files: readonly ProjectFile[];
  /** What is missing, and what may well be elsewhere. */
  readonly horizon: Horizon;
  readonly #open: Open;
  readonly #byKind: Map<string, Entry[]> = new Map();
  readonly #byName: Map<string, Map<string, Entry[]>> = new Map();
  readonly #opened: Map<Entry, Manifest> = new Map();
  readonly #entries: WeakMap<Manifest, Entry> = new WeakMap();
  #makers: Map<string, Entry[]> | undefined;
  #folders: Map<string, ProjectFile[]> | undefined;
  #pods: PodIndex | undefined;
  #scalers: Map<string, Entry[]> | undefined;
  #limits: readonly Entry[] | undefined;

  constructor(
    files: readonly ProjectFile[],
    init: { readonly settings: Settings; readonly open: Open; readonly mentions: ReadonlySet<string> },
  ) {
    this.files = files;
    this.#open = init.open;
    for (const file of files) {
      for (const entry of file.entries) {
        const known = this.#byKind.get(entry.kind);
        if (known === undefined) this.#byKind.set(entry.kind, [entry]);
        else known.push(entry);
      }
    }
    this.horizon = new Horizon(this, init.settings.externals ?? [], init.mentions);
  }

  /** The objects of a kind; those of fragments are not among them. */
  of(kind: string): readonly Entry[] {
    const entries = this.#byKind.get(kind) ?? NONE;
    return entries.some(({ file }) => file.patch) ? entries.filter(({ file }) => !file.patch) : entries;
  }

  /** The objects that make Pods, or are such. */
  get workloads(): readonly Entry[] {
    return this.pods.workloads;
  }

  get pods(): PodIndex {
    return (this.#pods ??= new PodIndex(this.files));
  }

  /** All that is known by a kind, a name and a namespace, fragments of it included. Without a namespace it may be in any. */
  find(kind: string, namespace: string, name: string): readonly Entry[] {
    let names = this.#byName.get(kind);
    if (names === undefined) this.#byName.set(kind, (names = byName(this.#byKind.get(kind) ?? NONE)));
    const found = names.get(name);
    if (found === undefined) return NONE;
    return found.every((entry) => mayShare(entry.namespace, namespace))
      ? found
      : found.filter((entry) => mayShare(entry.namespace, namespace));
  }

  /**
   * Those of some objects that surely belong to another: of the same namespace, and where none is written, the nearest: in the same file, else
   * folder, else kustomization, else the only one there is.
   */
  partners(of: Entry, candidates: readonly Entry[]): readonly Entry[] {
    const sure = candidates.filter((entry) => entry.namespace === of.namespace && of.namespace !== '');
    if (sure.length > 0) return sure;
    const loose = candidates.filter((entry) => entry.namespace === '' || of.namespace === '');
    if (loose.length === 0) return NONE;
    for (const near of [isInFile, isInFolder, isInGroup]) {
      const found = loose.filter((entry) => near(of, entry));
      if (found.length > 0) return found;
    }
    return loose.length === 1 ? loose : NONE;
  }

  /** Custom resources of a name whose controllers may make other objects. */
  makersNamed(name: string): readonly Entry[] {
    this.#makers ??= byName([...this.#byKind].flatMap(([kind, entries]) => (mayMake(kind) ? entries : [])));
    return this.#makers.get(name) ?? NONE;
  }

  /** The files that are read together with a file: those of its folder and of its kustomizations. */
  around(file: ProjectFile): readonly ProjectFile[] {
    if (this.#folders === undefined) {
      this.#folders = new Map();
      for (const one of this.files) {
        const known = this.#folders.get(one.folder);
        if (known === undefined) this.#folders.set(one.folder, [one]);
        else known.push(one);
      }
    }
    const folder = this.#folders.get(file.folder) ?? [];
    return file.group === undefined ? folder : [...new Set([...folder, ...file.group.files])];
  }

  /** What a HorizontalPodAutoscaler or a ScaledObject scales, as far as that is sure. */
  targetsOf(scaler: Entry): readonly Entry[] {
    const { apiVersion, targetKind, target } = scaler.facts as ScalerFacts;
    return this.partners(scaler, this.find(kindOf(apiVersion, targetKind), scaler.namespace, target));
  }

  /** The autoscalers that may scale an object. */
  scalersOf({ kind, namespace, name }: Entry): readonly Entry[] {
    const scalers = (this.#scalers ??= this.#scalersByTarget());
    const found = scalers.get(`${kind}/${name}`) ?? NONE;
    return found.filter((scaler) => mayShare(scaler.namespace, namespace));
  }

  /** How many Pods an object keeps at least: what its autoscaler says, else its own `replicas`. Undefined if that is not to be known. */
  replicasOf(entry: Entry): number | undefined {
    if (entry.unclear) return undefined;
    const scalers = this.scalersOf(entry);
    if (scalers.length === 0) return entry.workload?.replicas;
    const sure = scalers.filter((scaler) => this.targetsOf(scaler).includes(entry));
    const least = sure.map(({ facts }) => (facts as ScalerFacts).min);
    return sure.length === scalers.length && least.every((min) => min === least[0]) ? least[0] : undefined;
  }

  /** The ServiceAccounts of the input that a workload may run as. */
  accountsOf(entry: Entry): readonly AccountFacts[] {
    const found = this.find('ServiceAccount', entry.namespace, entry.workload?.account || 'default');
    return found.map(({ facts }) => facts).filter((facts) => facts?.is === 'account');
  }

  /** Whether a LimitRange of the input gives the containers of a namespace a request or limit of a resource that they do not name. */
  hasDefault(what: 'requests' | 'limits', resource: string, namespace: string): boolean {
    this.#limits ??= this.of('LimitRange');
    return this.#limits.some(
      (entry) =>
        mayShare(entry.namespace, namespace) && (entry.facts as LimitFacts | undefined)?.[what].includes(resource),
    );
  }

  /** Whether something of a namespace is selected by a selector. */
  selectsAny(namespace: string, selector: Selector): boolean {
    return this.pods.some(namespace, selector, () => true);
  }

  /** The object itself, decoded and with its defaults. Undefined only if its text has gone. */
  open(entry: Entry): Manifest | undefined {
    let manifest = this.#opened.get(entry);
    if (manifest !== undefined) return manifest;
    manifest = this.#open(entry);
    if (manifest === undefined) return undefined;
    if (this.#opened.size >= MOST_OPEN) this.#opened.clear();
    this.#opened.set(entry, manifest);
    this.#entries.set(manifest, entry);
    return manifest;
  }

  /** Which entry an opened object belongs to. */
  entryOf(manifest: Manifest): Entry | undefined {
    return this.#entries.get(manifest);
  }

  /** The field that holds the name of a reference, or the key that it needs. */
  place(entry: Entry, reference: Reference, what: 'name' | 'key' = 'name'): Field<string> | undefined {
    const manifest = this.open(entry);
    const holder = manifest && holdersOf(manifest)[entry.references.indexOf(reference)];
    const way = what === 'name' ? reference.nameStep : reference.keyStep;
    if (manifest === undefined || holder === undefined || way === undefined) return undefined;
    let field: Field | undefined = fieldIn(manifest, holder);
    for (const step of way.split('.')) field = (field as Field<Record<string, unknown>> | undefined)?.get(step);
    return field as Field<string> | undefined;
  }

  #scalersByTarget(): Map<string, Entry[]> {
    const scalers = new Map<string, Entry[]>();
    for (const kind of ['HorizontalPodAutoscaler', 'ScaledObject.keda.sh']) {
      for (const entry of this.of(kind)) {
        if (entry.facts?.is !== 'scaler') continue;
        const target = `${kindOf(entry.facts.apiVersion, entry.facts.targetKind)}/${entry.facts.target}`;
        const known = scalers.get(target);
        if (known === undefined) scalers.set(target, [entry]);
        else known.push(entry);
      }
    }
    return scalers;
  }
}

/** How many objects are kept open at a time. */
const MOST_OPEN = 64;

const NONE: readonly Entry[] = [];

function byName(entries: readonly Entry[]): Map<string, Entry[]> {
  const names = new Map<string, Entry[]>();
  for (const entry of entries) {
    const known = names.get(entry.name);
    if (known === undefined) names.set(entry.name, [entry]);
    else known.push(entry);
  }
  return names;
}

/** Whether two objects may be in one namespace: what has none written goes wherever it is sent. */
export function mayShare(a: string, b: string): boolean {
  return a === b || a === '' || b === '';
}

export function isInFile(a: Entry, b: Entry): boolean {
  return a.file === b.file;
}

export function isInFolder(a: Entry, b: Entry): boolean {
  return a.file.folder === b.file.folder;
}

export function isInGroup(a: Entry, b: Entry): boolean {
  return a.file.group !== undefined && a.file.group === b.file.group;
}

/** Whether a name waits to be filled in. */
export function isUnclearName(name: string): boolean {
  return name === '' || isPlaceholder(name);
}
