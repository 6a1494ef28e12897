import { quote } from '../../model/quote.ts';
import type { Entry } from '../../project/entry.ts';
import type { Labels, Selector } from '../../project/labels.ts';
import { type Project, isInFile } from '../../project/project.ts';

/** A label of a selector that nothing in a namespace has, and what comes next to it. */
export interface Unmatched {
  /** Undefined: each label is somewhere, but never all of them together. */
  readonly key: string | undefined;
  /** What it asks for, and what there is instead: for messages. */
  readonly message: string;
}

/** Why a selector selects no Pods of the input. */
export function unmatched(project: Project, from: Entry, selector: Selector): Unmatched {
  for (const [key, value] of selector.equal.map) {
    if (project.pods.has(from.namespace, key, value)) continue;
    return {
      key,
      message: `no Pod in the input has ${quote(`${key}: ${value}`)}${instead(project, { from, key, equal: selector.equal })}`,
    };
  }
  return { key: undefined, message: 'no Pod in the input has all of these labels' };
}

interface Asked {
  readonly from: Entry;
  readonly key: string;
  readonly equal: Labels;
}

/** What the workload has that was most likely meant: the one of the same name, else one in the same file with that key. */
function instead(project: Project, { from, key, equal }: Asked): string {
  let best: Entry | undefined;
  let most = 0;
  for (const entry of project.pods.in(from.namespace)) {
    const points = closeness(entry, from, equal) + (entry.workload?.labels.get(key) === undefined ? 0 : 2);
    if (entry.file.patch || points <= most || (!isInFile(from, entry) && entry.name !== from.name)) continue;
    best = entry;
    most = points;
  }
  if (best === undefined) return '';
  const value = best.workload?.labels.get(key);
  return value === undefined
    ? `; ${best.title} has no label ${quote(key)}`
    : `; ${best.title} has ${quote(`${key}: ${value}`)}`;
}

function closeness(entry: Entry, from: Entry, { map }: Labels): number {
  let points = (entry.name === from.name ? 4 : 0) + (isInFile(entry, from) ? 1 : 0);
  for (const [key, value] of map) if (entry.workload?.labels.get(key) === value) points++;
  return points;
}

/** Whether something near by may have labels that are not to be seen here. */
export function mayHaveHiddenPods(project: Project, from: Entry): boolean {
  if (!project.horizon.isComplete(from.file) || hasExternalPods(project, from.namespace)) return true;
  for (const entry of project.pods.in(from.namespace))
    if (entry.workload?.labels.unclear && project.folders.around(from.file).has(entry.file)) return true;
  return false;
}

const POD_MAKERS = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];

/** Whether the settings say that Pods of a namespace live elsewhere. */
function hasExternalPods(project: Project, namespace: string): boolean {
  return POD_MAKERS.some((kind) => project.horizon.isExternal(kind, namespace, ''));
}

/** Whether a custom resource by whose name Pods are labelled makes them: operators do so. */
export function isForOperator(
  project: Project,
  { namespace, name }: Pick<Entry, 'namespace' | 'name'>,
  { equal }: Selector,
): boolean {
  return [name, ...equal.map.keys(), ...equal.map.values()].some((word) =>
    project
      .makersNamed(word)
      .some((entry) => entry.namespace === namespace || entry.namespace === '' || namespace === ''),
  );
}
