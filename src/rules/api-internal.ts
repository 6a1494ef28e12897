import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A value over which the API server itself stumbles.',
  why: `The server can't go on with its checks because it can't read this value, and calls that an error of its own. It refuses the object all the same: mend the value.`,
  bad: `apiVersion: v1
kind: Node
metadata:
  name: worker-1
spec:
  podCIDRs:
    - 10.1.0.0/24
    - worker-1
`,
  good: `apiVersion: v1
kind: Node
metadata:
  name: worker-1
spec:
  podCIDRs:
    - 10.1.0.0/24
    - fd00:1::/64
`,
};
