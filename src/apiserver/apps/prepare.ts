import type { Field } from '../../model/field.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';

/** What a new workload begins with, whatever is written: no status, and the first generation. */
export function startLife<T extends { metadata?: ObjectMeta | undefined; status?: unknown }>(object: Field<T>): void {
  const value = object.value;
  if (value === undefined) return;
  value.status = undefined;
  if (value.metadata !== undefined) value.metadata.generation = 1;
}
