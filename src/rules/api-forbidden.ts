import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'shape', severity: 'error', presets: ['api'], source: 'api', since: '0.1.0' };

export const docs: RuleDocs = {
  summary: 'A field that may not be set here.',
  why: 'The API server refuses the field in this place or beside another one, whatever its value.',
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      volumeMounts:
        - name: data
          mountPath: /data
          mountPropagation: Bidirectional
  volumes:
    - name: data
      emptyDir: {}
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
`,
};
