import type { Field } from '../../model/field.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { quote } from '../errors.ts';
import { dns1123Label } from '../formats.ts';

/** Warns of a name that is no DNS label: Pods are named after their owner, and get their host name from that. */
export function warnOfName(meta: Field<ObjectMeta>, env: Env): void {
  const fault = dns1123Label(meta.value?.name ?? '');
  if (fault === undefined) return;
  const name = meta.get('name');
  env.warn(
    name,
    `${quote(name.value)} becomes part of the Pods' host names, where it surprises: it ${fault}`,
    'name-not-hostname',
  );
}
