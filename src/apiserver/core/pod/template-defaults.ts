import type { Field } from '../../../model/field.ts';
import type { PodTemplateSpec } from '../../../schema/types.gen.ts';
import { setDefault } from '../../defaulting.ts';
import type { Env } from '../../env.ts';
import { setPodSpecDefaults } from './spec-defaults.ts';

/** The defaults of a template, which is made if it is not there, as upstream has it with all owners but one. */
export function setPodTemplateDefaults(template: Field<PodTemplateSpec>, env: Env): void {
  const owner = template.parent as Field<{ template?: PodTemplateSpec | undefined }>;
  setDefault(owner, 'template', {});
  const made = owner.get('template');
  setDefault(made, 'spec', {});
  setPodSpecDefaults(made.get('spec'), env);
}
