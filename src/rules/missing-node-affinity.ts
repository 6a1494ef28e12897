import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'scheduling',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  pod({ spec }, report) {
    const { value } = spec;
    if (value === undefined || (value.nodeSelector?.size ?? 0) > 0 || (value.nodeName ?? '') !== '') return;
    const affinity = spec.get('affinity').get('nodeAffinity');
    const {
      preferredDuringSchedulingIgnoredDuringExecution: preferred,
      requiredDuringSchedulingIgnoredDuringExecution: required,
    } = affinity.value ?? {};
    if (required !== undefined || (preferred?.length ?? 0) > 0 || affinity.unknown || spec.get('nodeSelector').unknown)
      return;
    report(spec.atKey(), 'this may run on any node: neither a nodeSelector nor a node affinity says where');
  },
};

export const docs: RuleDocs = {
  summary: 'A Pod that does not say on which nodes it may run.',
  why: `In clusters with several kinds of nodes (spot and steady ones, GPUs, architectures, tenants) a team may want every workload to say where it
belongs. In no preset: most clusters are better off with Pods that may run anywhere, and with taints on the nodes that not all may use.`,
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
  nodeSelector:
    kubernetes.io/arch: amd64
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
