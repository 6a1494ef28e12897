import type { Field } from '../../../model/field.ts';
import type { WindowsSecurityContextOptions } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { byteLength, dns1123Subdomain } from '../../formats.ts';
import { validateFormat } from '../checks.ts';

const LONGEST_CREDENTIAL_SPEC = 64 * 1024;

/** @mirrors core/validation.validateWindowsSecurityContextOptions */
export function validateWindowsSecurityContextOptions(
  options: Field<WindowsSecurityContextOptions>,
  errors: Errors,
): void {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options.value ?? {};
  if (gmsaCredentialSpecName !== undefined) {
    validateFormat(options.get('gmsaCredentialSpecName'), dns1123Subdomain, errors);
  }
  if (gmsaCredentialSpec !== undefined) {
    const at = options.get('gmsaCredentialSpec');
    if (gmsaCredentialSpec === '') errors.invalid(at, 'must not be empty');
    else if (byteLength(gmsaCredentialSpec) > LONGEST_CREDENTIAL_SPEC) errors.invalid(at, 'must have less than 64 KiB');
  }
  if (runAsUserName === undefined) return;
  const fault = userNameFault(runAsUserName);
  if (fault !== undefined) errors.invalid(options.get('runAsUserName'), `${quote(runAsUserName)} ${fault}`);
}

const LONGEST_DOMAIN = 255;
const LONGEST_USER = 104;

const CONTROL = /[\u0000-\u001f\u007f]/;
const NET_BIOS = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const DNS = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const NOT_IN_USER = /["/\\:;|=,+*?<>@[\]]/;

/** What is wrong with `user` or `domain\user`. */
function userNameFault(name: string): string | undefined {
  if (name === '') return 'must not be empty';
  if (CONTROL.test(name)) return 'must not have control characters';
  const parts = name.split('\\');
  if (parts.length > 2) return 'must have at most one backslash, between domain and user';
  const [domain, user = ''] = parts.length === 2 ? parts : [undefined, name];
  return (domain === undefined ? undefined : domainFault(domain)) ?? userFault(user);
}

function domainFault(domain: string): string | undefined {
  if (byteLength(domain) > LONGEST_DOMAIN) return `must have at most ${LONGEST_DOMAIN} characters before the backslash`;
  return NET_BIOS.test(domain) || DNS.test(domain) ? undefined : 'must have a NetBIOS or DNS name before the backslash';
}

function userFault(user: string): string | undefined {
  if (user === '') return 'must have a user';
  if (byteLength(user) > LONGEST_USER) return `must have a user of at most ${LONGEST_USER} characters`;
  if (/^[. ]+$/.test(user)) return 'must have a user of more than dots and blanks';
  return NOT_IN_USER.test(user) ? 'must have a user without any of "/\\:;|=,+*?<>@[]' : undefined;
}
