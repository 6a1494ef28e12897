import type { Field } from '../model/field.ts';

/** Sets a field that nobody wrote. What is written and can't be read stays as it is: unknown. */
export function setDefault<T extends object, K extends keyof T & string>(
  at: Field<T>,
  name: K,
  value: NonNullable<T[K]>,
): void {
  const object = at.value;
  if (object === undefined || object[name] !== undefined) return;
  if (at.manifest.unknown !== undefined && at.get(name).unknown) return;
  object[name] = value;
}

/**
 * A default, unless the field is written and can't be read. For fields of objects that are many, as in `spec.replicas ??= unlessUnknown(at, 'replicas', 1)`:
 * reading and writing them by their own names is several times faster than what setDefault does.
 */
export function unlessUnknown<T extends object, V>(at: Field<T>, name: keyof T & string, value: V): V | undefined {
  return at.manifest.unknown !== undefined && at.get(name).unknown ? undefined : value;
}

/** As setDefault, also where an empty text was written: Go holds the two for the same. */
export function setDefaultText<T extends object, K extends keyof T & string>(
  at: Field<T>,
  name: K,
  value: NonNullable<T[K]>,
): void {
  if (at.value?.[name] === '') at.value[name] = value;
  else setDefault(at, name, value);
}

/** As setDefault, also where a zero was written: Go holds the two for the same. */
export function setDefaultNumber<T extends object, K extends keyof T & string>(
  at: Field<T>,
  name: K,
  value: NonNullable<T[K]>,
): void {
  if (at.value?.[name] === 0) at.value[name] = value;
  else setDefault(at, name, value);
}
