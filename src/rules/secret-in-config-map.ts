import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { ConfigMap } from '../schema/types.gen.ts';
import { SECRET_NAMES, secretIn } from './shared/credentials.ts';

type Options = {
  names: readonly string[];
  allow: readonly string[];
};

export const rule: Rule<Options> = {
  category: 'accounts',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  options: {
    names: {
      type: 'array',
      items: { type: 'string' },
      description: 'ends of the names of keys that hold secrets; `-` and `.` count as `_`',
    },
    allow: { type: 'array', items: { type: 'string' }, description: 'keys that are let through' },
  },
  defaults: { names: SECRET_NAMES, allow: [] },
  kinds: ['ConfigMap'],
  object(manifest, report, { names, allow }) {
    const data = (manifest.object as ConfigMap | undefined)?.data;
    if (data === undefined) return;
    for (const [key, text] of data) {
      if (text.length < 2 || allow.includes(key)) continue;
      const name = key.replaceAll(/[-.]/g, '_');
      const what = name.toUpperCase().endsWith('_FILE') ? undefined : secretIn(name, text.trimEnd(), names);
      if (what !== undefined)
        report(
          manifest.field<ConfigMap>().get('data').key(key).atKey(),
          `${quote(key)} is ${what}: it belongs in a Secret`,
        );
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A password or key in a ConfigMap.',
  why: `Nobody takes care of a ConfigMap: it is not encrypted in etcd, everybody who may look at the namespace reads it, and tools print it in full. The rule goes by the end of the key (\`db-password\`, \`api.key\`) and
by the form of private keys and well-known tokens. Empty values, switches, numbers, paths, references and placeholders are left alone. What has been committed once is known: change it when you move it.`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  db-host: db.shop.svc
  db-password: correct-horse
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  db-host: db.shop.svc
`,
};
