import type { Field } from '../../model/field.ts';
import { validateDNS1123Subdomain, validateFormat } from '../core/checks.ts';
import type { Errors } from '../errors.ts';
import { pathSegmentName } from '../formats.ts';

interface TypedReference {
  readonly apiGroup?: string | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * An object of any kind, named by group, kind and name.
 * @mirrors networking/validation.validateIngressTypedLocalObjectReference
 */
export function validateTypedReference(reference: Field<TypedReference>, errors: Errors): void {
  if (reference.value?.apiGroup !== undefined) validateDNS1123Subdomain(reference.get('apiGroup'), errors);
  for (const name of ['kind', 'name'] as const) {
    const field = reference.get(name);
    if ((field.value ?? '') === '') errors.required(field);
    else validateFormat(field, pathSegmentName, errors);
  }
}
