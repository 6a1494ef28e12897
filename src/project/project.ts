import { isPlaceholder } from '../model/image.ts';
import { Field } from '../model/field.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Settings } from '../model/settings.ts';
import type { AccountFacts, Entry, Reference, ScalerFacts, Workload } from './entry.ts';
import type { ProjectFile } from './files.ts';
import { Folders } from './folders.ts';
import { fieldIn } from './find-field.ts';
import { Horizon } from './horizon.ts';
import { holdersOf } from './collect.ts';
import { type Selector, isFromController } from './labels.ts';
import { kindOf, mayMake } from './kinds.ts';
import { MultiMap } from './multimap.ts';
import { References } from './references.ts';
import { PodIndex } from './pod-index.ts';
import type { Built } from './skaffold.ts';

/** Where an object is, or is looked for. */
export type Where = Pick<Entry, 'file' | 'namespace'>;

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
  readonly #built: readonly Built[];
  readonly #byKind: Map<string, Entry[]> = new Map();
  readonly #whole: Map<string, readonly Entry[]> = new Map();
  readonly #byName: Map<string, MultiMap<string, Entry>> = new Map();
  readonly #selected: Map<Entry, readonly Entry[]> = new Map();
  readonly #targets: Map<Entry, readonly Entry[]> = new Map();
  readonly #opened: Map<Entry, Manifest> = new Map();
  readonly #entries: WeakMap<Manifest, Entry> = new WeakMap();
  #makers: MultiMap<string, Entry> | undefined;
  #folders: Folders | undefined;
  #references: References | undefined;
  #pods: PodIndex | undefined;
  #scalers: MultiMap<string, Entry> | undefined;

  constructor(
    files: readonly ProjectFile[],
    init: {
      readonly settings: Settings;
      readonly open: Open;
      readonly mentions: ReadonlySet<string>;
      readonly built: readonly Built[];
    },
  ) {
    this.files = files;
    this.#open = init.open;
    this.#built = init.built;
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
    let whole = this.#whole.get(kind);
    if (whole === undefined) {
      const entries = this.#byKind.get(kind) ?? NONE;
      whole = entries.some(({ file }) => file.patch) ? entries.filter(({ file }) => !file.patch) : entries;
      this.#whole.set(kind, whole);
    }
    return whole;
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
    if (names === undefined) {
      names = new MultiMap();
      for (const entry of this.#byKind.get(kind) ?? NONE) names.add(entry.name, entry);
      this.#byName.set(kind, names);
    }
    const found = names.get(name);
    return found.every((entry) => mayShare(entry.namespace, namespace))
      ? found
      : found.filter((entry) => mayShare(entry.namespace, namespace));
  }

  /**
   * Those of some objects that surely belong to another: of the same namespace, and where none is written, the nearest: in the same file, else folder,
   * else kustomization, else the one other folder near by that has any.
   */
  partners(of: Where, candidates: readonly Entry[]): readonly Entry[] {
    const [only] = candidates;
    if (
      candidates.length === 1 &&
      only !== undefined &&
      only.namespace === of.namespace &&
      (of.namespace !== '' || isInFile(of, only))
    )
      return candidates;
    const { loose, sure } = this.#sort(of, candidates);
    if (sure.length > 0) return sure;
    for (const near of [isInFile, isInFolder, isInGroup]) {
      const found = loose.filter((entry) => near(of, entry));
      if (found.length > 0) return found;
    }
    const around = this.folders.around(of.file);
    const found = loose.filter(({ file }) => around.has(file));
    return found.every((entry) => isInFolder(entry, found[0] as Entry)) ? found : NONE;
  }

  /** As `partners()`, but all that kustomizations tie together counts: of several variants of one object, any may be the one. */
  variants(of: Where, candidates: readonly Entry[]): readonly Entry[] {
    const { loose } = this.#sort(of, candidates);
    const tied = loose.filter((entry) => isInGroup(of, entry));
    return tied.length > 0 ? [...new Set([...tied, ...this.partners(of, candidates)])] : this.partners(of, candidates);
  }

  #sort(
    of: Where,
    candidates: readonly Entry[],
  ): { readonly sure: readonly Entry[]; readonly loose: readonly Entry[] } {
    const sure = candidates.filter((entry) => entry.namespace === of.namespace && of.namespace !== '');
    return { sure, loose: candidates.filter((entry) => entry.namespace === '' || of.namespace === '') };
  }

  /** Whether an object may be in the namespace of another: written to be there, or near by and written to be nowhere. */
  mayMeet(a: Where, b: Where): boolean {
    if (a.namespace === b.namespace && a.namespace !== '') return true;
    return mayShare(a.namespace, b.namespace) && this.folders.around(a.file).has(b.file);
  }

  /** Whether a Service selects something of its own file that passes a test. Asked first, since it most often does; long files are not looked through. */
  selectsBeside({ service, file, namespace }: Entry, test: (workload: Workload) => boolean): boolean {
    const selector = service?.selector;
    if (selector === undefined || file.entries.length > SHORT_FILE || file.patch) return false;
    for (let i = 0; i < file.entries.length; i++) {
      const { facts, namespace: own } = file.entries[i] as Entry;
      if (facts?.is === 'workload' && own === namespace && selector.matches(facts.labels) && test(facts)) return true;
    }
    return false;
  }

  /** What a Service selects. */
  selectedBy(service: Entry): readonly Entry[] {
    let selected = this.#selected.get(service);
    if (selected === undefined) {
      const own = service.service?.selector?.without(isFromController);
      selected = own === undefined || own.empty ? NONE : this.pods.select(service.namespace, own);
      this.#selected.set(service, selected);
    }
    return selected;
  }

  /** Whether an image of a file gets another tag on its way to the cluster: from its kustomization, or by being built for it. */
  pins({ file }: Entry, image: string): boolean {
    return (
      file.group?.images.has(image) === true ||
      this.#built.some(({ folder, images }) => images.has(image) && isBelow(file.folder, folder))
    );
  }

  /** The references of all objects, with what they lead to. */
  get references(): References {
    return (this.#references ??= new References(this));
  }

  get folders(): Folders {
    return (this.#folders ??= new Folders(this.files));
  }

  /** Custom resources whose controllers may make other objects, by their name or, in lower case, their kind. */
  makersNamed(word: string): readonly Entry[] {
    if (this.#makers === undefined) {
      const makers = [...this.#byKind].flatMap(([kind, entries]) => (mayMake(kind) ? entries : []));
      this.#makers = byWord(makers, ({ name, identity }) => [name, identity.kind.toLowerCase()]);
    }
    return this.#makers.get(word);
  }

  /** What a HorizontalPodAutoscaler or a ScaledObject scales, as far as that is sure. */
  targetsOf(scaler: Entry): readonly Entry[] {
    let targets = this.#targets.get(scaler);
    if (targets === undefined) {
      const { apiVersion, targetKind, target } = scaler.facts as ScalerFacts;
      targets = this.partners(scaler, this.find(kindOf(apiVersion, targetKind), scaler.namespace, target));
      this.#targets.set(scaler, targets);
    }
    return targets;
  }

  /** The autoscalers that may scale an object. */
  scalersOf({ kind, namespace, name }: Entry): readonly Entry[] {
    const scalers = (this.#scalers ??= this.#scalersByTarget());
    const found = scalers.get(`${kind}/${name}`);
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

  /** Whether a LimitRange of the input gives the containers of an object a request or limit of a resource that they do not name. */
  hasDefault(what: 'requests' | 'limits', resource: string, entry: Entry): boolean {
    return this.of('LimitRange').some(
      (range) => range.facts?.is === 'limits' && range.facts[what].includes(resource) && this.mayMeet(range, entry),
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
    const way = reference.form[what];
    if (manifest === undefined || holder === undefined || way === undefined) return undefined;
    let field: Field | undefined = fieldIn(manifest, holder);
    for (const step of way.split('.')) field = (field as Field<Record<string, unknown>> | undefined)?.get(step);
    return field as Field<string> | undefined;
  }

  #scalersByTarget(): MultiMap<string, Entry> {
    const scalers = [...this.of('HorizontalPodAutoscaler'), ...this.of('ScaledObject.keda.sh')];
    return byWord(scalers, ({ facts }) =>
      facts?.is === 'scaler' ? [`${kindOf(facts.apiVersion, facts.targetKind)}/${facts.target}`] : [],
    );
  }
}

/** How many objects a file may have to be looked through for each of them. */
const SHORT_FILE = 32;

/** How many objects are kept open at a time. */
const MOST_OPEN = 64;

const NONE: readonly Entry[] = [];

function isBelow(folder: string, top: string): boolean {
  return top === '' || folder === top || folder.startsWith(`${top}/`);
}

function byWord(entries: readonly Entry[], wordsOf: (entry: Entry) => readonly string[]): MultiMap<string, Entry> {
  const words = new MultiMap<string, Entry>();
  for (const entry of entries) for (const word of wordsOf(entry)) words.add(word, entry);
  return words;
}

/** Whether two objects may be in one namespace: what has none written goes wherever it is sent. */
export function mayShare(a: string, b: string): boolean {
  return a === b || a === '' || b === '';
}

export function isInFile(a: Where, b: Where): boolean {
  return a.file === b.file;
}

export function isInFolder(a: Where, b: Where): boolean {
  return a.file.folder === b.file.folder;
}

export function isInGroup(a: Where, b: Where): boolean {
  return a.file.group !== undefined && a.file.group === b.file.group;
}

/** Whether a name waits to be filled in. */
export function isUnclearName(name: string): boolean {
  return name === '' || isPlaceholder(name);
}
