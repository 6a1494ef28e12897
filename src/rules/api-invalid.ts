import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'shape', severity: 'error', presets: ['api'], source: 'api', since: '0.1.0' };

export const docs: RuleDocs = {
  summary: 'A value that the API server does not take.',
  why: 'The field has a value of the right type that breaks a rule of the API: a range, a form, an agreement with another field. The message says which one.',
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      ports:
        - containerPort: 65536
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      ports:
        - containerPort: 8080
`,
};
