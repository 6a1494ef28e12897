import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, dns1123Label, dns1123Subdomain } from '../formats.ts';

/** The length of a domain, of a label, and of what the two make with a domain: `<domain>/<label>.<domain>`. */
const DOMAIN = 253;
const LABEL = 63;
const LONGEST = DOMAIN + 1 + LABEL + 1 + DOMAIN;

/**
 * The name of who signs certificates: a domain of two labels or more, a slash, and names with dots between them.
 * @mirrors core/validation.ValidateSignerName
 */
export function validateSignerName(at: Field<string>, errors: Errors): void {
  const name = at.value ?? '';
  if (name === '') {
    errors.required(at);
    return;
  }
  const [domain = '', path, ...more] = name.split('/');
  if (path === undefined || more.length > 0) {
    errors.invalid(at, `${quote(name)} must be a domain and a path, such as \`example.com/signer\``);
    return;
  }
  if (byteLength(domain) > DOMAIN) errors.tooLong(at, DOMAIN);
  const labels = domain.split('.');
  const wrong = firstFault(labels, dns1123Label) ?? firstFault(path.split('.'), dns1123Subdomain);
  if (wrong !== undefined) errors.invalid(at, `${quote(name)}: ${wrong}`);
  else if (labels.length < 2) errors.invalid(at, `${quote(domain)} must be a domain of at least two parts`);
  if (byteLength(name) > LONGEST) errors.tooLong(at, LONGEST);
}

function firstFault(parts: readonly string[], format: (part: string) => string | undefined): string | undefined {
  for (const part of parts) {
    const fault = format(part);
    if (fault !== undefined) return `${quote(part)} ${fault}`;
  }
  return undefined;
}

/** @mirrors core/validation.IsKubernetesSignerName */
export function isKubernetesSignerName(name: string): boolean {
  const domain = name.split('/', 1)[0] as string;
  return domain === 'kubernetes.io' || domain.endsWith('.kubernetes.io');
}
