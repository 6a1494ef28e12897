import type { Field } from '../../model/field.ts';
import type { VolumeAttributesClass } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateParameters, validateProvisioner } from './parameters.ts';

/** @mirrors storage/validation.ValidateVolumeAttributesClass */
function validate(object: Field<VolumeAttributesClass>, errors: Errors, env: Env): void {
  validateObjectMeta(object.get('metadata'), errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  validateProvisioner(object.get('driverName'), errors);
  validateParameters(object.get('parameters'), errors, false);
}

/** How VolumeAttributesClasses are created. */
export const volumeAttributesClassStrategy: Strategy<VolumeAttributesClass> = {
  namespaced: false,
  defaults() {},
  prepare() {},
  validate,
  warn() {},
};
