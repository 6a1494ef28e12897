import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'info',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'An object of a custom kind whose shape nobody told podlint.',
  why: `Custom kinds are defined in the cluster, and podlint does not ask clusters. What it has no schema for it does not check: a misspelt field or a number
in quotes goes through unseen, here and now. Lint the CustomResourceDefinition together with the objects, or name it: \`--crds FILE\`, \`crds\` in the config.
JSON Schemas that lie on disk do as well: \`--schema-location\`.

It is said once for each kind in a file. \`--missing-schema error\` makes it an error, so that a pipeline can't skip a kind unnoticed; \`--missing-schema ignore\`
says nothing.`,
  bad: `apiVersion: example.com/v1
kind: Backup
metadata:
  name: nightly
spec:
  scheduel: 0 3 * * *
`,
  good: `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: backups.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    kind: Backup
    plural: backups
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                schedule:
                  type: string
---
apiVersion: example.com/v1
kind: Backup
metadata:
  name: nightly
spec:
  schedule: 0 3 * * *
`,
};
