import { setBelow } from '../fix/below.ts';
import { fixOf } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { Entry } from '../project/entry.ts';
import { type Project, mayShare } from '../project/project.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    const bound = new BoundAccounts(project);
    for (const entry of project.workloads) {
      if (
        entry.workload === undefined ||
        entry.unclear ||
        entry.file.context ||
        !mountsToken(project, entry) ||
        bound.has(entry)
      )
        continue;
      const manifest = project.open(entry);
      const spec = manifest && podOf(manifest)?.spec;
      if (spec?.node === undefined) continue;
      const written = spec.get('automountServiceAccountToken');
      const fix = fixOf('set automountServiceAccountToken: false', spec, false, [
        setBelow(spec.node, ['automountServiceAccountToken'], false),
      ]);
      report(
        written.node === undefined ? spec.atKey() : written,
        'an API token is mounted and no role is bound to it',
        { fix },
      );
    }
  },
};

/** Whether the Pods get a token, as far as the input tells: an account that lives elsewhere may say no, or have roles there. */
function mountsToken(project: Project, entry: Entry): boolean {
  const { automount, account } = entry.workload ?? {};
  if (automount === false) return false;
  const accounts = project.accountsOf(entry);
  if (accounts.length === 0 && account !== '' && account !== 'default') return false;
  return automount === true || accounts.every((facts) => facts.automount !== false);
}

/** The accounts that some role binding of the input names. */
class BoundAccounts {
  readonly #names: Map<string, string[]> = new Map();
  readonly #groups: string[] = [];

  constructor(project: Project) {
    for (const { facts } of [...project.of('RoleBinding'), ...project.of('ClusterRoleBinding')]) {
      if (facts?.is !== 'binding') continue;
      for (const group of facts.groups) this.#groups.push(group);
      for (const account of facts.accounts) {
        const slash = account.indexOf('/');
        const name = account.slice(slash + 1);
        const namespaces = this.#names.get(name);
        if (namespaces === undefined) this.#names.set(name, [account.slice(0, slash)]);
        else namespaces.push(account.slice(0, slash));
      }
    }
  }

  has({ namespace, workload }: Entry): boolean {
    const named = this.#names.get(workload?.account || 'default') ?? [];
    return (
      named.some((one) => mayShare(one, namespace)) ||
      this.#groups.some((group) => group === '*' || mayShare(group, namespace))
    );
  }
}

export const docs: RuleDocs = {
  summary: 'A Pod with an API token that it has no use for.',
  why: `Every Pod gets a token of its ServiceAccount under \`/var/run/secrets/kubernetes.io/serviceaccount\` unless it or the account says \`automountServiceAccountToken: false\`; the Pod's word goes before the account's. A
program that never talks to the API server needs none, and somebody who breaks into it can use the token to look around in the cluster. The rule speaks where no RoleBinding or ClusterRoleBinding of the
input names the account, and is quiet on accounts by name that the input does not hold.`,
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
  automountServiceAccountToken: false
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
