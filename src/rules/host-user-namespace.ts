import type { Rule, RuleDocs } from '../model/rule.ts';
import { setInPod } from './shared/security.ts';

/** The first minor that has user namespaces unless they are switched off. */
const FIRST = 33;

export const rule: Rule = {
  category: 'security',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    const spec = pod.spec.value;
    if (spec === undefined || spec.hostUsers === false || pod.manifest.minor < FIRST || pod.onWindows) return;
    // These want the node's own users.
    if (spec.hostNetwork === true || spec.hostPID === true || spec.hostIPC === true) return;
    const at = pod.spec.get('hostUsers');
    if (at.unknown) return;
    report(at, 'root in this Pod is root on its node; set `hostUsers: false`', {
      fix: setInPod(pod, ['hostUsers'], false),
    });
  },
};

export const docs: RuleDocs = {
  summary: 'A Pod that shares the users of its node.',
  why: `With \`hostUsers: false\` a Pod has a user namespace of its own: user 0 in it is some high number on the node, and whoever breaks out is nobody
there. It needs Linux 6.3, a runtime and file systems that can do it, so it is in no preset; it is on by default in Kubernetes from 1.33 on. It
does not go together with the node's network, processes or IPC.`,
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
  hostUsers: false
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
