import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Deployment } from '../schema/types.gen.ts';
import { podOf } from '../model/workload.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet'],
  object(manifest, report) {
    const spec = manifest.field<Deployment>().get('spec');
    const { minReadySeconds = 0, replicas } = spec.value ?? {};
    if (minReadySeconds > 0 || replicas === 0 || spec.get('minReadySeconds').unknown) return;
    const isProbed = podOf(manifest)?.lasting.some(({ value }) => value.readinessProbe !== undefined);
    if (isProbed) report(spec.atKey(), 'a Pod counts as available the moment it is ready: set `minReadySeconds`');
  },
};

export const docs: RuleDocs = {
  summary: 'A rollout that trusts a Pod the moment it is ready.',
  why: `Without \`minReadySeconds\` a Pod counts as available as soon as its readinessProbe succeeds for the first time, and the rollout goes on to the next one. A program that answers and falls over some seconds later is then rolled out everywhere. With \`minReadySeconds: 10\` a Pod must stay ready for ten seconds before it counts; a Deployment's \`progressDeadlineSeconds\` (600 unless
written) must be longer than that. The rule is in no preset: it is for those who want it everywhere.`,
  bad: `apiVersion: apps/v1
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
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  minReadySeconds: 10
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
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
`,
};
