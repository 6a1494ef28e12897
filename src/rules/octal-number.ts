import { fixOf, replaceValue } from '../fix/edits.ts';
import { Type } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { jsonText, resolve } from '../model/scalar.ts';
import { pathOf, suspectsOf } from './shared/tree.ts';

export const rule: Rule = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  fixable: 'unsafe',
  document(document, manifest, report) {
    if (document.json || !document.odd) return;
    for (const { node, above } of suspectsOf(manifest.root).leadingZeros) {
      if (isFileMode(node.key) || resolve(node) !== Type.Int) continue;
      const written = node.source.slice(node.start, node.end);
      const [, sign = '', digits = ''] = /^([+-]?)0o?_*([0-7_]+)$/i.exec(written) ?? [];
      const meant = `${sign}${digits.replaceAll('_', '').replace(/^0+(?=.)/, '')}`;
      const means = jsonText(node);
      if (digits === '' || means === undefined || Number(means) === Number(meant)) continue;
      const path = pathOf(node, above);
      // Where a text is expected, wrong-type says what to do.
      if (manifest.isUnknown(path)) continue;
      const fix = fixOf(`write ${meant}`, node, false, [replaceValue(node, meant)]);
      const message = `${quote(written)} is octal and means ${means}; write ${quote(meant)}, or ${quote(means)} if that is meant`;
      report(node, message, { path, fix });
    }
  },
};

/** The one kind of number that is meant to be octal. */
function isFileMode(key: string | undefined): boolean {
  return key !== undefined && /mode$/i.test(key);
}

export const docs: RuleDocs = {
  summary: 'A number with a leading zero, which YAML takes for an octal one.',
  why: `\`0777\` is 511 to Kubernetes, and \`0o777\` too; \`08\`, which can't be octal, is 8. A port, a count or a number of seconds with zeros before it
becomes another number without a word. File modes (\`mode\`, \`defaultMode\`) are meant to be octal and left alone. For an identifier such as a postal
code write quotes; where a text is expected and the quotes are missing, that is an error of its own ([wrong-type](wrong-type.md)).`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 0443
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 443
`,
};
