import type { Rule, RuleDocs } from '../model/rule.ts';
import type { DaemonSet, Deployment, PodSpec } from '../schema/types.gen.ts';
import type { Manifest } from '../model/manifest.ts';
import { podOf } from '../model/workload.ts';
import { type Replicated, byAutoscaler, byItself } from './shared/replicas.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
  object(manifest, report) {
    if (manifest.kind === 'Deployment') return byItself(manifest, report, check);
    const type = manifest.field<DaemonSet>().get('spec').get('updateStrategy').get('type');
    if (type.value === 'OnDelete' && !isExclusive(manifest))
      report(type, 'Pods keep the old template until somebody deletes them');
  },
  project: (project, report) => byAutoscaler(project, { kinds: ['Deployment'], report }, check),
};

function check({ manifest, replicas, report }: Replicated): void {
  const type = manifest.field<Deployment>().get('spec').get('strategy').get('type');
  if (replicas > 1 && type.value === 'Recreate' && !isExclusive(manifest))
    report(type, `every rollout stops all ${replicas} Pods before it starts new ones`);
}

/** Whether its Pods hold something that the next ones could not have at the same time. */
function isExclusive(manifest: Manifest): boolean {
  const pod = podOf(manifest);
  const spec: PodSpec = pod?.spec.value ?? {};
  if (spec.hostNetwork || spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined))
    return true;
  return pod?.containers.some(({ value }) => value.ports?.some(({ hostPort }) => hostPort !== undefined)) ?? false;
}

export const docs: RuleDocs = {
  summary: 'Several replicas that a rollout stops all at once, or not at all.',
  why: `With \`Recreate\` all old Pods are stopped before the first new one starts: each rollout is an outage, as long as the slowest image pull and start. That is right for a program that can't run twice, and seldom for one that has several replicas. With \`OnDelete\` a StatefulSet or DaemonSet changes nothing by itself: Pods keep the old template until somebody deletes them, and
the next node failure brings a mixture. Where the Pods hold a claim, a host port or the host's network, which the next ones could not have at the same time, the rule is quiet.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: Recreate
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
  strategy:
    type: RollingUpdate
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
