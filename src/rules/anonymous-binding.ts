import type { Rule, RuleDocs } from '../model/rule.ts';
import type { ClusterRoleBinding } from '../schema/types.gen.ts';

/** Roles that are made for everybody. */
const PUBLIC: readonly string[] = ['system:public-info-viewer', 'system:service-account-issuer-discovery'];
const FOR_ALL_WITH_LOGIN: readonly string[] = [...PUBLIC, 'system:basic-user', 'system:discovery'];

export const rule: Rule<{ authenticated: boolean }> = {
  category: 'rbac',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    authenticated: { type: 'boolean', description: 'bindings to `system:authenticated` too: anyone with any login' },
  },
  defaults: { authenticated: false },
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  object(manifest, report, { authenticated }) {
    const binding = manifest.field<ClusterRoleBinding>();
    const { subjects = [], roleRef } = binding.value ?? {};
    const role = roleRef?.name ?? '';
    for (const [index, { kind, name }] of subjects.entries()) {
      const anonymous =
        (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === 'system:unauthenticated');
      const anybody = authenticated && kind === 'Group' && name === 'system:authenticated';
      if (!(anonymous && !PUBLIC.includes(role)) && !(anybody && !FOR_ALL_WITH_LOGIN.includes(role))) continue;
      report(
        binding.get('subjects').item(index).get('name'),
        `anyone ${anonymous ? 'without a login' : 'with any login at all'} gets this role`,
      );
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A role that people get without a login.',
  why: `Requests without credentials are those of the user \`system:anonymous\` in the group \`system:unauthenticated\`. A role bound to one of them is open to everybody who reaches the API server, which on many
clusters is the whole internet. Roles that are made for it (\`system:public-info-viewer\`, \`system:service-account-issuer-discovery\`) are left alone. The option \`authenticated\` adds
\`system:authenticated\`: on some clouds anybody with an account there.`,
  bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: system:unauthenticated
`,
  good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: viewers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: Group
    name: shop-developers
`,
};
