import type { Manifest } from '../../model/manifest.ts';
import type { ProjectReport, RuleFinding } from '../../model/rule.ts';
import type { Entry, Workload } from '../../project/entry.ts';
import type { Project } from '../../project/project.ts';
import type { Deployment } from '../../schema/types.gen.ts';

/** What a rule about the number of Pods looks at, whoever says the number. */
export interface Replicated {
  readonly manifest: Manifest;
  readonly replicas: number;
  readonly report: ProjectReport;
}

/** The kinds that have `replicas`. */
export const REPLICATED = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'] as const;

/** Whether an autoscaler has the last word on the number. */
export function isScaled(project: Project, self: Entry): boolean {
  return project.scalersOf(self).length > 0;
}

/** Looks at the number that an object itself says; what is found is taken back if an autoscaler turns out to have the last word. */
export function byItself(manifest: Manifest, report: ProjectReport, check: (replicated: Replicated) => void): void {
  const replicas = manifest.field<Deployment>().get('spec').get('replicas');
  if (replicas.value === undefined) return;
  const unlessScaled = (more: RuleFinding | undefined): RuleFinding => ({ ...more, unless: isScaled });
  check({ manifest, replicas: replicas.value, report: (at, message, more) => report(at, message, unlessScaled(more)) });
}

interface Scaled {
  readonly kinds: readonly string[];
  readonly report: ProjectReport;
  /** Tells by what is kept of an object whether it is worth being opened. */
  readonly mayConcern?: (workload: Workload, replicas: number) => boolean;
}

/** Looks at the numbers that autoscalers say of these kinds. */
export function byAutoscaler(
  project: Project,
  { kinds, report, mayConcern }: Scaled,
  check: (replicated: Replicated) => void,
): void {
  for (const entry of project.workloads) {
    if (!kinds.includes(entry.kind) || !isScaled(project, entry)) continue;
    const replicas = project.replicasOf(entry);
    if (replicas === undefined || (entry.workload && mayConcern?.(entry.workload, replicas) === false)) continue;
    const manifest = project.open(entry);
    if (manifest !== undefined) check({ manifest, replicas, report });
  }
}
