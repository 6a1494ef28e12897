import { fixOf, renameKey, replaceString } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

/** What took their place; the same on every node that is not ancient. */
const SAME: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
};

/** The same, but volumes and nodes of old clusters may carry the old label alone. */
const ALIKE: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
};

export const rule: Rule = {
  category: 'scheduling',
  severity: 'warning',
  presets: ['api'],
  source: 'warning',
  since: '0.1.0',
  fixable: 'both',
  fix(at) {
    const { node } = at;
    // A nodeSelector has it as a key, all else as a value.
    const label = at.isKey ? String(at.step) : String(at.value);
    const now = Object.hasOwn(SAME, label) ? SAME[label] : Object.hasOwn(ALIKE, label) ? ALIKE[label] : undefined;
    if (now === undefined || node === undefined) return undefined;
    if (!at.isKey) return fixOf(`write ${now}`, at, Object.hasOwn(SAME, label), [replaceString(node, now)]);
    if (at.parent?.node?.get(now) !== undefined) return undefined;
    return fixOf(`write ${now}`, at, Object.hasOwn(SAME, label), [renameKey(node, now)]);
  },
};

export const docs: RuleDocs = {
  summary: 'A label of nodes that has got another name.',
  why: `\`beta.kubernetes.io/os\` and \`arch\` have been \`kubernetes.io/os\` and \`arch\` since 1.14, zone and region \`topology.kubernetes.io/…\` since 1.17, the
instance type \`node.kubernetes.io/instance-type\`; control planes are no longer labelled \`node-role.kubernetes.io/master\` since 1.24. The kubelet
still sets most of the old ones, clouds and autoscalers not always: a Pod that selects one of them may then find no node.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    beta.kubernetes.io/os: linux
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
    kubernetes.io/os: linux
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
