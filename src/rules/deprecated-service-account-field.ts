import { fixOf, removeEntry, renameKey } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'info',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'safe',
  pod({ spec, manifest }, report) {
    const old = spec.get('serviceAccount');
    const now = spec.get('serviceAccountName');
    const written = old.node;
    if (written === undefined || old.value === undefined || old.value === '') return;
    const renamed = now.node;
    if (renamed === undefined) {
      const fix = fixOf('rename to serviceAccountName', old, true, [renameKey(written, 'serviceAccountName')]);
      report(old.atKey(), '`serviceAccount` is the old name of `serviceAccountName`', { fix });
      return;
    }
    if (now.value !== old.value) {
      const message = `\`serviceAccount\` is the old name of \`serviceAccountName\`, which says \`${now.value}\`: that one counts`;
      report(old.atKey(), message, { severity: 'warning', related: { at: now, message: 'this one counts' } });
      return;
    }
    // The API server writes both into what it stores.
    if (manifest.root.get('metadata')?.get('uid') !== undefined) return;
    const parent = spec.node;
    const fix = parent && fixOf('remove the old name', old, true, [removeEntry(parent, written)]);
    report(old.atKey(), '`serviceAccount` is the old name of `serviceAccountName` and says the same', { fix });
  },
};

export const docs: RuleDocs = {
  summary: 'The old field `serviceAccount` of a pod spec.',
  why: '`serviceAccount` was renamed to `serviceAccountName` long ago and is kept for old clients. Where both are given and differ, the new one counts.',
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web
  containers:
    - name: web
      image: nginx:1.29
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: nginx:1.29
`,
};
