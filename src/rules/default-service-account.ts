import type { Rule, RuleDocs, RuleFinding } from '../model/rule.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec, manifest }, report) {
    const { serviceAccountName, serviceAccount, automountServiceAccountToken: automount } = spec.value ?? {};
    const account = serviceAccountName || serviceAccount || '';
    if (
      spec.value === undefined ||
      automount === false ||
      (account !== '' && account !== 'default') ||
      spec.get('serviceAccountName').unknown
    )
      return;
    if (manifest.unknown !== undefined && spec.get('automountServiceAccountToken').unknown) return;
    const at =
      spec.get('serviceAccountName').node === undefined ? spec.get('serviceAccount') : spec.get('serviceAccountName');
    // The account's own word counts where the Pod says nothing.
    const unless = automount === true ? undefined : SAYS_NO;
    report(at.node === undefined ? spec.atKey() : at, "runs as the namespace's default account, with its API token", {
      unless,
    });
  },
};

const SAYS_NO: RuleFinding['unless'] = (project, self) =>
  project.accountsOf(self).some(({ automount }) => automount === false);

export const docs: RuleDocs = {
  summary: 'A Pod that runs as the default ServiceAccount of its namespace.',
  why: `All Pods that name no account share \`default\`. A role that somebody binds to it for one of them goes to all, and in the audit log they are one. Give each program an account of its own; one that never talks to the
API server needs \`automountServiceAccountToken: false\` on the Pod or the account, and is then left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
