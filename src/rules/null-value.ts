import { fixOf, removeItem, replaceValue } from '../fix/edits.ts';
import type { Fix } from '../model/finding.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Node } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule<{ configMaps: boolean }> = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  fixable: 'both',
  options: { configMaps: { type: 'boolean', description: 'speak of empty entries of ConfigMaps too' } },
  defaults: { configMaps: false },
  object(manifest, report, { configMaps }) {
    if (manifest.nulls === undefined) return;
    for (const { node, path } of manifest.nulls) {
      if (manifest.kind === 'ConfigMap' && path.startsWith('data[') && !configMaps) continue;
      if (node.key === undefined) {
        report(node, 'this item is null and is sent as `""`; write a text, or take it out', {
          path,
          fix: withoutItem(manifest, node),
        });
        continue;
      }
      const what = /(?:^|\.)labels\[/.test(path) ? 'label' : /(?:^|\.)annotations\[/.test(path) ? 'annotation' : 'key';
      const fix = fixOf('write ""', node, true, [replaceValue(node, '""')]);
      report(
        { start: node.keyStart, end: node.keyEnd },
        `${what} ${quote(node.key)} has no value and is sent as \`""\`; write \`""\` if that is meant`,
        { path, fix },
      );
    }
  },
};

function withoutItem({ root }: Manifest, item: Node): Fix | undefined {
  const list = listOf(root, item);
  return list && fixOf('take it out', item, false, [removeItem(list, item)]);
}

function listOf(node: Node, item: Node): Node | undefined {
  if (node.items.includes(item)) return node;
  for (const child of node.items) {
    const found = child.items.length > 0 && child.alias === undefined ? listOf(child, item) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

export const docs: RuleDocs = {
  summary: 'A missing value among texts, which is sent as an empty text.',
  why: `Most nulls do nothing: a field that is null counts as left out. Among texts it can't be left out, and becomes \`""\`: \`command: [sh, ~]\` runs \`sh\`
with an empty argument, a lone dash in \`args\` adds one, a label without a value is a label with an empty one, which selectors see. Write \`""\`
where that is meant. An \`env\` entry with an empty \`value:\` is left alone, as are the entries of ConfigMaps unless option \`configMaps\` says
otherwise.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    canary:
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      args:
        - serve
        -
        - --verbose
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    canary: ""
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      args:
        - serve
        - --verbose
`,
};
