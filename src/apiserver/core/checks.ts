/** The small checks of one value that upstream's packages share, under upstream's names. */
import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { validateNonnegativeField } from '../meta/objectmeta.ts';
import { dns1123Label, dns1123Subdomain, type Format, qualifiedName, userOrGroupID } from '../formats.ts';

/** Reports a text that is not of a format; an absent one is looked at as an empty one. */
export function validateFormat(at: Field<string>, format: Format, errors: Errors): void {
  const text = at.value ?? '';
  const fault = format(text);
  if (fault !== undefined) errors.invalid(at, `${quote(text)} ${fault}`);
}

/** @mirrors core/validation.ValidateDNS1123Label */
export function validateDNS1123Label(at: Field<string>, errors: Errors): void {
  validateFormat(at, dns1123Label, errors);
}

/** @mirrors core/validation.ValidateDNS1123Subdomain */
export function validateDNS1123Subdomain(at: Field<string>, errors: Errors): void {
  validateFormat(at, dns1123Subdomain, errors);
}

/** @mirrors core/validation.ValidateQualifiedName */
export function validateQualifiedName(at: Field<string>, errors: Errors): void {
  validateFormat(at, qualifiedName, errors);
}

/** @mirrors core/validation.ValidatePositiveField */
export function validatePositiveField(at: Field<number>, errors: Errors): void {
  const value = at.value ?? 0;
  if (value <= 0) errors.invalid(at, `${value} must be at least 1`);
}

/** Those of the named numbers of an object that are written must not be negative. Most are not written, and cost nothing. */
export function validateNonnegativeFields<T extends object>(
  at: Field<T>,
  names: readonly (keyof T & string)[],
  errors: Errors,
): void {
  const value = at.value;
  if (value === undefined) return;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as keyof T & string;
    if (((value[name] as number | undefined) ?? 0) < 0)
      validateNonnegativeField(at.get(name) as Field as Field<number>, errors);
  }
}

/** The number of a Linux user or group, if it is written. */
export function validateUserOrGroupID(at: Field<number>, errors: Errors): void {
  const fault = at.value === undefined ? undefined : userOrGroupID(at.value);
  if (fault !== undefined) errors.invalid(at, `${at.value} ${fault}`);
}

/** Reports those of the named texts (or lists) of an object that are absent or empty. */
export function requireFields<T extends object>(
  at: Field<T>,
  names: readonly (keyof T & string)[],
  errors: Errors,
): void {
  const value = at.value;
  if (value === undefined) return;
  for (const name of names) {
    const written = value[name] as string | readonly unknown[] | undefined;
    if (written === undefined || written.length === 0) errors.required(at.get(name) as Field);
  }
}
