import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Deployment } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
  object(manifest, report) {
    const limit = manifest.field<Deployment>().get('spec').get('revisionHistoryLimit');
    if (limit.value !== 0) return;
    report(limit, `0 keeps no ${manifest.kind === 'Deployment' ? 'ReplicaSet' : 'revision'} to roll back to`);
  },
};

export const docs: RuleDocs = {
  summary: 'A workload that keeps nothing to roll back to.',
  why: `With \`revisionHistoryLimit: 0\` the old ReplicaSets (of a StatefulSet or DaemonSet: the old revisions) are removed as soon as a rollout is through. \`kubectl rollout undo\` then has nothing to go back to, in the very hour when one wants it. The default of 10 costs next to nothing: an old ReplicaSet has no Pods.
Where Git is the only way back, 1 or 2 are enough to be safe.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  revisionHistoryLimit: 0
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
  revisionHistoryLimit: 3
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
