import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'shape', severity: 'error', presets: ['api'], source: 'api', since: '0.1.0' };

export const docs: RuleDocs = {
  summary: 'Something that must be unique stands there twice.',
  why: 'Names in a list (containers, volumes), mount paths and the like identify their item; the API server refuses a second one.',
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
    - name: web
      image: busybox:1.37
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
    - name: helper
      image: busybox:1.37
`,
};
