import type { Entry, Reference } from './entry.ts';
import type { ProjectFile } from './files.ts';
import type { Sought } from './horizon.ts';
import type { Project } from './project.ts';

/** A reference, and all that it may mean. */
export interface Resolved {
  readonly entry: Entry;
  readonly reference: Reference;
  readonly sought: Sought;
  /** What has the kind, the name and perhaps the namespace; empty if the input lacks it. */
  readonly found: readonly Entry[];
}

/** The references of the input that rules ask about, looked up once for all of them. */
export class References {
  /** Those whose object is not in the input, though it may be elsewhere. Those that may dangle are not among them. */
  readonly dangling: Resolved[] = [];
  /** Those that need a key or a port of an object that is in the input, and may not be without it. */
  readonly keyed: Resolved[] = [];
  /** Those to claims in the input. */
  readonly claims: Resolved[] = [];

  constructor(project: Project) {
    const { files } = project;
    for (let i = 0; i < files.length; i++) {
      const { entries, patch, context } = files[i] as ProjectFile;
      if (!patch && !context) for (let j = 0; j < entries.length; j++) this.#addAll(project, entries[j] as Entry);
    }
  }

  #addAll(project: Project, entry: Entry): void {
    const { references } = entry;
    for (let i = 0; i < references.length; i++) this.#add(project, entry, references[i] as Reference);
  }

  #add(project: Project, entry: Entry, reference: Reference): void {
    if (reference.optional) return;
    const { kind, name } = reference;
    const namespace = CLUSTER_SCOPED.has(kind) ? '' : (reference.namespace ?? entry.namespace);
    const found = project.find(kind, namespace, name);
    if (found.length === 0) {
      if (reference.form.name !== undefined)
        this.dangling.push({ entry, reference, sought: { kind, namespace, name }, found });
    } else if (reference.key !== undefined) {
      if (!found.every((one) => has(one, reference.key)))
        this.keyed.push({ entry, reference, sought: { kind, namespace, name }, found });
    } else if (kind === 'PersistentVolumeClaim') {
      this.claims.push({ entry, reference, sought: { kind, namespace, name }, found });
    }
  }
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['ClusterRole', 'PriorityClass']);

/** Whether an object surely has the key or port that is asked for. */
function has({ facts }: Entry, key: Reference['key']): boolean {
  if (facts?.is === 'data') return facts.keys !== undefined && facts.keys.includes(key as string);
  return facts?.is === 'service' && facts.ports.some(({ port, name }) => port === key || name === key);
}
