import { fixOf, renameKey, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Namespace } from '../schema/types.gen.ts';

const PREFIX = 'pod-security.kubernetes.io/';
const LEVELS = ['privileged', 'baseline', 'restricted'];
const MODES = ['enforce', 'audit', 'warn'];
const KEYS = [...MODES, ...MODES.map((mode) => `${mode}-version`)];

export const rule: Rule = {
  category: 'security',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  kinds: ['Namespace'],
  object(manifest, report) {
    const labels = manifest.field<Namespace>().get('metadata').get('labels');
    if (labels.value === undefined) return;
    for (const [key, label] of labels.entries()) {
      if (!key.startsWith(PREFIX)) continue;
      const name = key.slice(PREFIX.length);
      if (MODES.includes(name)) checkLevel(label, report);
      else if (KEYS.includes(name)) checkVersion(label, report);
      else reportKey(label, name, report);
    }
  },
};

function checkLevel(label: Field<string>, report: RuleReport): void {
  const { value, node } = label;
  if (value === undefined || LEVELS.includes(value)) return;
  const near = nearest(value, LEVELS);
  const fix =
    near === undefined || node === undefined
      ? undefined
      : fixOf(`write ${near}`, label, false, [replaceString(node, near)]);
  report(label, `${quote(value)} is no level of Pod Security; there are ${LEVELS.join(', ')}`, { fix });
}

function checkVersion(label: Field<string>, report: RuleReport): void {
  const { value } = label;
  if (value === undefined || value === 'latest' || /^v1\.(0|[1-9][0-9]*)$/.test(value)) return;
  report(label, `${quote(value)} is no version of Pod Security; write \`latest\`, or a minor as \`v1.34\``);
}

function reportKey(label: Field<string>, name: string, report: RuleReport): void {
  const { node } = label;
  const near = nearest(name, KEYS);
  const fix =
    near === undefined || node === undefined
      ? undefined
      : fixOf(`write ${PREFIX}${near}`, label, false, [renameKey(node, PREFIX + near)]);
  const hint = near === undefined ? `there are ${KEYS.join(', ')}` : `did you mean \`${near}\`?`;
  report(label.atKey(), `Pod Security knows no label ${quote(name)} and ignores it; ${hint}`, { fix });
}

export const docs: RuleDocs = {
  summary: 'A label of Pod Security that admission refuses or does not know.',
  why: `The labels \`pod-security.kubernetes.io/enforce\`, \`audit\` and \`warn\` take one of the levels privileged, baseline and restricted; the same with
\`-version\` behind it take \`latest\` or a minor such as \`v1.34\`. A wrong value keeps the namespace from being created; worse, a misspelt key is
ignored, and the namespace stands open.`,
  bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restrictd
`,
  good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
};
