/** Names and lists as the resource API has them. */
import type { Field } from '../../model/field.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, cIdentifier, dns1123Subdomain } from '../formats.ts';

/** A name of a driver has the form of a CSI driver's. */
export { validateCSIDriverName as validateDriverName } from '../core/pod/volumes/plugins.ts';

/** How many items of each kind there may be. */
export const MOST_REQUESTS = 32;

const POOL_LENGTH = 253;

/** @mirrors resource/validation.validatePoolName */
export function validatePoolName(at: Field<string>, errors: Errors): void {
  const name = at.value ?? '';
  if (name === '') {
    errors.required(at);
    return;
  }
  if (byteLength(name) > POOL_LENGTH) errors.tooLong(at, POOL_LENGTH);
  const wrong = name.split('/').find((part) => dns1123Subdomain(part) !== undefined);
  if (wrong !== undefined) errors.invalid(at, `${quote(wrong)} ${dns1123Subdomain(wrong)}`);
}

const ID_LENGTH = 32;

/** @mirrors resource/validation.validateCIdentifier */
function validateIdentifier(at: Field, id: string, errors: Errors): void {
  if (byteLength(id) > ID_LENGTH) errors.tooLong(at, ID_LENGTH);
  const fault = cIdentifier(id);
  if (fault !== undefined) errors.invalid(at, `${quote(id)} ${fault}`);
}

const DOMAIN_LENGTH = 63;

/** Capital letters are let through in most places. */
function validateDomain(at: Field, domain: string, errors: Errors, lowerCase: boolean): void {
  if (byteLength(domain) > DOMAIN_LENGTH) errors.tooLong(at, DOMAIN_LENGTH);
  const fault = dns1123Subdomain(lowerCase ? domain : domain.toLowerCase());
  if (fault !== undefined) errors.invalid(at, `the domain ${quote(domain)} ${fault}`);
}

/**
 * An identifier, perhaps with a domain before it: `model`, `gpu.example.com/model`. More than one slash is let through.
 * @mirrors resource/validation.validateQualifiedName
 */
export function validateQualifiedName(at: Field, name: string, errors: Errors, lowerCase = false): void {
  const [first = '', second, ...more] = name.split('/');
  if (more.length > 0) return;
  if (second === undefined) {
    validateIdentifier(at, first, errors);
    return;
  }
  if (first === '') errors.invalid(at, `${quote(name)} has nothing before the slash, where a domain should be`);
  else validateDomain(at, first, errors, lowerCase);
  if (second === '') errors.invalid(at, `${quote(name)} has nothing behind the slash, where a name should be`);
  else validateIdentifier(at, second, errors);
}

/** @mirrors resource/validation.validateFullyQualifiedName */
export function validateFullyQualifiedName(at: Field<string>, errors: Errors, lowerCase: boolean): void {
  const name = at.value ?? '';
  validateQualifiedName(at, name, errors, lowerCase);
  if (!name.includes('/')) errors.invalid(at, `${quote(name)} needs a domain, as in \`example.com/${name}\``);
}

/**
 * A list may be too long; if it is, nothing is said of its items.
 * @mirrors resource/validation.validateSlice
 */
export function isTooMany(list: Field<readonly unknown[]>, most: number, errors: Errors): boolean {
  const count = list.value?.length ?? 0;
  if (count > most) errors.tooMany(list.atKey(), count, most);
  return count > most;
}

/**
 * Items that have a name which was there before.
 * @mirrors resource/validation.validateSet
 */
export function refuseDuplicateNames<T extends { name?: string | undefined }>(
  items: readonly Field<T>[],
  errors: Errors,
  env: Env,
): void {
  const seen = new Set<string>();
  for (const item of items) {
    const name = item.value?.name ?? '';
    if (seen.has(name))
      errors.duplicate(env.gates.DRADuplicatesAtItem ? item : item.get('name'), `${quote(name)} is there already`);
    seen.add(name);
  }
}

/** Items that were there before, whole or by what is their key. */
export function refuseDuplicates<T>(
  items: readonly Field<T>[],
  keyOf: (item: Field<T>) => string,
  errors: Errors,
): void {
  const seen = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (seen.has(key)) errors.duplicate(item, `${quote(key)} is there already`);
    seen.add(key);
  }
}
