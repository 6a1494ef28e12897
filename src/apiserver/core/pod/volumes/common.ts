import type { Field } from '../../../../model/field.ts';
import type { Errors } from '../../../errors.ts';
import { validateUserOrGroupID } from '../../checks.ts';

/** What a file's mode may hold: read, write and execute for owner, group and others. */
export function validateFileMode(at: Field<number>, errors: Errors): void {
  const mode = at.value;
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return;
  // `644` without its zero is read as a decimal number: says which mode that would be.
  const octal = mode > 0 ? ` (0${mode.toString(8)})` : '';
  errors.invalid(at, `${mode}${octal} is no file mode: must be from 0 to 0777, in decimal 511`);
}

/** @mirrors core/validation.validateUserField */
export function validateUserField(at: Field<number>, errors: Errors): void {
  validateUserOrGroupID(at, errors);
}
