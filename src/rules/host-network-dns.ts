import { setInPod } from './shared/security.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'scheduling',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    const { spec } = pod;
    if (
      spec.value?.hostNetwork !== true ||
      (spec.value.dnsPolicy ?? 'ClusterFirst') !== 'ClusterFirst' ||
      pod.onWindows
    )
      return;
    const policy = spec.get('dnsPolicy');
    if (policy.unknown) return;
    const message =
      'with `hostNetwork` this means the DNS of the node: write `ClusterFirstWithHostNet` to find Services';
    const missing =
      'with `hostNetwork` the Pod asks the DNS of its node: write `dnsPolicy: ClusterFirstWithHostNet` to find Services';
    const fix = setInPod(pod, ['dnsPolicy'], 'ClusterFirstWithHostNet');
    if (policy.node === undefined) report(spec.get('hostNetwork').atKey(), missing, { fix });
    else report(policy, message, { fix });
  },
};

export const docs: RuleDocs = {
  summary: 'A Pod in the network of its node that does not ask the DNS of the cluster.',
  why: `\`ClusterFirst\`, the default, is silently turned into \`Default\` for Pods with \`hostNetwork: true\`: they ask the servers of the node's
/etc/resolv.conf, which know nothing of Services. \`ClusterFirstWithHostNet\` says what is meant. Agents that never call a Service can leave it;
write \`dnsPolicy: Default\` then, and the rule is quiet.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  dnsPolicy: ClusterFirstWithHostNet
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
