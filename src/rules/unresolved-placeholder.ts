import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'info',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A value that waits to be filled in, where it can not stand as it is.',
  why: `\`\${REPLICAS}\`, \`$(REPLICAS)\`, \`<replicas>\` and \`{{ replicas }}\` are filled in by envsubst, kustomize, CI variables or by hand before anything is applied. Where the field takes text, that is none of podlint's business. Where it takes a number, a boolean or a name of a certain form, the value counts as unknown: no error is made of it, nothing is concluded from it,
and the verdict of the object is unknown. It is said once for each object. To check what is really applied, fill the values in first and lint what comes out: \`envsubst < web.yaml | podlint -\`. With \`--as-is\` the text is taken as it stands, as the API server would.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: \${REPLICAS}
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
`,
};
