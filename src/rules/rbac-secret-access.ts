import type { Rule, RuleDocs } from '../model/rule.ts';
import { gives, grantsOf, isInGroup, itemOf, reachOf } from './shared/rbac.ts';

export const rule: Rule = {
  category: 'rbac',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Role', 'ClusterRole'],
  object(manifest, report) {
    for (const grant of grantsOf(manifest)) {
      const at = itemOf(grant, 'resources', ['secrets']);
      if (at === undefined || grant.names.length > 0 || !isInGroup(grant, '') || !gives(grant, 'get', 'list', 'watch'))
        continue;
      report(at, `may read every Secret ${reachOf(manifest)}`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A role that may read all Secrets.',
  why: `Who reads every Secret of a namespace has the tokens of its accounts and the passwords of its databases; \`list\` and \`watch\` hand over the contents as \`get\` does. Name the Secrets in \`resourceNames\` (that works
with \`get\`), or have the program read them from a volume. Roles with \`*\` as the resource are rbac-wildcard's.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: [get]
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: [web-tls]
    verbs: [get]
`,
};
