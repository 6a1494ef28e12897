import type { PodTemplate } from '../../schema/types.gen.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { dropDisabledTemplateFields } from './pod/prepare.ts';
import { validatePodTemplateSpec } from './pod/template.ts';
import { setPodTemplateDefaults } from './pod/template-defaults.ts';
import { getWarningsForPodTemplate } from './pod/warnings.ts';

/**
 * How templates of their own are created.
 * @mirrors core/validation.ValidatePodTemplate
 */
export const podTemplateStrategy: Strategy<PodTemplate> = {
  namespaced: true,
  defaults(object, env) {
    setPodTemplateDefaults(object.get('template'), env);
  },
  prepare(object, env) {
    if (object.value?.metadata !== undefined) object.value.metadata.generation = 1;
    dropDisabledTemplateFields(object.get('template'), env);
  },
  validate(object, errors, env) {
    validateObjectMeta(object.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
    validatePodTemplateSpec(object.get('template'), errors, env);
  },
  warn(object, env) {
    getWarningsForPodTemplate(object.get('template'), env);
  },
};
