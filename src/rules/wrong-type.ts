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
  summary: 'A value of another type than the field has.',
  why: `YAML decides by its looks what a value is, and not always as one would like: \`8080\`, \`1.10\`, \`true\` and \`0x1f\` are no strings, and as Kubernetes reads YAML neither are \`yes\`, \`no\`, \`on\`, \`off\`, \`y\` and \`n\`. Environment variables, labels, annotations and arguments must be strings: quote them. Numbers and booleans
must not be quoted. \`command\` and \`args\` are lists, also with one item. The message says how Kubernetes reads the value and what to write. No object with such a value gets as far as being validated.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: PORT
          value: 8080
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: PORT
          value: "8080"
`,
};
