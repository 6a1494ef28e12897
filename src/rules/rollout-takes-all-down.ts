import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Deployment } from '../schema/types.gen.ts';
import { resolved } from './shared/percent.ts';
import { type Replicated, byAutoscaler, byItself } from './shared/replicas.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Deployment'],
  object: (manifest, report) => byItself(manifest, report, check),
  project: (project, report) =>
    byAutoscaler(
      project,
      { kinds: ['Deployment'], report, mayConcern: ({ mostDown }, replicas) => takesAll(mostDown, replicas) },
      check,
    ),
};

function takesAll(most: number | string | undefined, replicas: number): boolean {
  return most !== undefined && replicas >= 2 && (resolved(most, replicas, 'down') ?? 0) >= replicas;
}

function check({ manifest, replicas, report }: Replicated): void {
  const strategy = manifest.field<Deployment>().get('spec').get('strategy');
  const most = strategy.get('rollingUpdate').get('maxUnavailable');
  if (strategy.value?.type !== 'RollingUpdate' || !takesAll(most.value, replicas) || most.node === undefined) return;
  report(most, `all ${replicas} replicas may be down at once`);
}

export const docs: RuleDocs = {
  summary: 'A rolling update that may take all replicas down at once.',
  why: `\`maxUnavailable\` says how many replicas may be missing during a rollout. Where that comes to all of them (\`100%\`, or a number as large as \`replicas\`) the rollout may stop every old Pod before a single new one serves: an outage as with \`Recreate\`, under a name that promises otherwise. Write 1 or 25 %, which is the default, or \`type: Recreate\` if an outage is
what is wanted. Of a single replica the rule says nothing; where an autoscaler scales the workload its \`minReplicas\` is the number that counts.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    rollingUpdate:
      maxUnavailable: 100%
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
    rollingUpdate:
      maxUnavailable: 1
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
