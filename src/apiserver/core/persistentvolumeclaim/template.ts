import type { Field } from '../../../model/field.ts';
import type { ObjectMeta, PersistentVolumeClaimTemplate } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { validateLabels } from '../../meta/labels.ts';
import { validateAnnotations } from '../../meta/objectmeta.ts';
import { validatePersistentVolumeClaimSpec } from './spec.ts';

/**
 * The claim that comes with an ephemeral volume.
 * @mirrors core/validation.ValidatePersistentVolumeClaimTemplate
 */
export function validatePersistentVolumeClaimTemplate(
  template: Field<PersistentVolumeClaimTemplate>,
  errors: Errors,
  env: Env,
): void {
  validateTemplateObjectMeta(template.get('metadata'), errors);
  validatePersistentVolumeClaimSpec(template.get('spec'), errors, env);
}

/** Fields of metadata that may stand in a template, and the one that upstream spells in a way of its own. */
const ALLOWED: readonly string[] = ['annotations', 'labels'];
const UID = 'uID';

/**
 * The metadata of what is made from a template: labels and annotations.
 * @mirrors core/validation.ValidateTemplateObjectMeta
 */
export function validateTemplateObjectMeta(meta: Field<ObjectMeta>, errors: Errors): void {
  if (meta.value === undefined) return;
  validateAnnotations(meta.get('annotations'), errors);
  validateLabels(meta.get('labels'), errors);
  for (const [name, value] of Object.entries(meta.value)) {
    if (value === undefined || value === '' || ALLOWED.includes(name)) continue;
    if (name === 'generation' && value === 0) continue;
    const at = meta.get(name as keyof ObjectMeta).atKey();
    errors.forbidden(name === 'uid' ? at.shownAs(UID) : at, 'must not be set here: only labels and annotations may be');
  }
}
