import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Subdomain, qualifiedName } from '../formats.ts';

const PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/**
 * A domain, a slash and a path, as in `acme.io/foo`.
 * @mirrors util/validation.IsDomainPrefixedPath
 */
export function validateDomainPrefixedPath(at: Field<string>, errors: Errors): void {
  const text = at.value ?? '';
  const slash = text.indexOf('/');
  if (text === '') {
    errors.required(at);
  } else if (slash <= 0 || slash === text.length - 1) {
    errors.invalid(at, `${quote(text)} must be a domain and a path, such as \`acme.io/foo\``);
  } else {
    const fault = dns1123Subdomain(text.slice(0, slash));
    if (fault !== undefined) errors.invalid(at, `${quote(text)} has a wrong domain, which ${fault}`);
    if (!PATH.test(text.slice(slash + 1))) {
      errors.invalid(at, `${quote(text)} has a wrong path: it may have letters, digits and /-._~%!$&'()*+,;=:`);
    }
  }
}

/** What is wrong with a key that must have a domain; undefined if nothing is. Such keys are compared without case. */
export function domainPrefixedKey(key: string): string | undefined {
  const fault = qualifiedName(key.toLowerCase());
  if (fault !== undefined) return fault;
  return key.includes('/') ? undefined : 'must have a domain before it, as in `acme.io/foo`';
}
