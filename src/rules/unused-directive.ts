import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'podlint',
  severity: 'warning',
  presets: ['api'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'safe',
};

export const docs: RuleDocs = {
  summary: 'A comment or annotation that silences nothing.',
  why: `The finding that it was written for is gone, moved away from it, or was never made by that rule. Such leftovers hide the next finding of the rule that comes up at the place. \`--fix\` takes the name out of the comment, or the comment as a whole. Directives of rules that are switched off are left alone. \`reportUnusedDirectives\` in the config sets how
loud this is, or switches it off.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      # podlint-disable-next-line latest-image -- we follow the newest build
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      # podlint-disable-next-line latest-image -- we follow the newest build
      image: registry.example/web:latest
`,
};
