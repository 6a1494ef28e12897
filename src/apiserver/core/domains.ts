import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Subdomain } from '../formats.ts';

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
