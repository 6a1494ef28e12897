import type { Field } from '../../model/field.ts';
import type { ServiceAccountSubject, Subject } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Errors } from '../errors.ts';
import { dns1123Label, dns1123Subdomain } from '../formats.ts';

/** The kinds of subjects, each with the field that tells of it. */
const FIELDS = { Group: 'group', ServiceAccount: 'serviceAccount', User: 'user' } as const;
const KINDS = Object.keys(FIELDS);

/** @mirrors flowcontrol/validation.ValidateFlowSchemaSubject */
export function validateSubject(subject: Field<Subject>, errors: Errors): void {
  const kind = subject.value?.kind ?? '';
  if (!KINDS.includes(kind)) {
    errors.notSupported(subject.get('kind'), KINDS);
    return;
  }
  for (const [other, name] of Object.entries(FIELDS)) {
    if (other !== kind && subject.value?.[name] !== undefined) {
      errors.forbidden(subject.get(name).atKey(), `\`${name}\` does not go with the kind ${kind}`);
    }
  }
  const told = subject.get(FIELDS[kind as keyof typeof FIELDS]);
  if (told.value === undefined) errors.required(told, `is required for the kind ${kind}`);
  else if (kind === 'ServiceAccount') validateServiceAccountSubject(told as Field<ServiceAccountSubject>, errors);
  else if (!told.value.name) errors.required(told.get('name'));
}

/** @mirrors flowcontrol/validation.ValidateServiceAccountSubject */
function validateServiceAccountSubject(account: Field<ServiceAccountSubject>, errors: Errors): void {
  const name = account.get('name');
  if (!name.value) errors.required(name);
  else if (name.value !== '*') validateFormat(name, dns1123Subdomain, errors);
  const namespace = account.get('namespace');
  if (!namespace.value) errors.required(namespace);
  else validateFormat(namespace, dns1123Label, errors);
}
