import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { SECRET_NAMES, secretIn } from './shared/credentials.ts';

type Options = { names: readonly string[]; allow: readonly string[] };

export const rule: Rule<Options> = {
  category: 'env',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    names: {
      type: 'array',
      items: { type: 'string' },
      description: 'ends of the names of variables that hold secrets',
    },
    allow: { type: 'array', items: { type: 'string' }, description: 'names of variables that are let through' },
  },
  defaults: {
    names: SECRET_NAMES,
    allow: [],
  },
  container({ field, value }, report, { names, allow }) {
    const { env } = value;
    if (env === undefined) return;
    for (let i = 0; i < env.length; i++) {
      const { name = '', value: text = '' } = env[i] ?? {};
      if (text.length < 2 || name.endsWith('_FILE') || allow.includes(name)) continue;
      const what = secretIn(name, text, names);
      if (what === undefined) continue;
      report(
        field.get('env').item(i).get('value'),
        `${quote(name)} is ${what} in plain text; put it into a Secret and use secretKeyRef`,
      );
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A password or key that stands in the manifest.',
  why: `What stands in a manifest is in the repository, its history, every clone of it, the CI's logs, and can be read by everybody who may look at Pods. Put it into a Secret that is made outside
the repository (or kept there encrypted) and refer to it by \`secretKeyRef\`; then change it, since it is known. The rule goes by the end of the variable's name, and by the form of
well-known tokens whatever the name. Empty values, switches, numbers, paths, references and placeholders are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: DB_PASSWORD
          value: correct-horse
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
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: db
              key: password
`,
};
