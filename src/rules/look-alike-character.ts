import { fixOf } from '../fix/edits.ts';
import type { Fix } from '../model/finding.ts';
import type { Node } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Lookalike, inKey, inValue } from './shared/lookalikes.ts';
import { suspectsIn } from './shared/suspect-characters.ts';
import { pathOf, visitAt } from './shared/tree.ts';

export const rule: Rule = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  fixable: 'both',
  document(_, { root, source, kind }, report) {
    const places = suspectsIn(source, root);
    if (places.length === 0) return;
    visitAt(root, places, (node, above) => {
      const say = (found: Lookalike | undefined, where: string): void => {
        if (found !== undefined)
          report(placeOf(found), messageOf(found, where), { path: pathOf(node, above), fix: fixFor(node, found) });
      };
      if (node.key !== undefined && node.keyStart >= 0) say(inKey(node), 'this key');
      if (node.alias === undefined) say(inValue(node, above, kind), 'this value');
    });
  },
};

function placeOf({ at, length }: Lookalike): { start: number; end: number } {
  return { start: at, end: at + length };
}

function messageOf({ sign, name, write }: Lookalike, where: string): string {
  if (sign === '') return `there is a ${name} in ${where}, which nobody sees; take it out`;
  return write === ''
    ? `${quote(sign)} is a ${name}; take it out`
    : `${quote(sign)} is a ${name}; write ${quote(write)}`;
}

function fixFor(node: Node, { edits, safe, write }: Lookalike): Fix | undefined {
  return fixOf(write === '' ? 'take it out' : write === ' ' ? 'write a blank' : `write ${write}`, node, safe, edits);
}

export const docs: RuleDocs = {
  summary: 'A sign that looks like one of YAML, or like none at all, and is another.',
  why: `Input methods and word processors put other signs in the place of ASCII ones: a full-width colon \`：\` does not end a key, a full-width comma does
not part items, curly quotes “ ” become part of the text. No-break, zero-width and bidirectional characters can't be seen at all: a label with one
is another label, an image with one does not exist. Where the text can't be read, the syntax error names the sign. Prose is left alone: quoted
texts, annotations, arguments, ConfigMaps, descriptions.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: GREETING
          value: “hello”
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: GREETING
          value: "hello"
`,
};
