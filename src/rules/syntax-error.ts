import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'yaml',
  severity: 'error',
  presets: ['api'],
  source: 'syntax',
  since: '0.1.0',
  fixable: 'safe',
};

export const docs: RuleDocs = {
  summary: 'A text that can not be read as YAML or JSON.',
  why: `Nothing of the document is checked beyond this, and no tool can apply it. The message says what is wrong and, where that is another place, where it began: a quote that is never closed shows up lines later. Tabs can't indent, a \`: \` in plain text begins a mapping, \`@\` and a backquote can't begin a value, \`{{ }}\` of a template
that nobody rendered is a mapping in a mapping. What is no Kubernetes manifest at all is left alone, unless it was named on the command line.

This finding can't be silenced: leave the file out with \`--ignore-pattern\` or \`ignores\` if it is none of yours.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      args: [serve, --verbose
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      args: [serve, --verbose]
`,
};
