import type { Rule, RuleDocs } from '../model/rule.ts';
import { setInContainer } from './shared/security.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    if (container.value.securityContext?.readOnlyRootFilesystem === true) return;
    if ((container.role !== 'main' && container.role !== 'sidecar') || container.pod.onWindows) return;
    const at = container.security.get('readOnlyRootFilesystem');
    if (at.unknown) return;
    const fix = setInContainer(container, ['securityContext', 'readOnlyRootFilesystem'], true);
    report(at, `${container.label} may change its own files; set \`readOnlyRootFilesystem: true\``, { fix });
  },
};

export const docs: RuleDocs = {
  summary: 'A container that can write to the files of its image.',
  why: `Whoever gets into a container wants to leave something there: a tool, a changed script. With \`readOnlyRootFilesystem: true\` only volumes can be
written. It also shows early what a program writes and loses at its next start. Give programs that need \`/tmp\`, caches or PID files an \`emptyDir\`
there. The Pod Security Standards do not ask for it.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        runAsUser: 1000
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        runAsUser: 1000
        readOnlyRootFilesystem: true
`,
};
