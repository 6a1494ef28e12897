import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Grant, gives, grantsOf, isInGroup } from './shared/rbac.ts';

/** What makes Pods, by group. */
const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  '': ['pods', 'replicationcontrollers'],
  apps: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'],
  batch: ['jobs', 'cronjobs'],
};

export const rule: Rule = {
  category: 'rbac',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Role', 'ClusterRole'],
  object(manifest, report) {
    for (const grant of grantsOf(manifest)) {
      if (grant.names.length > 0 || !gives(grant, 'create', 'update', 'patch')) continue;
      const index = grant.resources.findIndex((resource) => makesPods(grant, resource));
      if (index === -1) continue;
      const verb = gives(grant, 'create') ? 'create' : 'change';
      report(
        grant.field.get('resources').item(index),
        `may ${verb} ${grant.resources[index]}, and so run anything under any account of the namespace`,
      );
    }
  },
};

function makesPods(grant: Grant, resource: string): boolean {
  return Object.entries(WORKLOADS).some(
    ([group, resources]) => resources.includes(resource) && isInGroup(grant, group),
  );
}

export const docs: RuleDocs = {
  summary: 'A role that may make or change workloads.',
  why: `Who may create a Pod, or anything that makes Pods, chooses its image, its ServiceAccount and its volumes: that is all that any account of the namespace may do, and every Secret in it. Tools that deploy need
it; give it to them in the namespaces they deploy to, with a Role, and not by a ClusterRoleBinding.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, create]
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
`,
};
