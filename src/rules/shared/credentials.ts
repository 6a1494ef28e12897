import { isPlaceholder } from '../../model/image.ts';

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

/** How all of these begin: most values do not, and are not held against each of them. */
const TELLING = /^(?:A[KS]IA|g[hil]|xox|[sr]k_|eyJ)|-----BEGIN/;

/** The ends of names that secrets go by. */
export const SECRET_NAMES: readonly string[] = [
  'PASSWORD',
  'PASSWD',
  'SECRET_KEY',
  'API_KEY',
  'ACCESS_KEY',
  'PRIVATE_KEY',
  'CLIENT_SECRET',
];

/** What a value is that gives itself away, or that goes by such a name; undefined if it is nothing that has to be hidden. */
export function secretIn(name: string, text: string, names: readonly string[]): string | undefined {
  const what =
    (TELLING.test(text) ? CREDENTIALS.find(([form]) => form.test(text))?.[1] : undefined) ??
    (isNamedSecret(name, names) && isLiteral(text) ? nounFor(name) : undefined);
  return what === undefined || isPlaceholder(text) ? undefined : what;
}

function isNamedSecret(name: string, ends: readonly string[]): boolean {
  const upper = name.toUpperCase();
  return (
    ends.some((end) => upper.endsWith(end)) &&
    !/^(?:ALLOW|DISABLE|ENABLE|REQUIRE|USE|NO|SKIP|RANDOM)_|_(?:RANDOM|EMPTY)_/.test(upper)
  );
}

/**
 * Neither a switch, a number or a path, nor the place in some vault where the secret is, nor a WORD_IN_CAPITALS that somebody is to replace.
 */
function isLiteral(text: string): boolean {
  if (/^(?:true|false|yes|no|on|off|null|none|enabled|disabled)$/i.test(text) || /^-?[0-9.]+$/.test(text)) return false;
  if (
    /^(?:\.{0,2}\/|[A-Za-z]:\\|file:|https?:|vault:|ref\+|op:|arn:|sm:|berglas:|gcpsm:|awssm:|projects\/|secret(?:ref)?:)/i.test(
      text,
    )
  )
    return false;
  return !/^(?:\*+|x+|\.+|REDACTED|TODO|REPLACE-?ME|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/.test(text);
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
