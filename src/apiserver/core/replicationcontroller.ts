import type { Field } from '../../model/field.ts';
import type { PodTemplateSpec, ReplicationController, ReplicationControllerSpec } from '../../schema/types.gen.ts';
import { warnOfName } from '../apps/names.ts';
import { validateAlwaysRestarted } from '../apps/template.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateNonnegativeField, validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { dropDisabledTemplateFields } from './pod/prepare.ts';
import { validatePodTemplateSpec } from './pod/template.ts';
import { setPodTemplateDefaults } from './pod/template-defaults.ts';
import { getWarningsForPodTemplate } from './pod/warnings.ts';

/** @mirrors core/v1.SetDefaults_ReplicationController */
function setDefaults(controller: Field<ReplicationController>, env: Env): void {
  setDefault(controller, 'spec', {});
  const spec = controller.get('spec');
  if (spec.value?.template !== undefined) setPodTemplateDefaults(spec.get('template'), env);
  setDefault(spec, 'replicas', 1);
  const written = spec.get('template').get('metadata').get('labels');
  if (written.value === undefined) return;
  setDefault(controller, 'metadata', {});
  takeLabels(spec.get('selector'), written);
  takeLabels(controller.get('metadata').get('labels'), written);
}

/** What has no labels of its own takes the template's. */
function takeLabels(to: Field<Map<string, string>>, from: Field<Map<string, string>>): void {
  if ((to.value?.size ?? 0) > 0 || to.unknown || to.parent?.value === undefined) return;
  (to.parent.value as Record<string, unknown>)[to.step] = new Map(from.value);
  to.manifest.derive(to as Field, from as Field);
}

/** @mirrors core/validation.ValidateReplicationControllerSpec */
function validateSpec(spec: Field<ReplicationControllerSpec>, errors: Errors, env: Env): void {
  const { selector, template } = spec.value ?? {};
  validateNonnegativeField(spec.get('minReadySeconds'), errors);
  if ((selector?.size ?? 0) === 0)
    errors
      .given(spec.get('template').get('metadata').get('labels'))
      .required(spec.get('selector'), 'needs at least one label', 'selector-mismatch');
  validateNonnegativeField(spec.get('replicas'), errors);
  if (template === undefined) errors.required(spec.get('template'));
  else validatePodTemplateSpecForRC(spec.get('template'), selector, errors, env);
}

/** @mirrors core/validation.ValidatePodTemplateSpecForRC */
function validatePodTemplateSpecForRC(
  template: Field<PodTemplateSpec>,
  selector: ReadonlyMap<string, string> | undefined,
  errors: Errors,
  env: Env,
): void {
  const labels = template.get('metadata').get('labels');
  const missing = [...(selector ?? [])].filter(([key, value]) => labels.value?.get(key) !== value);
  if (missing.length > 0) {
    const list = missing.map(([key, value]) => `\`${key}: ${value}\``).join(', ');
    errors.invalid(labels, `the selector asks for ${list}, which the template has not`, 'selector-mismatch');
  }
  validatePodTemplateSpec(template, errors, env);
  validateAlwaysRestarted(template, errors, 'a ReplicationController');
}

/** How replication controllers are created. */
export const replicationControllerStrategy: Strategy<ReplicationController> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(controller, env) {
    const value = controller.value;
    if (value === undefined) return;
    value.status = undefined;
    if (value.metadata !== undefined) value.metadata.generation = 1;
    dropDisabledTemplateFields(controller.get('spec').get('template'), env);
  },
  validate(controller, errors, env) {
    const nameOnly = env.gates.GeneratedNameOnly;
    validateObjectMeta(controller.get('metadata'), errors, env, {
      namespaced: true,
      name: nameIsDNSSubdomain,
      nameOnly,
    });
    validateSpec(controller.get('spec'), errors, env);
  },
  warn(controller, env) {
    warnOfName(controller.get('metadata'), env);
    getWarningsForPodTemplate(controller.get('spec').get('template'), env);
  },
};
