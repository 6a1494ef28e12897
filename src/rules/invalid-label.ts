import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'names', severity: 'error', presets: ['api'], source: 'api', since: '0.1.0' };

export const docs: RuleDocs = {
  summary: 'A label or annotation whose key or value is none.',
  why: `The value of a label has at most 63 characters: letters, digits, \`-\`, \`_\` and \`.\`, a letter or digit at both ends; it may be empty. A key has a name of the same form, which may not be empty, and may have a DNS
name of up to 253 characters and a slash before it. The same goes for all that selects by labels (\`nodeSelector\`, \`matchLabels\`, \`matchExpressions\`), and for the keys of annotations; what
annotations say is free. What does not fit into a label (a sentence, a URL, an image) goes into an annotation.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    owner: the shop team
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    owner: shop
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
