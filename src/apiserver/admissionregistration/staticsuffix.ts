import type { Field } from '../../model/field.ts';
import type { ObjectMeta } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';

const SUFFIX = '.static.k8s.io';

/** @mirrors admissionregistration/validation.ValidateStaticSuffix */
export function validateStaticSuffix(meta: Field<ObjectMeta>, errors: Errors, env: Env): void {
  const name = meta.value?.name ?? '';
  if (!env.gates.ManifestBasedAdmissionControlConfig || !name.endsWith(SUFFIX)) return;
  errors.invalid(
    meta.get('name'),
    `${quote(name)} must not end in \`${SUFFIX}\`, which is kept for files of the server`,
  );
}

/** @mirrors admissionregistration/validation.WarningsForStaticSuffix */
export function warnOfStaticSuffix(meta: Field<ObjectMeta>, env: Env): void {
  const name = meta.value?.name ?? '';
  const { StaticSuffixWarnings: warns, ManifestBasedAdmissionControlConfig: refuses } = env.gates;
  if (!warns || refuses || !name.endsWith(SUFFIX)) return;
  env.warn(meta.get('name'), `names that end in \`${SUFFIX}\` will be kept for files of the server`);
}
