import type { Rule, RuleDocs } from '../model/rule.ts';
import { gives, grantsOf, isInGroup } from './shared/rbac.ts';

const WORDS: ReadonlyMap<string, { readonly verbs: readonly string[]; readonly message: string }> = new Map([
  ['pods/exec', { verbs: ['create', 'get'], message: 'may run commands in Pods' }],
  ['pods/attach', { verbs: ['create', 'get'], message: 'may talk to the programs that run in Pods' }],
  ['pods/portforward', { verbs: ['create', 'get'], message: 'may reach every port of Pods' }],
  ['pods/proxy', { verbs: ['create', 'get'], message: 'may send requests to Pods past every NetworkPolicy' }],
  [
    'pods/ephemeralcontainers',
    { verbs: ['update', 'patch'], message: 'may put containers of any image into running Pods' },
  ],
  ['pods/*', { verbs: ['create', 'get'], message: 'may run commands in Pods' }],
]);

export const rule: Rule = {
  category: 'rbac',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Role', 'ClusterRole'],
  object(manifest, report) {
    for (const grant of grantsOf(manifest)) {
      if (!isInGroup(grant, '')) continue;
      const index = grant.resources.findIndex(
        (resource) => gives(grant, ...(WORDS.get(resource)?.verbs ?? [])) && WORDS.has(resource),
      );
      const found = WORDS.get(grant.resources[index] ?? '');
      if (found !== undefined) report(grant.field.get('resources').item(index), found.message);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A role that may get into running Pods.',
  why: `\`pods/exec\`, \`pods/attach\`, \`pods/portforward\`, \`pods/proxy\` and \`pods/ephemeralcontainers\` let somebody act as the program in the Pod: with its token, its Secrets and its place in the network. Since
exec over WebSockets \`get\` is as good as \`create\`, up to the releases that ask for both. People who debug need it for a while; programs hardly ever do.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pods, pods/exec]
    verbs: [get, create]
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pods, pods/log]
    verbs: [get]
`,
};
