import type { Field } from '../../model/field.ts';
import type { DeviceClass } from '../../schema/types.gen.ts';
import { isExtendedResourceName } from '../core/pod/resourcenames.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { isTooMany } from './names.ts';
import { hasExpressions, validateConfiguration, validateSelectors } from './selectors.ts';

const MOST_CONFIGS = 32;

/** @mirrors resource/validation.ValidateDeviceClass */
function validate(object: Field<DeviceClass>, errors: Errors, env: Env): void {
  validateObjectMeta(object.get('metadata'), errors, env, {
    namespaced: false,
    name: nameIsDNSSubdomain,
    nameOnly: env.gates.DeviceClassNameOnly,
  });
  const spec = object.get('spec');
  validateSelectors(spec.get('selectors'), errors);
  const configs = spec.get('config');
  if (!isTooMany(configs, MOST_CONFIGS, errors)) {
    for (const config of configs.items()) validateConfiguration(config.get('opaque'), errors, env);
  }
  const name = spec.get('extendedResourceName');
  if (name.value === undefined || isExtendedResourceName(name.value)) return;
  errors.invalid(name, `${quote(name.value)} must be the name of an extended resource, as in \`example.com/gpu\``);
}

/** How DeviceClasses are created. */
export const deviceClassStrategy: Strategy<DeviceClass> = {
  namespaced: false,
  defaults() {},
  prepare({ value }, env) {
    if (value?.metadata !== undefined) value.metadata.generation = 1;
    if (!env.gates.DRAExtendedResource && value?.spec !== undefined) value.spec.extendedResourceName = undefined;
  },
  validate,
  warn() {},
  isComplete: ({ value }) => !hasExpressions(value?.spec?.selectors),
};
