import { fixOf } from '../fix/edits.ts';
import { newlineOf } from '../fix/newline.ts';
import type { Edit, Override } from '../model/document.ts';
import type { Node } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { isSame, pathOf, visit } from './shared/tree.ts';

export const rule: Rule = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  fixable: 'unsafe',
  document({ overrides }, { root }, report) {
    if (overrides.length === 0) return;
    const say = (map: Node, above: readonly Node[]): void => {
      for (const override of overrides) {
        if (override.map.items !== map.items || map.alias !== undefined) continue;
        const { earlier, merged, mergeStart, mergeEnd } = override;
        if (isSame(earlier, merged)) continue;
        const key = String(earlier.key);
        const fix = fixOf('move the merge to the top', map, false, moveUp(override));
        report(
          { start: earlier.keyStart, end: earlier.keyEnd },
          `${quote(key)} is overridden by the \`<<\` below it; move \`<<\` to the top of the mapping`,
          {
            path: pathOf(earlier, [...above, map]),
            related: { at: { start: mergeStart, end: mergeEnd }, message: 'this one wins' },
            fix,
          },
        );
      }
    };
    say(root, []);
    visit(root, say);
  },
};

/** Takes the line of a merge out and puts it before the first key; undefined where the merge is more than a line. */
function moveUp({ map, earlier, mergeStart }: Override): (Edit | undefined)[] {
  const { source } = earlier;
  const written = map.items.filter(({ alias, keyStart, start }) => alias === undefined || keyStart !== start);
  const first = Math.min(earlier.keyStart, ...written.map(({ keyStart }) => keyStart));
  const lineStart = source.lastIndexOf('\n', mergeStart - 1) + 1;
  const newline = source.indexOf('\n', mergeStart);
  const lineEnd = newline === -1 ? source.length : newline + 1;
  const line = source.slice(mergeStart, lineEnd).trimEnd();
  const indent = source.slice(lineStart, mergeStart);
  if (indent.trim() !== '' || !/^<<: *\*\S+$/.test(line) || first > mergeStart) return [undefined];
  return [
    { start: first, end: first, text: `${line}${newlineOf(source)}${indent}` },
    { start: lineStart, end: lineEnd, text: '' },
  ];
}

export const docs: RuleDocs = {
  summary: 'A key whose value a `<<` further down replaces.',
  why: `In YAML a merge (\`<<: *defaults\`) fills in what is missing: keys that are written go before it, wherever it stands. The reader of Kubernetes goes
by position: what comes last wins, so a \`<<\` below a key replaces it. Editors, other parsers and the next reader see the value that is written;
the cluster gets the anchor's. At the top of the mapping all of them agree.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: base
      image: registry.example/web:2.4.1
      resources: &small
        limits:
          memory: 64Mi
    - name: web
      image: registry.example/web:2.4.1
      resources:
        limits:
          memory: 512Mi
        <<: *small
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: base
      image: registry.example/web:2.4.1
      resources: &small
        limits:
          memory: 64Mi
    - name: web
      image: registry.example/web:2.4.1
      resources:
        <<: *small
        limits:
          memory: 512Mi
`,
};
