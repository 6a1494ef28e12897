import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A list with more items than the API server takes.',
  why: `The message says how many there may be and how many there are. An endpoint takes eight zones as hints, a policy for failed Pods twenty rules, and so on: long lists would make every later look at the object slow.`,
  bad: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web
addressType: IPv4
endpoints:
  - addresses: [10.1.2.3]
    hints:
      forZones: [{ name: a }, { name: b }, { name: c }, { name: d }, { name: e }, { name: f }, { name: g }, { name: h }, { name: i }]
`,
  good: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: web
addressType: IPv4
endpoints:
  - addresses: [10.1.2.3]
    hints:
      forZones: [{ name: a }, { name: b }]
`,
};
