import type { Field } from '../model/field.ts';

/** Whoever creates an object does not say how it fares: a status that is written is dropped. */
export function dropStatus({ value }: Field<{ status?: unknown }>): void {
  if (value !== undefined) value.status = undefined;
}
