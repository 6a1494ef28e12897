import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { isInUserNamespace, ownerOf } from './shared/security.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-restricted', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    for (const context of pod.securityContexts) {
      if (context.value.runAsUser !== 0 || isInUserNamespace(pod)) continue;
      const at = context.field.get('runAsUser');
      const [node, parent] = [at.node, context.field.node];
      const fix = node && parent && fixOf('leave the user to the image', at, false, [removeEntry(parent, node)]);
      report(at, `${ownerOf(context)} runs as root; name another user`, { fix });
    }
  },
};

export const docs: RuleDocs = {
  summary: '`runAsUser: 0`.',
  why: `It makes root of whatever user the image has chosen. A fault in the program, or in the container runtime, is then one of root's. Where files or
ports are the reason: \`fsGroup\` makes volumes writable, and since 1.22 sysctl \`net.ipv4.ip_unprivileged_port_start: "0"\` opens the low ports to
all users of the Pod. Pod Security restricted refuses it; from 1.35 on not in Pods with a user namespace of their own (\`hostUsers: false\`).`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        runAsUser: 0
        privileged: false
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
        privileged: false
`,
};
