import type { Field } from '../../../model/field.ts';
import type { PersistentVolumeClaimSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { quote } from '../../errors.ts';
import { parseResource } from '../../../model/quantity.ts';

/** @mirrors persistentvolumeclaim.GetWarningsForPersistentVolumeClaimSpec */
export function getWarningsForPersistentVolumeClaimSpec(spec: Field<PersistentVolumeClaimSpec>, env: Env): void {
  for (const name of ['requests', 'limits'] as const) {
    const storage = spec.get('resources').get(name).key('storage');
    if (storage.value === undefined || (parseResource(storage.value)?.isInteger ?? true)) continue;
    env.warn(storage, `${quote(storage.value)} has parts of a byte: it must be a whole number`, 'fractional-bytes');
  }
}
