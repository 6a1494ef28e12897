import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { Deployment } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'autoscaling',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  project(project, report) {
    const covered = coveredPods(project);
    const unclear = project
      .of('PodDisruptionBudget')
      .filter((budget) => budget.unclear || (budget.facts?.is === 'budget' && budget.facts.selector?.unclear));
    for (const entry of [...project.of('Deployment'), ...project.of('StatefulSet')]) {
      if (covered.has(entry) || entry.workload?.labels.unclear || entry.file.context) continue;
      const replicas = project.replicasOf(entry);
      if (replicas === undefined || replicas < 2 || mayHaveBudget(project, entry, unclear)) continue;
      const at = project.open(entry)?.field<Deployment>().get('metadata').get('name');
      if (at !== undefined) report(at, `no PodDisruptionBudget: a drain may take all ${replicas} replicas at once`);
    }
  },
};

function coveredPods(project: Project): Set<Entry> {
  const covered = new Set<Entry>();
  for (const { facts, namespace } of project.of('PodDisruptionBudget')) {
    if (facts?.is !== 'budget' || facts.selector === undefined) continue;
    for (const entry of project.pods.select(namespace, facts.selector)) covered.add(entry);
  }
  return covered;
}

/** Whether there is one that can't be read, or lives elsewhere. */
function mayHaveBudget(project: Project, entry: Entry, unclear: readonly Entry[]): boolean {
  if (
    !project.horizon.isComplete(entry.file) ||
    project.horizon.isExternal('PodDisruptionBudget', entry.namespace, entry.name)
  )
    return true;
  return unclear.some((budget) => project.mayMeet(budget, entry));
}

export const docs: RuleDocs = {
  summary: 'Several replicas without a PodDisruptionBudget.',
  why: `Drains, upgrades of nodes and cluster autoscalers evict Pods through an interface that honours PodDisruptionBudgets. Without one they may evict all replicas at the same time, though each runs on a node of its
own. \`maxUnavailable: 1\` with the workload's labels is enough. The number of replicas is the autoscaler's \`minReplicas\` where one scales the workload.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
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
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
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
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
};
