import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import { isFromController } from '../project/labels.ts';
import { type Project, mayShare } from '../project/project.ts';
import type { Service } from '../schema/types.gen.ts';
import { isForOperator, mayHaveHiddenPods, unmatched } from './shared/selection.ts';

type Scope = 'file' | 'directory' | 'input';

export const rule: Rule<{ scope: Scope }> = {
  category: 'network',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    scope: {
      type: 'string',
      enum: ['file', 'directory', 'input'],
      description: 'where the Pods of a Service are to be expected',
    },
  },
  defaults: { scope: 'file' },
  project(project, report, { scope }) {
    for (const service of project.of('Service')) {
      const own = service.service?.selector;
      if (own === undefined || service.service?.external || service.unclear) continue;
      if (project.selectsBeside(service, () => true) || project.selectedBy(service).length > 0) continue;
      const selector = own.without(isFromController);
      if (
        selector.empty ||
        selector.unclear ||
        !isExpectedHere(project, service, scope) ||
        mayHaveHiddenPods(project, service)
      )
        continue;
      if (isForOperator(project, service, selector) || hasEndpoints(project, service)) continue;
      const { key, message } = unmatched(project, service, selector);
      const at = project.open(service)?.field<Service>().get('spec').get('selector');
      if (at !== undefined) report(key === undefined ? at.atKey() : at.key(key), message);
    }
  },
};

/** Whether the Pods should be in the input: other templates are where this Service is, or a workload near by has its name. */
function isExpectedHere(project: Project, service: Entry, scope: Scope): boolean {
  const around = project.folders.around(service.file);
  for (const entry of project.pods.in(service.namespace)) {
    if (entry.file.patch) continue;
    if (
      scope === 'input' ||
      entry.file === service.file ||
      (scope === 'directory' && entry.file.folder === service.file.folder)
    )
      return true;
    if (entry.name === service.name && around.has(entry.file)) return true;
  }
  return false;
}

/** Whether somebody else says where the Service leads to. */
function hasEndpoints(project: Project, { namespace, name }: Entry): boolean {
  if (project.find('Endpoints', namespace, name).length > 0) return true;
  return project
    .of('EndpointSlice')
    .some(
      (slice) =>
        mayShare(slice.namespace, namespace) && (slice.labels.get('kubernetes.io/service-name') ?? slice.name) === name,
    );
}

export const docs: RuleDocs = {
  summary: 'A Service whose selector no Pod of the input has.',
  why: `A Service without Pods is accepted, gets its address, and refuses every connection. Most often a label was renamed in the template and not in the selector. The rule speaks where other
pod templates stand in the same file (option \`scope\`: folder, whole input), or where a workload has the Service's name; labels that controllers add by themselves (the Pod's name in a
StatefulSet) count as present. It is quiet on Services without a selector, on \`ExternalName\`, with Endpoints of that name, and where a custom resource of that name may make the Pods.`,
  bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: wbe
  ports:
    - port: 80
---
apiVersion: apps/v1
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
`,
  good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
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
`,
};
