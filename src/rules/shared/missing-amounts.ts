import type { RuleFinding } from '../../model/rule.ts';
import { type Container, podOf } from '../../model/workload.ts';
import type { Entry } from '../../project/entry.ts';
import { type Project, isInFile, isInFolder, isInGroup } from '../../project/project.ts';
import { isLasting } from './handlers.ts';
import { type Amounts, missingIn } from './resources.ts';

/** Which amounts a container is to name. */
export interface Asked {
  readonly what: Amounts;
  readonly resources: readonly string[];
  readonly jobs: boolean;
}

/** Says of a container which amounts it does not name, and whether a LimitRange gives it others. */
export type Say = (
  container: Container,
  missing: readonly string[],
  more: RuleFinding & { readonly given: boolean },
) => void;

/** Speaks of what one container lacks, unless a LimitRange gives some of it. */
export function reportMissing(container: Container, asked: Asked, say: Say): void {
  const missing = missingOf(container, asked);
  if (missing.length > 0) say(container, missing, { given: false, unless: isAnyGiven(asked.what, missing) });
}

/** Speaks of what is still missing where LimitRanges give a part. */
export function reportLeft(project: Project, asked: Asked, say: Say): void {
  if (project.of('LimitRange').length === 0) return;
  for (const entry of project.workloads) {
    const given = asked.resources.filter((resource) => isGiven(project, entry, asked.what, resource));
    if (given.length === 0 || given.length === asked.resources.length) continue;
    const manifest = project.open(entry);
    for (const container of (manifest && podOf(manifest))?.containers ?? []) {
      const missing = missingOf(container, asked);
      const left = missing.filter((resource) => !given.includes(resource));
      if (left.length > 0 && left.length < missing.length) say(container, left, { given: true });
    }
  }
}

function missingOf(container: Container, { what, resources, jobs }: Asked): string[] {
  const { owner } = container.pod;
  if (!isLasting(container) || (!jobs && (owner === 'Job' || owner === 'CronJob'))) return [];
  return missingIn(container, what, resources);
}

/** Apart, so that nothing else is held on to. */
function isAnyGiven(what: Amounts, missing: readonly string[]): NonNullable<RuleFinding['unless']> {
  return (project, self) => missing.some((resource) => isGiven(project, self, what, resource));
}

/** Whether a LimitRange gives it: one of the same namespace or, where none is written, one that belongs to the same files. */
function isGiven(project: Project, self: Entry, what: Amounts, resource: string): boolean {
  return project.of('LimitRange').some((entry) => {
    if (entry.facts?.is !== 'limits' || !entry.facts[what].includes(resource)) return false;
    if (entry.namespace !== '' && self.namespace !== '') return entry.namespace === self.namespace;
    return isInFile(entry, self) || isInFolder(entry, self) || isInGroup(entry, self);
  });
}
