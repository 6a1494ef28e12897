import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'schema',
  since: '0.1.0',
  fixable: 'safe',
};

export const docs: RuleDocs = {
  summary: 'An apiVersion and kind that no API server of the target version serves.',
  why: `The kind is misspelt or in the wrong case, it belongs to another group (\`apps/v1\` has Deployment, \`v1\` has Service), or the target version does not have it yet: \`--kubernetes-version\`. kubectl says \`no matches for kind\`. Kinds of other groups than Kubernetes' own are a matter
of their CustomResourceDefinitions: see \`missing-schema\`.`,
  bad: `apiVersion: apps/v1
kind: Deploymnet
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
