import type { Field } from '../../../model/field.ts';
import type { LimitRangeItem } from '../../../schema/types.gen.ts';
import { setDefault } from '../../defaulting.ts';
import type { ResourceList } from '../pod/resources.ts';

/** @mirrors core/v1.SetDefaults_LimitRangeItem */
export function setItemDefaults(item: Field<LimitRangeItem>): void {
  if (item.value?.type !== 'Container') return;
  setDefault(item, 'default', new Map());
  setDefault(item, 'defaultRequest', new Map());
  take(item.get('default'), item.get('max'));
  take(item.get('defaultRequest'), item.get('default'));
  take(item.get('defaultRequest'), item.get('min'));
}

/** What a list lacks it takes from another one. */
function take(to: Field<ResourceList>, from: Field<ResourceList>): void {
  if (to.value === undefined) return;
  for (const [name, amount] of from.value ?? []) {
    if (to.value.has(name) || to.key(name).unknown) continue;
    to.value.set(name, amount);
    to.manifest.derive(to.key(name), from.key(name));
  }
}
