import type { Rule, RuleDocs } from '../model/rule.ts';
import type { ClusterRoleBinding } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'rbac',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  object(manifest, report) {
    const binding = manifest.field<ClusterRoleBinding>();
    const { roleRef, subjects = [] } = binding.value ?? {};
    if (roleRef?.kind === 'ClusterRole' && roleRef.name === 'cluster-admin') {
      const where = manifest.kind === 'RoleBinding' ? 'the namespace' : 'the cluster';
      report(binding.get('roleRef').get('name'), `grants everything in ${where}`);
    }
    for (const [index, { kind, name }] of subjects.entries()) {
      if (kind !== 'Group' || name !== 'system:masters') continue;
      report(
        binding.get('subjects').item(index).get('name'),
        '`system:masters` may do everything anyhow, past all checks; bind a group of your own',
      );
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A binding to `cluster-admin`.',
  why: `\`cluster-admin\` may do everything, everywhere; bound by a RoleBinding, everything in one namespace. A program with that role makes every fault in it a fault of the whole cluster. Write a role with what it needs; for
people, bind it for the time they need it. The group \`system:masters\` goes around authorization altogether and can't be taken back from whoever has a certificate for it.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deployer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: ci
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deployer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: ci
`,
};
