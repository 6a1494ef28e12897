import type { Rule, RuleDocs } from '../model/rule.ts';
import { within } from './shared/dangling.ts';

const KINDS = [
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'Service',
  'PriorityClass',
];

export const rule: Rule<{ kinds: readonly string[] }> = {
  category: 'accounts',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    kinds: { type: 'array', items: { type: 'string' }, description: 'kinds of objects whose absence is reported' },
  },
  defaults: { kinds: KINDS },
  project(project, report, { kinds }) {
    const seen = new Set<string>();
    for (const { entry, reference, sought } of project.references.dangling) {
      const { kind, namespace, name } = sought;
      // A StatefulSet's own Service has a rule of its own.
      if (!kinds.includes(kind) || reference.form.name === 'serviceName') continue;
      if (!project.horizon.lacks(entry, sought) || project.horizon.near(entry, sought) !== undefined) continue;
      const key = `${entry.file.source.file} ${entry.index} ${entry.item} ${kind} ${namespace} ${name}`;
      const at = seen.has(key) ? undefined : project.place(entry, reference);
      seen.add(key);
      if (at !== undefined) report(at, `no ${kind} "${name}" ${within(namespace)}`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A reference to an object that the input does not hold.',
  why: `What a Pod refers to must be there when it starts: a missing ConfigMap, Secret or claim keeps it waiting, without end and without an error at creation. podlint knows the input only, so it
speaks where the input looks complete: the same file (or what kustomizations tie together) holds other objects of that kind in that namespace, all of it could be read, and no
generator, ExternalSecret, SealedSecret, Certificate or other custom resource may make the object. What lives elsewhere for good belongs under \`externals\` in the config.
References with \`optional: true\` and objects that every cluster has are left alone.`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      envFrom:
        - configMapRef:
            name: flags
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: flags
data:
  LOG_LEVEL: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      envFrom:
        - configMapRef:
            name: flags
`,
};
