import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'info',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A template of a Helm chart, which is no manifest before it is rendered.',
  why: `What stands under \`templates/\` beside a \`Chart.yaml\` and holds \`{{ }}\` is text for Helm's template engine. Only its output is YAML, and which output depends on the values. The file is left alone, and this is said once for each chart. Render the chart and lint what comes out: \`helm template CHART | podlint -\`, best with each set of values that is deployed. Placeholders of
that form in other files are errors: nobody would fill them in. With \`--as-is\` no file is left alone.`,
  exampleInput: { file: 'charts/web/templates/deployment.yaml', chart: 'charts/web' },
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: {{ .Values.replicas }}
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
