import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Grant, gives, grantsOf, isInGroup, itemOf } from './shared/rbac.ts';

const WRITING = ['create', 'update', 'patch'];
const RBAC = 'rbac.authorization.k8s.io';

interface Power {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly message: string;
}

/** What makes more of itself. */
const POWERS: readonly Power[] = [
  {
    group: RBAC,
    resources: ['roles', 'clusterroles'],
    verbs: ['escalate'],
    message: 'may put more into roles than it has itself',
  },
  { group: RBAC, resources: ['roles', 'clusterroles'], verbs: ['bind'], message: 'may give itself any role' },
  {
    group: '',
    resources: ['users', 'groups', 'serviceaccounts'],
    verbs: ['impersonate'],
    message: 'may act as somebody else',
  },
  {
    group: 'authentication.k8s.io',
    resources: ['userextras', 'uids'],
    verbs: ['impersonate'],
    message: 'may act as somebody else',
  },
  { group: RBAC, resources: ['roles', 'clusterroles'], verbs: WRITING, message: 'may change roles' },
  {
    group: RBAC,
    resources: ['rolebindings', 'clusterrolebindings'],
    verbs: WRITING,
    message: 'may give away the roles that it has',
  },
  {
    group: 'admissionregistration.k8s.io',
    resources: ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'],
    verbs: WRITING,
    message: 'may read and change all that goes to the API server',
  },
  {
    group: 'certificates.k8s.io',
    resources: ['certificatesigningrequests/approval'],
    verbs: ['update', 'patch'],
    message: 'may approve certificates in any name',
  },
  {
    group: 'certificates.k8s.io',
    resources: ['signers'],
    verbs: ['approve', 'sign'],
    message: 'may approve certificates',
  },
  {
    group: '',
    resources: ['nodes/proxy'],
    verbs: ['get', 'create'],
    message: 'may run commands in every Pod of a node, unseen by the audit log',
  },
  { group: '', resources: ['serviceaccounts/token'], verbs: ['create'], message: 'may make tokens of other accounts' },
];

export const rule: Rule = {
  category: 'rbac',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Role', 'ClusterRole'],
  object(manifest, report) {
    for (const grant of grantsOf(manifest)) {
      const power = POWERS.find((one) => isGiven(grant, one));
      const at = power && placeOf(grant, power);
      if (power !== undefined && at !== undefined) report(at, power.message);
    }
  },
};

/** Every resource and every verb is a wildcard's matter; one of the two with `*` counts. */
function isGiven(grant: Grant, { group, resources, verbs }: Power): boolean {
  const all = grant.resources.includes('*');
  if (!isInGroup(grant, group) || (!all && !grant.resources.some((resource) => resources.includes(resource))))
    return false;
  // Writing to everything is rbac-wildcard's; the verbs that mean nothing else are not.
  if (all) return grant.verbs.some((verb) => SPEAKING.includes(verb) && verbs.includes(verb));
  return gives(grant, ...verbs) && (grant.names.length === 0 || verbs[0] === 'impersonate' || verbs[0] === 'bind');
}

const SPEAKING = ['escalate', 'bind', 'impersonate'];

function placeOf(grant: Grant, { verbs }: Power): Field<string> | undefined {
  return itemOf(grant, 'verbs', verbs) ?? itemOf(grant, 'verbs', ['*']);
}

export const docs: RuleDocs = {
  summary: 'A role by which its holder can get more rights.',
  why: `The API server keeps people from granting what they do not have, unless they hold \`escalate\` or \`bind\`. \`impersonate\`, tokens of other accounts, approved certificates, webhooks that see and change
every request, and the kubelet's own interface behind \`nodes/proxy\` lead to the same end. Controllers of a platform need some of these; name the roles or accounts with \`resourceNames\` there.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [get, bind]
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles]
    verbs: [get]
`,
};
