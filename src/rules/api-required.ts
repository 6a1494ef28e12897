import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'shape', severity: 'error', presets: ['api'], source: 'api', since: '0.1.0' };

export const docs: RuleDocs = {
  summary: 'A field that the API server insists on is missing or empty.',
  why: 'The API server refuses the object until the field has a value.',
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
`,
};
