import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'safe',
};

export const docs: RuleDocs = {
  summary: 'A value that is none of those which the field takes.',
  why: `Many fields take one of a few words: pull policies, protocols, schemes, operators, effects, access modes, types. Their case counts: \`HTTP\` and not \`http\`, \`TCP\` and not \`tcp\`. The message lists what is allowed in the target version, and names the one that is near.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      imagePullPolicy: IfNotPersent
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
`,
};
