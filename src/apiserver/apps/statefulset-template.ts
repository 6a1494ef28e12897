import { Field } from '../../model/field.ts';
import type { PersistentVolumeClaim, PodTemplateSpec, StatefulSetSpec, Volume } from '../../schema/types.gen.ts';
import { validatePodSpecificAnnotations } from '../core/pod/annotations.ts';
import { validatePodTemplateSpec } from '../core/pod/template.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { validateLabels } from '../meta/labels.ts';
import { validateAnnotations } from '../meta/objectmeta.ts';

/**
 * Besides the template as such, labels and annotations are looked at once more and printed as if they stood right in the template.
 * @mirrors apps/validation.ValidatePodTemplateSpecForStatefulSet (partly: the selector is held against it before)
 */
export function validatePodTemplateSpecForStatefulSet(spec: Field<StatefulSetSpec>, errors: Errors, env: Env): void {
  const template = spec.get('template');
  if (env.gates.StatefulSetTemplate) {
    validatePodTemplateSpec(withoutHostNames(template), errors, env, { volumes: volumesWithClaims(spec) });
  }
  const meta = template.get('metadata');
  if (meta.value === undefined) return;
  validateLabels(meta.get('labels').shownAsPath(`${template.path}.labels`), errors);
  const annotations = meta.get('annotations').shownAsPath(`${template.path}.annotations`);
  validateAnnotations(annotations, errors);
  validatePodSpecificAnnotations(annotations, template.get('spec'), errors);
}

/** The template as the Pods will be: the controller gives each its own host name and the set's service as subdomain. */
function withoutHostNames(template: Field<PodTemplateSpec>): Field<PodTemplateSpec> {
  const value = template.value;
  if (!value?.spec?.hostname && !value?.spec?.subdomain) return template;
  const pod = { ...value, spec: { ...value.spec, hostname: undefined, subdomain: undefined } };
  return new Field<PodTemplateSpec>(pod, template.manifest, template.parent, template.step, template.isKey);
}

/**
 * The claims as volumes, each name once, and behind them what is written, where it has no claim's name: that is how the paths are counted.
 * Undefined if there are no claims.
 * @mirrors apps/validation.volumesToAddForTemplates
 */
function volumesWithClaims(spec: Field<StatefulSetSpec>): Field<Volume>[] | undefined {
  const claims = spec.get('volumeClaimTemplates').items();
  if (claims.length === 0) return undefined;
  const written = spec.get('template').get('spec').get('volumes');
  const volumes: Field<Volume>[] = [];
  const names = new Set<string>();
  const add = (volume: Field<Volume>): void => {
    volumes.push(volume.shownAsPath(`${written.path}[${volumes.length}]`));
  };
  for (const claim of claims) {
    const name = claim.value?.metadata?.name ?? '';
    if (!names.has(name)) add(volumeOf(claim));
    names.add(name);
  }
  for (const volume of written.items()) if (!names.has(volume.value?.name ?? '')) add(volume);
  return volumes;
}

/** A volume that is nowhere written; its name stands in the claim's metadata. */
function volumeOf(claim: Field<PersistentVolumeClaim>): Field<Volume> {
  const name = claim.get('metadata').get('name');
  const volume = name.unknown ? {} : { name: name.value, persistentVolumeClaim: { claimName: name.value } };
  return new Field<Volume>(volume, claim.manifest, claim as Field, 'metadata', false);
}
