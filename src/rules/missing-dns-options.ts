import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule<{ options: readonly string[] }> = {
  category: 'scheduling',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  options: {
    options: {
      type: 'array',
      items: { type: 'string' },
      description: 'options of the resolver that every Pod is to set',
    },
  },
  defaults: { options: ['ndots'] },
  pod({ spec, manifest }, report, { options }) {
    const policy = spec.value?.dnsPolicy ?? 'ClusterFirst';
    if (spec.value === undefined || spec.get('dnsPolicy').unknown) return;
    if (policy !== 'ClusterFirstWithHostNet' && (policy !== 'ClusterFirst' || spec.value.hostNetwork === true)) return;
    const written = spec.get('dnsConfig').get('options');
    const names = (written.value ?? []).map(({ name }) => name ?? '');
    const missing = options.filter((option) => !names.includes(option));
    if (missing.length === 0 || names.some(isPlaceholder) || manifest.touchesUnknown(written.walkedPath)) return;
    report(written, `\`dnsConfig.options\` sets no ${missing.map(quote).join(', no ')}`);
  },
};

export const docs: RuleDocs = {
  summary: 'A Pod that leaves `ndots` of its resolver at 5.',
  why: `With the cluster's DNS a name with fewer than five dots is first tried with each search domain: \`api.example.com\` costs four queries (twice that
with IPv6) before the right one. \`dnsConfig.options\` with \`ndots: "2"\`, or names that end in a dot, spare them. Names such as \`service.namespace\`
still work with 2. In no preset. Option \`options\` names others that a team wants.`,
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
  dnsConfig:
    options:
      - name: ndots
        value: "2"
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
