import type { Rule, RuleDocs } from '../model/rule.ts';
import type { ControlOptions } from './shared/security.ts';

const NAMESPACES = {
  hostNetwork: 'it has the addresses and ports of its node, and no network policy holds for it',
  hostPID: 'it sees the processes of its node, and may signal them',
  hostIPC: 'it shares memory with the processes of its node',
} as const;

export const rule: Rule<{ allow: readonly string[] } & ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    allow: {
      type: 'array',
      items: { type: 'string', enum: ['hostNetwork', 'hostPID', 'hostIPC'] },
      description: 'what may be shared with the node; the security presets allow none',
    },
  },
  defaults: { allow: [] },
  pod({ spec }, report, { allow, enforced }) {
    const { value } = spec;
    if (value === undefined || !(value.hostNetwork || value.hostPID || value.hostIPC)) return;
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
      if (value[name] !== true || (enforced === undefined && allow.includes(name))) continue;
      report(spec.get(name), `\`${name}\` joins the Pod with its node: ${NAMESPACES[name]}`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A Pod that shares the network, the processes or the IPC of its node.',
  why: `These take down a wall between the Pod and all else that runs on its node. In the node's network a Pod reaches services that listen on localhost,
can pretend to be the node, and is out of reach of network policies; among the node's processes it can read their environment and end them. Agents
of nodes need one of these, seldom two; applications none. Pod Security baseline refuses all three.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  hostPID: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
