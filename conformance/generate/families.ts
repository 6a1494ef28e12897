import { bases } from './bases.ts';

/** The families of the kinds that run Pods. */
export const workloads: readonly string[] = [
  'cronjob',
  'daemonset',
  'deployment',
  'job',
  'pod',
  'podtemplate',
  'replicaset',
  'replicationcontroller',
  'statefulset',
];

/** Reads `service,ingress`; `workloads` stands for those above, `others` for all but them. */
export function familiesOf(text: string): ReadonlySet<string> {
  const all = new Set([...bases().values()].map(({ family }) => family));
  const groups: Record<string, readonly string[]> = {
    workloads,
    others: [...all].filter((family) => !workloads.includes(family)),
  };
  const wanted = text.split(',').flatMap((name) => groups[name] ?? [name]);
  for (const family of wanted) if (!all.has(family)) throw new Error(`no family ${family}`);
  return new Set(wanted);
}
