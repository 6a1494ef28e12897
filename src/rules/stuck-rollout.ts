import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'Numbers that leave a rollout no Pod to replace.',
  why: `A rolling update needs room: Pods that may be there in addition (\`maxSurge\`), or Pods that may be missing (\`maxUnavailable\`). With both 0 (\`0%\` is 0 too) no Pod could ever be replaced, and the API server refuses it. One of them may be 0: \`maxSurge: 1\` with \`maxUnavailable: 0\` keeps all replicas serving. Both default to 25 %; of few replicas
that is rounded up for \`maxSurge\` and down for \`maxUnavailable\`. \`maxUnavailable\` may be 100 % at most, \`maxSurge\` more. In a DaemonSet one of the two must be 0.

Guides that say neither may be 0 when the other is set have it backwards.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  strategy:
    rollingUpdate:
      maxSurge: 0
      maxUnavailable: 0
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
  replicas: 4
  strategy:
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
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
