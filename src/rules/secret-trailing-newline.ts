import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Secret } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'info',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  kinds: ['Secret'],
  object(manifest, report) {
    const { data, type } = (manifest.object ?? {}) as Secret;
    if (data === undefined || type === 'kubernetes.io/ssh-auth' || manifest.root.get('sops') !== undefined) return;
    for (const [key, value] of data) {
      const text = isFile(key) ? undefined : lineIn(value);
      if (text === undefined) continue;
      const at = manifest.field<Secret>().get('data').key(key);
      if (at.node === undefined) continue;
      const fix = fixOf('encode it without the line end', at, false, [
        replaceValue(at.node, JSON.stringify(Buffer.from(text).toString('base64'))),
      ]);
      report(
        at,
        'decodes to a value with a line end, which becomes part of it; was it made with `echo` instead of `echo -n`?',
        { fix },
      );
    }
  },
};

/** Whether a key is the name of a file, where a line end belongs. */
function isFile(key: string): boolean {
  return key.includes('.') || /(?:^id_|_hosts$|_keys$|file$|conf(?:ig)?$|script$)/i.test(key);
}

/** The text of a single line that ends with a line end, without that; undefined for anything else. */
function lineIn(base64: string): string | undefined {
  const end = base64.trimEnd();
  if (end.length > MOST || end.length % 4 !== 0 || Buffer.from(end.slice(-4), 'base64').at(-1) !== NEWLINE)
    return undefined;
  const text = Buffer.from(end, 'base64')
    .toString('utf8')
    .replace(/\r?\n$/, '');
  return text === '' || /[\p{Cc}\ufffd]|^[[{<]|^-----/u.test(text) ? undefined : text;
}

/** Longer ones are no passwords. */
const MOST = 1_000;
const NEWLINE = 10;

export const docs: RuleDocs = {
  summary: 'A value of a Secret that ends with a line end.',
  why: `\`echo secret | base64\` encodes the line end as well, and a password with a line end at its end is another password: the login fails with a value that looks right in every print-out. Use
\`echo -n\` or \`printf\`, or write the plain text under \`stringData\`. Values of several lines, certificates, and keys that are names of files are left alone.`,
  bad: `apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: Y29ycmVjdC1ob3JzZQo=
`,
  good: `apiVersion: v1
kind: Secret
metadata:
  name: db
data:
  password: Y29ycmVjdC1ob3JzZQ==
`,
};
