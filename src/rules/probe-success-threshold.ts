import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'probes',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'unsafe',
  fix: (at) => at.node && fixOf('set 1', at, false, [replaceValue(at.node, '1')]),
};

export const docs: RuleDocs = {
  summary: 'A `successThreshold` other than 1 in a livenessProbe or startupProbe.',
  why: `How often a check must succeed in a row has a meaning only where success changes something: a readinessProbe may ask for several before it lets a Pod back into its Service. A
livenessProbe that succeeds does nothing, a startupProbe ends with its first success. What is wanted is mostly \`failureThreshold\`: how many failures are put up with.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        httpGet:
          path: /alive
          port: 8080
        successThreshold: 2
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
        successThreshold: 2
`,
};
