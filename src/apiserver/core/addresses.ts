/** IP addresses and ranges in fields, under upstream's names. */
import type { Field } from '../../model/field.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import {
  type Address,
  cidrForLegacyField,
  cidrWarnings,
  cidrWarningsBeforeSloppy,
  ipForLegacyField,
  ipWarning,
  ipWarningBeforeSloppy,
  parseIP,
} from '../formats-ip.ts';

/**
 * An address in a field that is older than strict reading. True if it is one.
 * @mirrors core/validation.IsValidIPForLegacyField
 */
export function validateIPForLegacyField(at: Field<string>, errors: Errors, env: Env): boolean {
  const text = at.value ?? '';
  const fault = ipForLegacyField(text, env.gates.StrictIPCIDRValidation);
  if (fault !== undefined) errors.invalid(at, `${quote(text)} ${fault}`);
  return fault === undefined;
}

/**
 * A range in a field that is older than strict reading; `text` is what of the field is looked at.
 * @mirrors core/validation.IsValidCIDRForLegacyField
 */
export function validateCIDRForLegacyField(
  at: Field<string>,
  errors: Errors,
  env: Env,
  text: string = at.value ?? '',
): void {
  const fault = cidrForLegacyField(text, env.gates.StrictIPCIDRValidation);
  if (fault !== undefined) errors.invalid(at, `${quote(text)} ${fault}`);
}

/**
 * An address that traffic can be sent to.
 * @mirrors core/validation.ValidateEndpointIP
 */
export function validateEndpointIP(at: Field<string>, errors: Errors): void {
  const text = at.value ?? '';
  const address = parseIP(text);
  const fault = address === undefined ? 'is no IP address' : specialUse(address);
  if (fault !== undefined) errors.invalid(at, `${quote(text)} ${fault}`);
}

/** Why no traffic can be sent to an address. */
function specialUse({ bytes, mapped }: Address): string | undefined {
  const [a = 0, b = 0, c = 0] = mapped ? bytes.slice(12) : bytes;
  const isV4 = bytes.length === 4 || mapped;
  const isLast = (last: number): boolean => bytes.every((byte, i) => byte === (i === bytes.length - 1 ? last : 0));
  if (mapped ? bytes.slice(12).every((byte) => byte === 0) : isLast(0)) return 'must not be the unspecified address';
  if (isV4 ? a === 127 : isLast(1)) return 'must not be a loopback address (127.0.0.0/8, ::1)';
  if (isV4 ? a === 169 && b === 254 : a === 0xfe && (b & 0xc0) === 0x80) {
    return 'must not be a link-local address (169.254.0.0/16, fe80::/10)';
  }
  if (isV4 ? a === 224 && b === 0 && c === 0 : a === 0xff && (b & 0x0f) === 0x02) {
    return 'must not be a link-local multicast address (224.0.0.0/24, ff02::/16)';
  }
  return undefined;
}

/** Warns of an address in an unusual form. */
export function warnOfIP(at: Field<string>, env: Env): void {
  const message = (env.gates.IPWarnings ? ipWarning : ipWarningBeforeSloppy)(at.value ?? '');
  if (message !== undefined) env.warn(at, message);
}

/** Warns of a range in an unusual form. */
export function warnOfCIDR(at: Field<string>, env: Env): void {
  const messages = (env.gates.IPWarnings ? cidrWarnings : cidrWarningsBeforeSloppy)(at.value ?? '');
  for (const message of messages) env.warn(at, message);
}
