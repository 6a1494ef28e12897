import type { Field } from '../../model/field.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';

const MOST = 2n ** 63n;

/**
 * Fields of older versions that live on as annotations are read when an object is decoded: what is no whole number is refused there.
 * Gives the number, if there is one.
 */
export function readInt64Annotation(meta: Field<ObjectMeta>, name: string, errors: Errors): bigint | undefined {
  const at = meta.get('annotations').key(name);
  const text = at.value;
  if (text === undefined) return undefined;
  const value = /^[-+]?[0-9]{1,1000}$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
  if (value !== undefined && value >= -MOST && value < MOST) return value;
  errors.undecodable(at, `${quote(text)} must be a whole number`);
  return undefined;
}
