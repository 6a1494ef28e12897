import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'schema',
  since: '0.1.0',
  fixable: 'both',
};

export const docs: RuleDocs = {
  summary: 'An apiVersion that the target version of Kubernetes does not serve any more.',
  why: `Versions of an API are taken away some releases after their successor has come: \`extensions/v1beta1\` and \`apps/v1beta2\` went with 1.16 (tutorials still show them), Ingress and CustomResourceDefinition in \`v1beta1\` with 1.22, CronJob, PodDisruptionBudget and others in \`v1beta1\` with 1.25. Objects in
the cluster live on and are served in the new version; what fails is the next apply. Fields may have changed too: \`selector\` is required in \`apps/v1\`, Ingress backends look different. There is a fix where the object as it stands is valid in the new version.`,
  bad: `apiVersion: apps/v1beta2
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
`,
  good: `apiVersion: apps/v1
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
`,
};
