import { fixOf, replaceString } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Namespace } from '../schema/types.gen.ts';
import { plainKind } from './shared/dangling.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    for (const { entry, reference, sought } of project.references.dangling) {
      const near = project.horizon.near(entry, sought);
      if (near === undefined || project.horizon.mayExist(entry, sought)) continue;
      const at = project.place(entry, reference);
      const other = project.open(near)?.field<Namespace>().get('metadata').get('name');
      if (at?.node === undefined || other === undefined) continue;
      const fix = fixOf(`write ${near.name}`, at, false, [replaceString(at.node, near.name)]);
      const message = `no ${plainKind(sought.kind)} "${sought.name}"; did you mean "${near.name}"?`;
      report(at, message, { fix, related: { at: other, message: `there is ${near.title}` } });
    }
  },
};

export const docs: RuleDocs = {
  summary: 'The name of another object with a slip in it.',
  why: `Nothing checks a reference when an object is created. A Pod that asks for a ConfigMap, Secret or claim which is not there waits in \`CreateContainerConfigError\` or \`Pending\`; an
Ingress answers 503; a binding grants nothing; an autoscaler reports that it finds no target. This rule speaks where the name is one or two letters from the name of an object
that the input does hold, in the same namespace and in the same file, folder or kustomization. Digits do not count as slips: \`web-1\` and \`web-2\` are two objects.`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web-config
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
            name: web-confg
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web-config
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
            name: web-config
`,
};
