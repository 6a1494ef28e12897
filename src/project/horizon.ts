import { isPlaceholder } from '../model/image.ts';
import { matchesGlob } from '../model/glob.ts';
import type { ExternalObject } from '../model/settings.ts';
import type { Entry } from './entry.ts';
import type { ProjectFile } from './files.ts';
import { Names } from './near.ts';
import { type Project, mayShare } from './project.ts';

/** What some object looks for. */
export interface Sought {
  readonly kind: string;
  /** '' for cluster-scoped kinds, and where no namespace is written. */
  readonly namespace: string;
  readonly name: string;
}

/**
 * What can be said of an object that is not in the input. It may be made by a generator or a controller, stand in a file that could not be read, or live
 * elsewhere: it is called missing only where all of that is out of the question.
 */
export class Horizon {
  readonly #project: Project;
  readonly #externals: readonly ExternalObject[];
  /** Names that custom resources mention: their controllers may make objects of these names. */
  readonly #mentions: ReadonlySet<string>;
  readonly #names: Map<string, Names> = new Map();
  readonly #complete: Map<ProjectFile, boolean> = new Map();
  #brokenFolders: ReadonlySet<string> | undefined;

  constructor(project: Project, externals: readonly ExternalObject[], mentions: ReadonlySet<string>) {
    this.#project = project;
    this.#externals = externals;
    this.#mentions = mentions;
  }

  /** Whether an object that somebody looks for is nowhere in the input and in no way to be expected from elsewhere. */
  lacks(from: Entry, sought: Sought): boolean {
    if (this.mayExist(from, sought)) return false;
    return this.#holds(from.file, sought.kind, sought.namespace);
  }

  /** Whether an object is there, or may well be: what `lacks` asks, but for the presence of others of its kind. */
  mayExist(from: Entry, { kind, namespace, name }: Sought): boolean {
    if (name === '' || isPlaceholder(name) || isPlaceholder(namespace) || isBuiltIn(kind, name, namespace)) return true;
    if (this.#project.find(kind, namespace, name).length > 0) return true;
    if (!this.isComplete(from.file)) return true;
    return this.isExternal(kind, namespace, name) || this.isMade(from, { kind, namespace, name });
  }

  /** Whether all of the file, of its folder and of what kustomizations tie it to could be read and seen. */
  isComplete(file: ProjectFile): boolean {
    let complete = this.#complete.get(file);
    if (complete === undefined) {
      complete =
        !file.broken &&
        !this.#isBroken(file.folder) &&
        (file.group?.complete ?? true) &&
        !file.entries.some(makesAnything);
      this.#complete.set(file, complete);
    }
    return complete;
  }

  /** Whether the settings say that an object lives elsewhere. */
  isExternal(kind: string, namespace: string, name: string): boolean {
    return this.#externals.some(
      (external) =>
        external.kind === kind &&
        (external.name === undefined || external.name === name || matchesGlob(external.name, name)) &&
        (external.namespace === undefined || mayShare(external.namespace, namespace)),
    );
  }

  /** Whether a generator or a controller may make it: a custom resource of its name, or one that mentions the name. */
  isMade(from: Entry, { kind, namespace, name }: Sought): boolean {
    if (this.#mentions.has(name)) return true;
    if (from.file.group?.makes.some((made) => made.kind === kind && (made.name === name || isPlaceholder(made.name))))
      return true;
    if (this.#project.of(kind).some((entry) => isPlaceholder(entry.name) && mayShare(entry.namespace, namespace)))
      return true;
    return this.#project.makersNamed(name).some((entry) => mayShare(entry.namespace, namespace));
  }

  /** The one object that a name which nothing has was most likely meant for: in the namespace, or near by where none is written. */
  near(from: Entry, { kind, namespace, name }: Sought): Entry | undefined {
    if (this.#project.of(kind).length === 0) return undefined;
    const { file } = from;
    const place = namespace === '' ? `${file.folder} ${file.group?.files[0]?.source.file ?? ''}` : '';
    const key = `${kind} ${namespace} ${place}`;
    let names = this.#names.get(key);
    if (names === undefined) {
      const around = [...this.#project.folders.around(file)].flatMap(({ entries, patch }) => (patch ? [] : entries));
      const near = around.filter((entry) => entry.kind === kind && mayShare(entry.namespace, namespace));
      const same = namespace === '' ? [] : this.#project.of(kind).filter((entry) => entry.namespace === namespace);
      this.#names.set(key, (names = new Names([...near, ...same].map((entry) => entry.name))));
    }
    const near = names.near(name);
    return near === undefined ? undefined : this.#project.find(kind, namespace, near)[0];
  }

  /** Whether the file, or what kustomizations tie it to, holds an object of a kind in a namespace. */
  #holds(file: ProjectFile, kind: string, namespace: string): boolean {
    return file.holds(kind, namespace) || (file.group?.files.some((other) => other.holds(kind, namespace)) ?? false);
  }

  #isBroken(folder: string): boolean {
    this.#brokenFolders ??= new Set(this.#project.files.filter(({ broken }) => broken).map((file) => file.folder));
    return this.#brokenFolders.has(folder);
  }
}

/** Objects by which controllers install whole applications. */
const INSTALLERS: ReadonlySet<string> = new Set([
  'Application.argoproj.io',
  'ApplicationSet.argoproj.io',
  'HelmChart.helm.cattle.io',
  'HelmRelease.helm.toolkit.fluxcd.io',
  'Kustomization.kustomize.toolkit.fluxcd.io',
]);

function makesAnything({ kind, file }: Entry): boolean {
  return INSTALLERS.has(kind) && !file.patch;
}

/** Whether every cluster, or every namespace, has such an object by itself. */
function isBuiltIn(kind: string, name: string, namespace: string): boolean {
  if (name.startsWith('system:')) return true;
  return (
    (BUILT_IN[kind]?.includes(name) ?? false) ||
    (namespace === 'kube-system' && (IN_KUBE_SYSTEM[kind]?.includes(name) ?? false))
  );
}

const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  ServiceAccount: ['default'],
  ConfigMap: ['kube-root-ca.crt', 'openshift-service-ca.crt'],
  ClusterRole: ['cluster-admin', 'admin', 'edit', 'view'],
  Role: ['extension-apiserver-authentication-reader'],
  PriorityClass: ['system-cluster-critical', 'system-node-critical'],
  Service: ['kubernetes'],
};

const IN_KUBE_SYSTEM: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: [
    'coredns',
    'extension-apiserver-authentication',
    'kube-proxy',
    'kubeadm-config',
    'kubelet-config',
    'aws-auth',
  ],
  Service: ['kube-dns', 'metrics-server'],
  ServiceAccount: ['coredns', 'kube-proxy'],
};
