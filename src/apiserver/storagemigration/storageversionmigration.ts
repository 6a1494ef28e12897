import type { Field } from '../../model/field.ts';
import type { StorageVersionMigration } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1035Label, dns1123Subdomain } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';

/** @mirrors storagemigration/validation.ValidateStorageVersionMigration */
function validate(migration: Field<StorageVersionMigration>, errors: Errors, env: Env): void {
  validateObjectMeta(migration.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const target = migration.get('spec').get('resource');
  const resource = target.get('resource');
  if (!resource.value) errors.required(resource);
  else validateFormat(resource, dns1035Label, errors);
  if (target.value?.group) validateFormat(target.get('group'), dns1123Subdomain, errors);
}

/** How StorageVersionMigrations are created. */
export const storageVersionMigrationStrategy: Strategy<StorageVersionMigration> = {
  namespaced: false,
  defaults() {},
  prepare: dropStatus,
  validate,
  warn() {},
};
