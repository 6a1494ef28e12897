import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A text or list that is longer than the API server takes.',
  why: `Names, keys and lists have bounds, since they end up in other names, in DNS or in the database behind the API server. The message says how long it may be and how long it is.`,
  bad: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  managedBy: jobs.example.com/controller-of-a-team-that-is-very-fond-of-long-names
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: report
          image: registry.example/report:2.4.1
`,
  good: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  managedBy: jobs.example.com/controller
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: report
          image: registry.example/report:2.4.1
`,
};
