import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  document({ dropped }, { item }, report) {
    // Once for the document, however many objects a list in it holds.
    if (dropped === undefined || item.some((index) => index > 0)) return;
    const lines = dropped.lines === 1 ? 'the line after it is' : `the ${dropped.lines} lines after it are`;
    report(dropped, `\`...\` ends the document: ${lines} dropped; separate documents with \`---\``);
  },
};

export const docs: RuleDocs = {
  summary: 'Lines after a `...` that nobody reads.',
  why: `Three dots at the start of a line end a YAML document. Kubernetes reads no further: whatever stands between them and the next \`---\` is dropped,
and \`kubectl apply\` reports success for what came before. Mostly the dots were meant as “and so on”. Use \`---\` between documents, and a comment
for an omission.`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  mode: fast
...
  level: debug
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  mode: fast
  level: debug
`,
};
