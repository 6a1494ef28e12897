import type { Base } from '../bases.ts';
import type { Case, Change } from '../case.ts';
import { jobFaults } from './jobs.ts';
import { metadataFaults } from './metadata.ts';
import { podFaults } from './pod.ts';
import { workloadFaults } from './workloads.ts';

const tables: readonly ((base: Base, full: boolean) => Iterable<Change[]>)[] = [
  metadataFaults,
  podFaults,
  workloadFaults,
  jobFaults,
];

/** The hand-written faults of a base. */
export function* faultsOf(base: Base, full = false): Generator<Case> {
  const seen = new Set<string>();
  for (const table of tables) {
    for (const patch of table(base, full)) {
      const key = JSON.stringify(patch);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { base: base.name, patch };
    }
  }
}
