import type { Field } from '../../../../model/field.ts';
import { type Errors, quote } from '../../../errors.ts';

/**
 * A path below another one: relative, and without a step up.
 * @mirrors core/validation.validateLocalDescendingPath
 */
export function validateLocalDescendingPath(at: Field<string>, errors: Errors): void {
  if ((at.value ?? '').startsWith('/')) errors.invalid(at, `${quote(at.value)} must be a relative path`);
  validatePathNoBacksteps(at, errors);
}

/**
 * As above, and not beginning with two dots either: such names are used by the kubelet itself.
 * @mirrors core/validation.ValidateLocalNonReservedPath
 */
export function validateLocalNonReservedPath(at: Field<string>, errors: Errors): void {
  validateLocalDescendingPath(at, errors);
  const path = at.value ?? '';
  if (path.startsWith('..') && path !== '..' && !path.startsWith('../')) {
    errors.invalid(at, `${quote(path)} must not begin with ".."`);
  }
}

/** @mirrors core/validation.validatePathNoBacksteps */
export function validatePathNoBacksteps(at: Field<string>, errors: Errors): void {
  if (hasBackstep(at.value ?? '')) errors.invalid(at, `${quote(at.value)} must not have ".." as one of its parts`);
}

function hasBackstep(path: string): boolean {
  return path.includes('..') && path.split('/').includes('..');
}
