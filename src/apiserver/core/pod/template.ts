import type { Field } from '../../../model/field.ts';
import type { PodTemplateSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { areLabels, validateLabels } from '../../meta/labels.ts';
import { validateAnnotations } from '../../meta/objectmeta.ts';
import { validatePodSpecificAnnotations } from './annotations.ts';
import { validateAppArmorAnnotationsAndFieldsMatch, validateSeccompAnnotationsAndFields } from './profiles.ts';
import { type PodSpecOptions, validatePodSpec } from './spec.ts';

/**
 * Upstream names labels and annotations without the metadata that they are in.
 * @mirrors core/validation.ValidatePodTemplateSpec
 */
export function validatePodTemplateSpec(
  template: Field<PodTemplateSpec>,
  errors: Errors,
  env: Env,
  options: Pick<PodSpecOptions, 'volumes'> = {},
): void {
  const { metadata, spec: value } = template.value ?? {};
  const spec = template.get('spec');
  if (metadata?.labels !== undefined && !areLabels(metadata.labels)) {
    validateLabels(template.get('metadata').get('labels').shownAsPath(`${template.path}.labels`), errors);
  }
  if (metadata?.annotations !== undefined) validateTemplateAnnotations(template, errors);
  validatePodSpec(spec, errors, env, options);
  validateSeccompAnnotationsAndFields(metadata, spec, errors);
  if (env.gates.AppArmorFields) validateAppArmorAnnotationsAndFieldsMatch(metadata, spec, errors);
  if ((value?.ephemeralContainers?.length ?? 0) > 0) {
    errors.forbidden(spec.get('ephemeralContainers').atKey(), 'a template has no ephemeral containers');
  }
}

function validateTemplateAnnotations(template: Field<PodTemplateSpec>, errors: Errors): void {
  const annotations = template.get('metadata').get('annotations').shownAsPath(`${template.path}.annotations`);
  validateAnnotations(annotations, errors);
  validatePodSpecificAnnotations(annotations, template.get('spec'), errors);
}
