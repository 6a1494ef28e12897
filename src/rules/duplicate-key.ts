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
  summary: 'A key that stands twice in one mapping.',
  why: `YAML wants keys to be unique. kubectl does not mind: it keeps the last one and sends nothing of the first, so that half of an \`env\` list or a whole \`securityContext\` is gone and nobody is told. Put both together, or take one out. \`--fix\` removes the second where both
values are the same. Keys that YAML reads as one count as one: \`yes\` and \`true\`. A \`<<\` that brings in a key again is no duplicate: see \`merge-overrides-earlier-key\`.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      imagePullPolicy: IfNotPresent
      env:
        - name: MODE
          value: fast
      imagePullPolicy: IfNotPresent
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      imagePullPolicy: IfNotPresent
      env:
        - name: MODE
          value: fast
`,
};
