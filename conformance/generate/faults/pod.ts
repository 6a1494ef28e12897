import type { Base } from '../bases.ts';
import type { Change } from '../case.ts';
import { isChosen, patches, type Row } from './faults.ts';
import { containerRows } from './pod-containers.ts';
import { resourceRows } from './pod-resources.ts';
import { schedulingRows } from './pod-scheduling.ts';
import { securityRows } from './pod-security.ts';
import { volumeRows } from './pod-volumes.ts';
import { warningRows } from './pod-warnings.ts';

const rows: readonly Row[] = [
  ...containerRows,
  ...volumeRows,
  ...schedulingRows,
  ...securityRows,
  ...resourceRows,
  ...warningRows,
];

/** Where a kind keeps its pod: `spec.template.` and the like. */
const prefixes: Record<string, string> = {
  Pod: '',
  PodTemplate: 'template.',
  ReplicationController: 'spec.template.',
  ReplicaSet: 'spec.template.',
  Deployment: 'spec.template.',
  StatefulSet: 'spec.template.',
  DaemonSet: 'spec.template.',
  Job: 'spec.template.',
  CronJob: 'spec.jobTemplate.spec.template.',
};

/** The templates that are small enough to be tried with every row. */
const wholeTable = new Set(['deployment-minimal', 'job-minimal', 'statefulset-minimal']);

/** Faults of a pod, wherever it is; a choice of them in templates, unless all are wanted. */
export function* podFaults(base: Base, full: boolean): Generator<Change[]> {
  const prefix = prefixes[(base.manifest as { kind: string }).kind];
  if (prefix === undefined) return;
  const all = full || prefix === '' || wholeTable.has(base.name);
  for (const patch of patches(base, prefix, rows)) if (all || isChosen(patch)) yield patch;
}
