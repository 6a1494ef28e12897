import type { Rule, RuleDocs } from '../model/rule.ts';
import { setInContainer } from './shared/security.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    if (container.value.securityContext?.privileged !== true) return;
    const fix = setInContainer(container, ['securityContext', 'privileged'], false);
    report(container.security.get('privileged'), `${container.label} is privileged: root in it is root on the node`, {
      fix,
    });
  },
};

export const docs: RuleDocs = {
  summary: 'A privileged container.',
  why: `\`privileged: true\` switches off nearly all that separates a container from its node: all capabilities, all devices, no seccomp, no AppArmor, no
SELinux. Whoever breaks into such a container owns the node. Agents of networks and storage need it; an application does not. Give it the one
capability or device that it needs. Pod Security baseline and restricted refuse it (control Privileged Containers), in init and ephemeral
containers too.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        privileged: true
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
        privileged: false
`,
};
