import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'podlint',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A comment or annotation that silences a finding and does not say why.',
  why: `Whoever meets the directive in a year, most often its author, wants to know whether it is still needed. Write the reason behind two dashes: \`# podlint-disable-next-line latest-image -- the registry keeps one tag\`.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      # podlint-disable-next-line latest-image
      image: registry.example/web:latest
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      # podlint-disable-next-line latest-image -- the registry keeps one tag
      image: registry.example/web:latest
`,
};
