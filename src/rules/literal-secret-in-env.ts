import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

interface Options {
  names: readonly string[];
  allow: readonly string[];
}

/** Values that give away what they are. */
const CREDENTIALS: readonly [RegExp, string][] = [
  [/^A(?:KIA|SIA)[A-Z0-9]{16}$/, 'an AWS access key'],
  [/^(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{50,})$/, 'a GitHub token'],
  [/^glpat-[\w-]{20,}$/, 'a GitLab token'],
  [/^xox[abprs]-[\w-]{10,}$/, 'a Slack token'],
  [/^[sr]k_live_[A-Za-z0-9]{16,}$/, 'a Stripe key'],
  [/^AIza[\w-]{35}$/, 'a Google API key'],
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, 'a private key'],
  [/^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+$/, 'a JSON web token'],
];

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
    names: ['PASSWORD', 'PASSWD', 'SECRET_KEY', 'API_KEY', 'ACCESS_KEY', 'PRIVATE_KEY', 'CLIENT_SECRET'],
    allow: [],
  },
  container({ field, value }, report, { names, allow }) {
    const { env } = value;
    if (env === undefined) return;
    for (let i = 0; i < env.length; i++) {
      const { name = '', value: text = '' } = env[i] ?? {};
      if (text.length < 2 || name.endsWith('_FILE') || allow.includes(name)) continue;
      const what =
        CREDENTIALS.find(([form]) => form.test(text))?.[1] ??
        (isNamedSecret(name, names) && isLiteral(text) ? nounFor(name) : undefined);
      if (what === undefined || isPlaceholder(text)) continue;
      report(
        field.get('env').item(i).get('value'),
        `${quote(name)} is ${what} in plain text; put it into a Secret and use secretKeyRef`,
      );
    }
  },
};

function isNamedSecret(name: string, ends: readonly string[]): boolean {
  const upper = name.toUpperCase();
  return (
    ends.some((end) => upper.endsWith(end)) &&
    !/^(?:ALLOW|DISABLE|ENABLE|REQUIRE|USE|NO|SKIP|RANDOM)_|_(?:RANDOM|EMPTY)_/.test(upper)
  );
}

/** Neither a switch, a number or a path, nor the place in some vault where the secret is. */
function isLiteral(text: string): boolean {
  if (/^(?:true|false|yes|no|on|off|null|none|enabled|disabled)$/i.test(text) || /^-?[0-9.]+$/.test(text)) return false;
  if (
    /^(?:\.{0,2}\/|[A-Za-z]:\\|file:|https?:|vault:|ref\+|op:|arn:|sm:|berglas:|gcpsm:|awssm:|projects\/|secret(?:ref)?:)/i.test(
      text,
    )
  )
    return false;
  return !/^(?:\*+|x+|\.+|REDACTED|REPLACE[_-]?ME|CHANGE_ME|TODO)$/.test(text);
}

function nounFor(name: string): string {
  return /KEY$/i.test(name)
    ? 'a key'
    : /SECRET$/i.test(name)
      ? 'a secret'
      : /PASSW(?:OR)?D$/i.test(name)
        ? 'a password'
        : 'a secret';
}

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
