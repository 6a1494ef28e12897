import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A name that nothing in the object has.',
  why: `The field names another part of the same object, such as a container or a claim of the Pod, and there is none of that name. (Volumes have a page of their own: \`undeclared-volume\`.)`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resourceClaims:
    - name: gpu
      resourceClaimName: gpu
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        claims:
          - name: gpus
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  resourceClaims:
    - name: gpu
      resourceClaimName: gpu
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        claims:
          - name: gpu
`,
};
