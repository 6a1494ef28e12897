import type { Rule, RuleDocs } from '../model/rule.ts';
import { mayShare } from '../project/project.ts';
import type { Namespace } from '../schema/types.gen.ts';

export const rule: Rule<{ kinds: readonly string[] }> = {
  category: 'resources',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    kinds: {
      type: 'array',
      items: { type: 'string', enum: ['LimitRange', 'ResourceQuota'] },
      description: 'what a namespace has to have',
    },
  },
  defaults: { kinds: ['LimitRange'] },
  project(project, report, { kinds }) {
    const used = new Set(project.workloads.map(({ namespace }) => namespace));
    for (const entry of project.of('Namespace')) {
      const { name, file } = entry;
      if (!used.has(name) || file.context || !project.horizon.isComplete(file)) continue;
      const missing = kinds.filter(
        (kind) =>
          !project.horizon.isExternal(kind, name, '') &&
          !project.of(kind).some(({ namespace }) => mayShare(namespace, name)),
      );
      const at = missing.length === 0 ? undefined : project.open(entry)?.field<Namespace>().get('metadata').get('name');
      if (at !== undefined) report(at, `no ${missing.join(' and no ')} in namespace "${name}"`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A namespace without a LimitRange.',
  why: `Without a LimitRange a container that names no requests gets none: it is scheduled anywhere and evicted first. A LimitRange gives such containers defaults; a ResourceQuota (option \`kinds\`) bounds what all of a
namespace may take, so that one team can't starve the others. Looked at for namespaces that the input creates and puts workloads into.`,
  bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: LimitRange
metadata:
  name: defaults
  namespace: shop
spec:
  limits:
    - type: Container
      default:
        memory: 256Mi
      defaultRequest:
        cpu: 100m
        memory: 128Mi
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
