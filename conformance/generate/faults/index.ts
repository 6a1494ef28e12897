import type { Base } from '../bases.ts';
import type { Case, Change } from '../case.ts';
import { admissionFaults } from './admission.ts';
import { autoscalingFaults } from './autoscaling.ts';
import { configFaults } from './config.ts';
import { controlFaults } from './control.ts';
import { definitionFaults } from './definitions.ts';
import { deviceFaults } from './devices.ts';
import { patches, type Row } from './faults.ts';
import { jobFaults } from './jobs.ts';
import { metadataFaults } from './metadata.ts';
import { networkFaults } from './network.ts';
import { podFaults } from './pod.ts';
import { rareFaults } from './rare.ts';
import { storageFaults } from './storage.ts';
import { workloadFaults } from './workloads.ts';

const byKind: Readonly<Record<string, readonly Row[]>> = {
  ...networkFaults,
  ...configFaults,
  ...storageFaults,
  ...autoscalingFaults,
  ...admissionFaults,
  ...controlFaults,
  ...deviceFaults,
  ...definitionFaults,
  ...rareFaults,
};

/** The tables of kinds that are no workloads. */
function kindFaults(base: Base): Iterable<Change[]> {
  return patches(base, '', byKind[(base.manifest as { kind: string }).kind] ?? []);
}

const tables: readonly ((base: Base, full: boolean) => Iterable<Change[]>)[] = [
  metadataFaults,
  podFaults,
  workloadFaults,
  jobFaults,
  kindFaults,
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
