/** What classes of volumes tell their drivers, checked alike wherever it stands. */
import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength, qualifiedName } from '../formats.ts';
import { keyIn } from '../meta/labels.ts';

/** @mirrors storage/validation.validateProvisioner */
export function validateProvisioner(provisioner: Field<string>, errors: Errors): void {
  const name = provisioner.value ?? '';
  const fault = name === '' ? undefined : qualifiedName(name.toLowerCase());
  if (name === '') errors.required(provisioner, 'is required: the driver that makes the volumes');
  else if (fault !== undefined) errors.invalid(provisioner, `${quote(name)} ${fault}`);
}

const MOST_PARAMETERS = 512;
const MOST_BYTES = 256 * 1024;

/** @mirrors storage/validation.validateParameters */
export function validateParameters(parameters: Field<Map<string, string>>, errors: Errors, allowsNone: boolean): void {
  const count = parameters.value?.size ?? 0;
  if (count > MOST_PARAMETERS) {
    const message = `may have at most ${MOST_PARAMETERS} parameters and has ${count}`;
    errors.raise(parameters.atKey(), { type: 'FieldValueTooLong', message, rule: 'api-too-long' });
    return;
  }
  let size = 0;
  for (const [key, value] of parameters.value ?? []) {
    if (key === '') errors.invalid(keyIn(parameters, key), 'an empty key is not allowed');
    size += byteLength(key) + byteLength(value);
  }
  if (size > MOST_BYTES) errors.tooLong(parameters.atKey(), MOST_BYTES);
  if (!allowsNone && count === 0) errors.required(parameters, 'needs at least one parameter');
}
