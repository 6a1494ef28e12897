import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Deployment, HorizontalPodAutoscaler } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'autoscaling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    const seen = new Set<Entry>();
    for (const scaler of [...project.of('HorizontalPodAutoscaler'), ...project.of('ScaledObject.keda.sh')]) {
      if (scaler.facts?.is !== 'scaler') continue;
      for (const target of project.targetsOf(scaler)) {
        if (!target.workload?.writesReplicas || target.workload.replicas === 0 || seen.has(target)) continue;
        seen.add(target);
        const spec = project.open(target)?.field<Deployment>().get('spec');
        const at = spec?.get('replicas').atKey();
        const by = project.open(scaler)?.field<HorizontalPodAutoscaler>().get('spec').get('scaleTargetRef').atKey();
        if (spec?.node === undefined || at?.node === undefined || by === undefined) continue;
        const fix = fixOf('remove replicas', at, false, [removeEntry(spec.node, at.node)]);
        report(at, `each apply sets ${target.workload.replicas} against ${scaler.title}`, {
          fix,
          related: { at: by, message: 'scaled from here' },
        });
      }
    }
  },
};

export const docs: RuleDocs = {
  summary: '`replicas` in a workload that an autoscaler scales.',
  why: `Each \`kubectl apply\` or sync puts the written number back, in the middle of the load that the autoscaler has answered with more Pods; the autoscaler then scales up again from there. Leave \`replicas\` out and
give the least number as \`minReplicas\`. Removing it from an object that is in the cluster already sets it to 1 once, so take it out of the last-applied configuration first
(\`kubectl apply edit-last-applied\`). \`replicas: 0\` switches the autoscaler off and is left alone.`,
  bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 10
---
apiVersion: apps/v1
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
          resources:
            requests:
              cpu: 100m
`,
  good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 10
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
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
          resources:
            requests:
              cpu: 100m
`,
};
