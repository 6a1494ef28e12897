import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'podlint',
  severity: 'warning',
  presets: ['api'],
  source: 'rule',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A comment for podlint that podlint does not understand.',
  why: `A directive with a misspelt verb or rule silences nothing, and nobody would notice. There are \`podlint-disable-next-line\`, \`podlint-disable-line\`, \`podlint-disable\`, \`podlint-enable\` and \`podlint-disable-file\`, each with the ids of rules behind it and, behind \`--\`, the reason; and the annotation \`podlint/ignore\` on an object or a pod template. To silence all rules at
once is not possible: name them, so that a new kind of mistake in that place is still found.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      # podlint-disable-next-line lates-image -- we follow the newest build
      image: registry.example/web:latest
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
