import { fixOf, renameKey } from '../fix/edits.ts';
import type { Document } from '../model/document.ts';
import type { Node } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { pathOf, suspectsOf } from './shared/tree.ts';

export const rule: Rule = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  fixable: 'safe',
  document(document, manifest, report) {
    if (document.json || !document.odd) return;
    for (const { node, above } of suspectsOf(manifest.root).booleanKeys) {
      const key = String(node.key);
      const written = node.source.slice(node.keyStart, node.keyEnd);
      // Quoted, or meant as it stands; and where two spellings meet, there is a finding about that.
      if (written === key || !/^[A-Za-z]+$/.test(written) || isDuplicate(document, above.at(-1), key)) continue;
      const fix = fixOf('quote it', node, true, [renameKey(node, JSON.stringify(written))]);
      const place = { start: node.keyStart, end: node.keyEnd };
      report(place, `key ${quote(written)} is read as ${quote(key)}; write \`"${written}"\``, {
        path: pathOf(node, above),
        fix,
      });
    }
  },
};

function isDuplicate({ duplicates }: Document, map: Node | undefined, key: string): boolean {
  return duplicates.some((duplicate) => duplicate.map.items === map?.items && duplicate.second.key === key);
}

export const docs: RuleDocs = {
  summary: 'A key that YAML takes for a boolean: `on`, `yes`, `n`, `off` and their like.',
  why: `Kubernetes reads YAML 1.1, in which \`y\`, \`yes\`, \`on\`, \`n\`, \`no\` and \`off\`, in lower case, upper case or with a capital, are booleans, keys as
well. The label \`on: call\` becomes \`true: call\`; coordinates \`x\` and \`y\` become \`x\` and \`true\`. Nobody says a word: a boolean key is a legal one.
Quotes keep it as it is. As values such words are refused where a text is expected, and that is an error of its own ([wrong-type](wrong-type.md)).`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  on: "1"
  off: "0"
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  "on": "1"
  "off": "0"
`,
};
