import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Grant, grantsOf, itemOf, ownResources } from './shared/rbac.ts';

const LISTS = ['resources', 'apiGroups', 'verbs', 'nonResourceURLs'] as const;
type List = (typeof LISTS)[number];

export const rule: Rule<{ allow: readonly List[] }> = {
  category: 'rbac',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    allow: { type: 'array', items: { type: 'string', enum: LISTS }, description: 'lists in which `*` is no finding' },
  },
  defaults: { allow: [] },
  kinds: ['Role', 'ClusterRole'],
  object(manifest, report, { allow }) {
    for (const grant of grantsOf(manifest)) {
      if (isOfOneOperator(grant)) continue;
      const list = LISTS.find((one) => !allow.includes(one) && grant.field.value?.[one]?.includes('*'));
      const at = list && itemOf(grant, list, ['*']);
      if (at !== undefined) report(at, inWords(grant));
    }
  },
};

/** An operator may well have all of its own group. */
function isOfOneOperator({ groups }: Grant): boolean {
  return groups.length > 0 && groups.every((group) => group !== '*' && !ownResources().isOwn(group));
}

function inWords({ verbs, resources, groups, urls }: Grant): string {
  if (urls.includes('*')) return 'every URL of the API server';
  const what = resources.includes('*') ? 'every resource' : resources.slice(0, 3).join(', ');
  const where = groups.includes('*')
    ? ' of every group'
    : resources.includes('*')
      ? ` of ${groups.map((group) => (group === '' ? 'the core group' : group)).join(', ')}`
      : '';
  return `${verbs.includes('*') ? 'every verb on ' : ''}${what}${where}`;
}

export const docs: RuleDocs = {
  summary: 'A `*` in a Role or ClusterRole.',
  why: `A \`*\` grants what there is and what there will be: Secrets, \`escalate\` on roles, the objects of operators that are installed next year. Name the verbs and resources that the program uses; its log of refused
requests tells which. A \`*\` on the objects of an operator's own group alone is left alone.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
rules:
  - apiGroups: [apps]
    resources: ["*"]
    verbs: [get, list, watch]
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deployer
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, list, watch]
`,
};
