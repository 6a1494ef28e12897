import type { Rule, RuleDocs } from '../model/rule.ts';
import type { BudgetFacts, Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { Deployment, PodDisruptionBudget } from '../schema/types.gen.ts';
import { resolved } from './shared/percent.ts';

export const rule: Rule<{ single: boolean }> = {
  category: 'autoscaling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: { single: { type: 'boolean', description: 'also where there is one replica and it has to be available' } },
  defaults: { single: false },
  project(project, report, { single }) {
    for (const entry of project.of('PodDisruptionBudget')) {
      if (entry.facts?.is !== 'budget' || entry.file.context) continue;
      const found = always(entry.facts) ?? forItsPods(project, entry, { facts: entry.facts, single });
      const spec = found && project.open(entry)?.field<PodDisruptionBudget>().get('spec');
      if (found === undefined || spec === undefined) continue;
      const replicas = found.workload && project.open(found.workload)?.field<Deployment>().get('spec').get('replicas');
      const related = replicas && {
        at: replicas.node === undefined ? replicas.manifest.field<Deployment>().get('metadata').get('name') : replicas,
        message: 'the replicas',
      };
      report(spec.get(found.field), `${found.message}: a node with such a Pod can never be drained`, { related });
    }
  },
};

interface Blocked {
  readonly field: 'minAvailable' | 'maxUnavailable';
  readonly message: string;
  readonly workload?: Entry | undefined;
}

/** Lets nothing go, however many Pods there are. */
function always({ minAvailable, maxUnavailable }: BudgetFacts): Blocked | undefined {
  if (maxUnavailable === 0 || (typeof maxUnavailable === 'string' && /^0+%$/.test(maxUnavailable)))
    return { field: 'maxUnavailable', message: `maxUnavailable is ${maxUnavailable}` };
  if (typeof minAvailable === 'string' && /^0*100%$/.test(minAvailable))
    return { field: 'minAvailable', message: `minAvailable is ${minAvailable}` };
  return undefined;
}

/** Wants as many Pods to be available as there are, where all workloads that it selects are known. */
function forItsPods(
  project: Project,
  entry: Entry,
  { facts, single }: { facts: BudgetFacts; single: boolean },
): Blocked | undefined {
  const { minAvailable, selector } = facts;
  if (minAvailable === undefined || selector === undefined || selector.unclear || minAvailable === 0) return undefined;
  const selected = project.pods.select(entry.namespace, selector);
  const sure = project.partners(entry, selected);
  const around = project.folders.around(entry.file);
  if (selected.some((one) => !sure.includes(one) && around.has(one.file))) return undefined;
  let replicas = 0;
  for (const workload of sure) {
    const own = workload.workload?.labels.unclear ? undefined : project.replicasOf(workload);
    if (own === undefined) return undefined;
    replicas += own;
  }
  const wanted = resolved(minAvailable, replicas, 'up');
  if (replicas === 0 || wanted === undefined || wanted < replicas || (replicas === 1 && wanted === 1 && !single))
    return undefined;
  const share = typeof minAvailable === 'string' ? `${minAvailable} is ${wanted}` : `${wanted}`;
  return {
    field: 'minAvailable',
    message: `minAvailable ${share} of ${replicas === 1 ? 'one replica' : `${replicas} replicas`}`,
    workload: sure[0],
  };
}

export const docs: RuleDocs = {
  summary: 'A PodDisruptionBudget that never lets a Pod go.',
  why: `\`kubectl drain\`, node upgrades and cluster autoscalers ask the budget before they evict a Pod. One that allows no disruption (maxUnavailable 0, minAvailable 100 %, or as many as there are replicas; with an
autoscaler, as many as its \`minReplicas\`) makes them wait for ever: the upgrade stands still until somebody deletes the budget by night. Give \`maxUnavailable: 1\`, which stays right when the number of
replicas changes. One replica that has to be available is left alone unless the option \`single\` is set.`,
  bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: web
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
  good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
};
