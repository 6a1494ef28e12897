import { fixOf } from '../fix/edits.ts';
import { setBelow } from '../fix/below.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { NetworkPolicy } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'network',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  kinds: ['NetworkPolicy'],
  object(manifest, report) {
    const spec = manifest.field<NetworkPolicy>().get('spec');
    const { policyTypes: types = [] } = spec.value ?? {};
    // Left out, they follow from the rules.
    if (types.length === 0 || types.some((type) => type !== 'Ingress' && type !== 'Egress')) return;
    for (const [direction, type] of DIRECTIONS) {
      const rules = spec.get(direction);
      if (!rules.value?.length || types.includes(type) || rules.node === undefined || spec.node === undefined) continue;
      const fix = fixOf(`add ${type} to policyTypes`, spec.get('policyTypes'), false, [
        setBelow(spec.node, ['policyTypes'], [...types, type]),
      ]);
      report(rules.atKey(), `${direction} rules do nothing: policyTypes has only ${types.join(', ')}`, { fix });
    }
  },
};

const DIRECTIONS = [
  ['ingress', 'Ingress'],
  ['egress', 'Egress'],
] as const;

export const docs: RuleDocs = {
  summary: 'Rules of a NetworkPolicy for a direction that it does not look at.',
  why: `Once \`policyTypes\` is written, it alone says which directions the policy restricts. Egress rules under \`policyTypes: [Ingress]\` are accepted and ignored, and the Pods may talk to everybody. Add the direction,
and mind that from then on all that no rule allows is shut, DNS included.`,
  bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Ingress]
  egress:
    - ports:
        - port: 53
          protocol: UDP
`,
  good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  egress:
    - ports:
        - port: 53
          protocol: UDP
`,
};
