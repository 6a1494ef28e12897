import type { Entry, Reference } from '../../project/entry.ts';
import type { Sought } from '../../project/horizon.ts';
import type { Project } from '../../project/project.ts';

/** A reference to an object that is not in the input. */
export interface Dangling {
  readonly entry: Entry;
  readonly reference: Reference;
  readonly sought: Sought;
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['ClusterRole', 'PriorityClass']);

/** What a reference points to. */
export function soughtBy(entry: Entry, { kind, namespace, name }: Reference): Sought {
  return { kind, namespace: CLUSTER_SCOPED.has(kind) ? '' : (namespace ?? entry.namespace), name };
}

/** The references whose object is not in the input, though it may be elsewhere. Those that may dangle are not among them. */
export function* danglingReferences(project: Project): Iterable<Dangling> {
  for (const { entries, patch, context } of project.files) {
    if (patch || context) continue;
    for (const entry of entries) {
      for (const reference of entry.references) {
        if (reference.nameStep === undefined || reference.optional) continue;
        const sought = soughtBy(entry, reference);
        if (project.find(sought.kind, sought.namespace, sought.name).length === 0) yield { entry, reference, sought };
      }
    }
  }
}

/** A kind without its group, as people call it. */
export function plainKind(kind: string): string {
  const dot = kind.indexOf('.');
  return dot === -1 ? kind : kind.slice(0, dot);
}

/** Where something was looked for. */
export function within(namespace: string): string {
  return namespace === '' ? 'in the input' : `in namespace "${namespace}"`;
}
