import { matchesGlob } from '../model/glob.ts';
import { parseImage } from '../model/image.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';

export const rule: Rule<{ private: readonly string[]; nodeCredentials: readonly string[] }> = {
  category: 'containers',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    private: {
      type: 'array',
      items: { type: 'string' },
      description: 'hosts of registries that give nothing to strangers; `*` stands for any part',
    },
    nodeCredentials: {
      type: 'array',
      items: { type: 'string' },
      description: 'of these, the hosts for which the nodes themselves have credentials',
    },
  },
  defaults: { private: ['*.dkr.ecr.*', '*.azurecr.io', 'registry.gitlab.com', '*:*'], nodeCredentials: [] },
  project(project, report, options) {
    for (const entry of project.workloads) {
      if (entry.workload === undefined || entry.unclear || entry.file.context || hasSecret(project, entry)) continue;
      const isPrivate = (image: string): boolean =>
        isPrivateImage(image, options.private) && !isPrivateImage(image, options.nodeCredentials);
      if (!entry.workload.containers.some(({ image }) => isPrivate(image))) continue;
      const manifest = project.open(entry);
      for (const { field } of (manifest && podOf(manifest)?.containers) ?? []) {
        if (isPrivate(field.value?.image ?? ''))
          report(field.get('image'), 'private registry, and no imagePullSecrets on the Pod or its ServiceAccount');
      }
    }
  },
};

/** Whether the Pod or its account brings a secret, or the account is not there to be asked. */
function hasSecret(project: Project, entry: Entry): boolean {
  if ((entry.workload?.pullSecrets ?? 0) > 0) return true;
  const accounts = project.accountsOf(entry);
  return accounts.length === 0 || accounts.some(({ pullSecrets }) => pullSecrets > 0);
}

function isPrivateImage(image: string, hosts: readonly string[]): boolean {
  const { registry, unclear } = parseImage(image);
  if (registry === undefined || unclear || /^(?:localhost|127\.)/.test(registry)) return false;
  return hosts.some((host) => matchesGlob(host, registry));
}

export const docs: RuleDocs = {
  summary: 'An image of a private registry, and no secret to pull it with.',
  why: `A node that may not pull an image leaves the Pod in \`ImagePullBackOff\`. Credentials come from \`imagePullSecrets\` of the Pod or of its ServiceAccount. Nodes in some clouds have credentials of their own: name
those registries in the option \`nodeCredentials\`. The rule speaks where the ServiceAccount is in the input and can be asked.`,
  bad: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.gitlab.com/shop/web:2.4.1
`,
  good: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
imagePullSecrets:
  - name: registry
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.gitlab.com/shop/web:2.4.1
`,
};
