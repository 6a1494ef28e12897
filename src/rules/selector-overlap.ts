import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import { podOf } from '../model/workload.ts';
import type { Deployment } from '../schema/types.gen.ts';

type Scope = 'file' | 'directory' | 'input';

const KINDS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

export const rule: Rule<{ scope: Scope }> = {
  category: 'rollout',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    scope: {
      type: 'string',
      enum: ['file', 'directory', 'input'],
      description: 'how far two workloads may be apart to be taken for parts of one whole',
    },
  },
  defaults: { scope: 'file' },
  project(project, report, { scope }) {
    for (const file of project.files) {
      if (file.patch || file.context) continue;
      const own = file.entries.filter(isOwner);
      // Alone in its file, there is nobody to be mixed up with.
      if (scope === 'file' && own.length < 2) continue;
      for (const entry of own) {
        const other = caught(project, entry, scope);
        const template = other && podOfEntry(project, other);
        const selector = other && project.open(entry)?.field<Deployment>().get('spec').get('selector').atKey();
        if (other === undefined || selector === undefined || template === undefined) continue;
        const related = { at: template.metadata.get('labels').atKey(), message: 'these labels are selected' };
        report(selector, `also selects the Pods of ${other.title}`, { related });
      }
    }
  },
};

function isOwner({ kind, workload }: Entry): boolean {
  return KINDS.has(kind) && workload !== undefined && !workload.owned;
}

/** Another workload whose Pods the selector of this one catches. */
function caught(project: Project, entry: Entry, scope: Scope): Entry | undefined {
  const selector = entry.workload?.selector;
  if (selector === undefined || selector.empty) return undefined;
  let found: Entry | undefined;
  project.pods.some(entry.namespace, selector, (other) => {
    if (!isRival(entry, other, scope)) return false;
    found = other;
    return true;
  });
  return found === undefined || selector.unclear || found.workload?.labels.unclear ? undefined : found;
}

function isRival(entry: Entry, other: Entry, scope: Scope): boolean {
  if (other === entry || other.namespace !== entry.namespace || other.file.patch || !isOwner(other)) return false;
  if (other.kind === entry.kind && other.name === entry.name) return false;
  return scope === 'input' || (scope === 'file' ? other.file === entry.file : other.file.folder === entry.file.folder);
}

function podOfEntry(project: Project, entry: Entry): ReturnType<typeof podOf> {
  const manifest = project.open(entry);
  return manifest && podOf(manifest);
}

export const docs: RuleDocs = {
  summary: 'Two workloads that select the same Pods.',
  why: `The selector of a Deployment, StatefulSet, DaemonSet or ReplicaSet says which Pods are its own, and nothing keeps two of them apart. Where one selects the Pods of another, Services and budgets that use
the same labels mix them up, \`kubectl\` shows both, an autoscaler counts both, and controllers may adopt and delete what is not theirs. Give each a label of its own (\`app.kubernetes.io/component\`,
\`track\`) in template and selector; a selector can't be changed later. Looked for in one file or stream (option \`scope\`).`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-canary
spec:
  selector:
    matchLabels:
      app: web
      track: canary
  template:
    metadata:
      labels:
        app: web
        track: canary
    spec:
      containers:
        - name: web
          image: registry.example/web:2.5.0
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
      track: stable
  template:
    metadata:
      labels:
        app: web
        track: stable
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-canary
spec:
  selector:
    matchLabels:
      app: web
      track: canary
  template:
    metadata:
      labels:
        app: web
        track: canary
    spec:
      containers:
        - name: web
          image: registry.example/web:2.5.0
`,
};
