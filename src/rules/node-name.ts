import { setBelow } from '../fix/below.ts';
import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Fix } from '../model/finding.ts';
import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';

export const rule: Rule = {
  category: 'scheduling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    const { spec, manifest } = pod;
    const name = spec.value?.nodeName ?? '';
    if (name === '' || spec.value === undefined || isPlaceholder(name)) return;
    // Static Pods of the control plane, and what was scheduled already.
    if (
      manifest.kind === 'Pod' &&
      (manifest.namespace === 'kube-system' || manifest.root.get('metadata')?.get('uid') !== undefined)
    )
      return;
    const beside =
      (spec.value.nodeSelector?.size ?? 0) > 0
        ? 'nodeSelector'
        : spec.value.affinity?.nodeAffinity === undefined
          ? undefined
          : 'affinity';
    const ignored = beside === undefined ? '' : `; \`${beside}\` beside it is checked by the node alone`;
    const many = replicasOf(pod) > 1 ? `, and puts all ${replicasOf(pod)} replicas on one node` : '';
    const message = `\`nodeName\` bypasses the scheduler with its taints and free resources${many}; use a nodeSelector${ignored}`;
    report(spec.get('nodeName'), message, { fix: bySelector(pod, name) });
  },
};

function replicasOf({ manifest }: Pod): number {
  return manifest.field<{ spec?: { replicas?: number } }>().get('spec').value?.replicas ?? 1;
}

function bySelector({ spec }: Pod, name: string): Fix | undefined {
  const [node, parent] = [spec.get('nodeName').node, spec.node];
  if (node === undefined || parent === undefined) return undefined;
  const title = `select the node ${quote(name)} by its label`;
  return fixOf(title, spec, false, [
    removeEntry(parent, node),
    setBelow(parent, ['nodeSelector', 'kubernetes.io/hostname'], name),
  ]);
}

export const docs: RuleDocs = {
  summary: 'A manifest that says on which node a Pod runs, in place of the scheduler.',
  why: `\`nodeName\` is what the scheduler writes when it has found a node. Written by hand it skips the scheduler: nobody looks whether the node has room,
is cordoned or tainted, or exists at all. The kubelet then refuses the Pod (OutOfcpu, NodeAffinity), and a controller makes another one, and
another one. To bind a workload to a node, select its label \`kubernetes.io/hostname\`, which need not be equal to its name. Static Pods of
\`kube-system\` and Pods as a cluster gives them out are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeName: worker-1
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
    kubernetes.io/hostname: worker-1
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
