import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Volume } from '../schema/types.gen.ts';

/** Decimals that look like the octal mode that somebody meant, and are modes as well. */
const SUSPECTS: ReadonlySet<number> = new Set([400, 440, 444, 500]);

interface WithModes {
  readonly defaultMode?: number | undefined;
  readonly items?: readonly { readonly mode?: number | undefined }[] | undefined;
  readonly sources?: readonly Readonly<Record<string, WithModes>>[] | undefined;
}

export const rule: Rule = {
  category: 'yaml',
  severity: 'warning',
  presets: ['api'],
  source: 'yaml',
  since: '0.1.0',
  fixable: 'unsafe',
  pod({ spec, manifest }, report) {
    if (spec.value?.volumes === undefined || manifest.document.json) return;
    for (const volume of spec.get('volumes').items()) {
      for (const name of ['configMap', 'secret', 'downwardAPI', 'projected'] as const) {
        if (volume.value?.[name] !== undefined)
          checkSource(volume.get(name as keyof Volume) as Field<WithModes>, report);
      }
    }
  },
};

function checkSource(source: Field<WithModes>, report: RuleReport): void {
  check(source.get('defaultMode'), report);
  for (const item of source.get('items').items()) check(item.get('mode'), report);
  for (const projection of source.get('sources').items()) {
    for (const name of ['configMap', 'secret', 'downwardAPI']) {
      if (projection.value?.[name] !== undefined) checkSource(projection.get(name), report);
    }
  }
}

function check(mode: Field<number>, report: RuleReport): void {
  const { value, node } = mode;
  if (value === undefined || !SUSPECTS.has(value) || node === undefined) return;
  // In octal, or otherwise, the same number is meant.
  if (node.source.slice(node.start, node.end) !== String(value)) return;
  const fix = fixOf(`write 0${value}`, mode, false, [replaceValue(node, `0${value}`)]);
  report(mode, `${value} is decimal and means mode 0${value.toString(8)}; write ${quote(`0${value}`)}`, { fix });
}

export const docs: RuleDocs = {
  summary: 'A file mode without its leading zero, which makes it another mode.',
  why: `File modes are written in octal, and YAML takes a number for octal only if it begins with a zero: \`0400\` lets the owner read, \`400\` is decimal and
means mode 0620, which lets the owner read and write and the group write. Most modes without the zero (644, 755) are too large and refused by the
API server; 400, 440, 444 and 500 pass. In JSON, which has no octal numbers, decimals are the only way: 256 is 0400, 420 is 0644.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: key
      secret:
        secretName: key
        defaultMode: 400
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: key
          mountPath: /key
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: key
      secret:
        secretName: key
        defaultMode: 0400
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: key
          mountPath: /key
`,
};
