import type { Field } from '../../model/field.ts';
import type { CustomResourceDefinitionNames } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1035Label } from '../formats.ts';

/** @mirrors apiextensions/validation.ValidateCustomResourceDefinitionNames */
export function validateNames(names: Field<CustomResourceDefinitionNames>, errors: Errors): void {
  const { plural = '', singular = '', kind = '', listKind = '' } = names.value ?? {};
  validateLabel(names.get('plural'), plural, errors);
  validateLabel(names.get('singular'), singular, errors);
  validateLabel(names.get('kind'), kind.toLowerCase(), errors);
  validateLabel(names.get('listKind'), listKind.toLowerCase(), errors);
  for (const list of [names.get('shortNames'), names.get('categories')]) {
    for (const name of list.items()) {
      if ((name.value ?? '') === '') errors.invalid(name, 'must not be empty');
      else validateLabel(name, name.value as string, errors);
    }
  }
  if (kind !== '' && kind === listKind) errors.invalid(names.get('listKind'), `${quote(listKind)} is the kind already`);
}

function validateLabel(at: Field<string>, label: string, errors: Errors): void {
  const fault = label === '' ? undefined : dns1035Label(label);
  if (fault !== undefined) errors.invalid(at, `${quote(at.value)} ${fault}`);
}
