import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'lifecycle',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec, owner }, report) {
    const seconds = spec.get('terminationGracePeriodSeconds');
    // Of templates the API server says so itself.
    if (owner === 'Pod' && seconds.value === 1 && isNegative(seconds))
      return report(seconds, 'a negative number counts as 1');
    if (seconds.value !== 0) return;
    const twice = owner === 'StatefulSet' ? '; the next Pod of that name may start while this one still runs' : '';
    const message = `0 deletes the Pod at once: no preStop, and 2 seconds at most to end${twice}`;
    report(seconds, message);
  },
};

function isNegative({ node }: Field<number>): boolean {
  return node?.source[node.start] === '-';
}

export const docs: RuleDocs = {
  summary: 'A Pod that is not given time to end.',
  why: `With \`terminationGracePeriodSeconds: 0\` every deletion is a forced one. The Pod is gone from the API at once, preStop hooks are not run, and the processes get the two seconds that a node
always gives. Requests under way are cut off and buffers are not written. A StatefulSet may then run two Pods of one name on two nodes, which its documentation calls unsafe. Leave the field
out (30 seconds); a program that ends quickly does not use them up. A negative number counts as 1. The same field of a probe must be at least 1: the API server refuses 0 there.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 0
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 5
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
