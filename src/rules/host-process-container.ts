import type { Rule, RuleDocs } from '../model/rule.ts';
import { ownerOf } from './shared/security.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  pod(pod, report) {
    for (const context of pod.securityContexts) {
      if (context.value.windowsOptions?.hostProcess !== true) continue;
      report(
        context.field.get('windowsOptions').get('hostProcess'),
        `${ownerOf(context)} runs on the Windows node itself, outside of any container`,
      );
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A Windows container that is a process of its node.',
  why: `\`hostProcess: true\` is to Windows what \`privileged: true\` is to Linux, and more: the program runs on the node itself, under one of the node's
accounts, with its files and its network. It is meant for agents that set up nodes. Pod Security baseline and restricted refuse it.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
