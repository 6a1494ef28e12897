import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import { CAPABILITIES } from './shared/capabilities.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'both',
  container({ value, security }, report) {
    const capabilities = value.securityContext?.capabilities;
    if (capabilities === undefined) return;
    if (capabilities.add !== undefined) check(security.get('capabilities').get('add'), report);
    if (capabilities.drop !== undefined) check(security.get('capabilities').get('drop'), report);
  },
};

function check(list: Field<string[]>, report: RuleReport): void {
  for (const item of list.items()) {
    const { value, node } = item;
    if (value === undefined || node === undefined || item.unknown) continue;
    const upper = value.toUpperCase();
    if (upper === 'ALL' || CAPABILITIES.has(upper)) continue;
    const bare = upper.startsWith('CAP_') ? upper.slice(4) : upper;
    if (CAPABILITIES.has(bare) || bare === 'ALL') {
      const fix = fixOf(`write ${bare}`, item, true, [replaceString(node, bare)]);
      // CRI-O takes the prefix, containerd puts another one before it.
      report(item, `${quote(value)} is written \`${bare}\` in a manifest`, { severity: 'warning', fix });
      continue;
    }
    const near = nearest(bare, CAPABILITIES);
    const fix = near === undefined ? undefined : fixOf(`write ${near}`, item, false, [replaceString(node, near)]);
    report(item, `Linux has no capability ${quote(value)}${near === undefined ? '' : `; did you mean \`${near}\`?`}`, {
      fix,
    });
  }
}

export const docs: RuleDocs = {
  summary: 'A capability that Linux does not have.',
  why: `The API server takes any text. What comes of it depends on the node: CRI-O refuses to start the container, containerd with an old runc too, newer
ones drop the name with a line in a log: the program lacks what it asked for, or keeps what it was to lose. Case does not matter to runtimes. The
prefix \`CAP_\` belongs to the kernel's own names and is left out in manifests: containerd puts it before every name, and looks for
CAP_CAP_NET_ADMIN then.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        capabilities:
          add: [CAP_NET_ADMIN, SYS_PTRCE]
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        capabilities:
          add: [NET_ADMIN, SYS_PTRACE]
`,
};
