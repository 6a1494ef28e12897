import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'names',
  severity: 'warning',
  presets: ['api'],
  source: 'warning',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'A name that can not be the host name of its Pods.',
  why: `The name of a Pod is its host name, and Pods are named after what makes them. Objects may have names of 253 characters with dots in them, host names have 63 and no dots: what is longer is cut off, and programs
that look themselves up by it find something else. The API server warns of it for Pods and what makes them, and refuses it in a StatefulSet, whose Pods are looked up by name.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web.shop
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web-shop
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
