import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'warning',
  presets: ['api'],
  source: 'warning',
  since: '0.1.0',
  fixable: 'both',
};

export const docs: RuleDocs = {
  summary: 'An apiVersion that is still served, and for which there is a successor.',
  why: `The API server warns of it at each request. Where it is known when the version goes, the message says so: nothing happens until then, and everything stops with that upgrade. Some kinds are deprecated without an end, such as Endpoints since 1.33, which EndpointSlices replace.`,
  exampleSettings: { kubernetesVersion: '1.31' },
  bad: `apiVersion: flowcontrol.apiserver.k8s.io/v1beta3
kind: PriorityLevelConfiguration
metadata:
  name: reports
spec:
  type: Limited
  limited:
    nominalConcurrencyShares: 5
    limitResponse:
      type: Reject
`,
  good: `apiVersion: flowcontrol.apiserver.k8s.io/v1
kind: PriorityLevelConfiguration
metadata:
  name: reports
spec:
  type: Limited
  limited:
    nominalConcurrencyShares: 5
    limitResponse:
      type: Reject
`,
};
