import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule<{ kinds: readonly string[]; allow: readonly string[] }> = {
  category: 'scheduling',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  options: {
    kinds: { type: 'array', items: { type: 'string' }, description: 'look at these kinds alone; at all if empty' },
    allow: { type: 'array', items: { type: 'string' }, description: 'the classes that may be named; any if empty' },
  },
  defaults: { kinds: [], allow: [] },
  pod({ spec, owner }, report, { kinds, allow }) {
    if (spec.value === undefined || (kinds.length > 0 && !kinds.includes(owner))) return;
    const name = spec.get('priorityClassName');
    if (name.unknown) return;
    if ((name.value ?? '') === '')
      report(name, 'no `priorityClassName`: whose Pods go first when nodes are full is left open');
    else if (allow.length > 0 && !allow.includes(name.value as string))
      report(name, `${quote(name.value)} is not among the classes that are allowed: ${allow.join(', ')}`);
  },
};

export const docs: RuleDocs = {
  summary: 'A Pod without a priority class.',
  why: `When nodes are full, Pods of a higher priority class push out those of a lower one; under memory pressure the kubelet looks at it too. Without a
class a Pod has the priority of the cluster's default class, or 0. In no preset: it means something only where a team has made classes. With
option \`allow\` other classes than those named are reported too.`,
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
  priorityClassName: business-critical
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
