import type { Field } from '../../../model/field.ts';
import type { Pod, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Label } from '../../formats.ts';
import { nameIsDNSSubdomain } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import type { Strategy } from '../../strategy.ts';
import { mutatePodAffinity, mutateTopologySpreadConstraints } from './affinity-merge.ts';
import { validatePodSpecificAnnotations } from './annotations.ts';
import { validateContainerOnlyForPod } from './container.ts';
import { containersOf } from './context.ts';
import { setPodDefaults } from './pod-defaults.ts';
import { setPodLevelDefaults } from './pod-level-defaults.ts';
import { dropDisabledFields } from './prepare.ts';
import {
  applyAppArmorVersionSkew,
  validateAppArmorAnnotationsAndFieldsMatch,
  validateSeccompAnnotationsAndFields,
} from './profiles.ts';
import { validatePodSpec } from './spec.ts';
import { getWarningsForPod } from './warnings.ts';

/** @mirrors core/validation.ValidatePodCreate */
function validatePodCreate(pod: Field<Pod>, errors: Errors, env: Env): void {
  validatePodMetadataAndSpec(pod, errors, env);
  const spec = pod.get('spec');
  const { ephemeralContainers, nodeName = '', schedulingGates } = spec.value ?? {};
  if ((ephemeralContainers?.length ?? 0) > 0) {
    errors.forbidden(spec.get('ephemeralContainers').atKey(), 'a Pod gets its ephemeral containers when it runs');
  }
  if (nodeName !== '' && (schedulingGates?.length ?? 0) > 0) {
    errors.forbidden(spec.get('nodeName'), 'is not allowed as long as there are schedulingGates');
  }
  validateSeccompAnnotationsAndFields(pod.value?.metadata, spec, errors);
  if (env.gates.AppArmorFields) validateAppArmorAnnotationsAndFieldsMatch(pod.value?.metadata, spec, errors);
}

/** @mirrors core/validation.validatePodMetadataAndSpec */
function validatePodMetadataAndSpec(pod: Field<Pod>, errors: Errors, env: Env): void {
  const meta = pod.get('metadata');
  const spec = pod.get('spec');
  validateObjectMeta(meta, errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validatePodSpecificAnnotations(meta.get('annotations'), spec, errors);
  validatePodSpec(spec, errors, env, { podMeta: meta });
  validateTokensHaveAccount(spec, errors);
  for (const container of spec.get('containers').items()) validateContainerOnlyForPod(container, { errors });
  if (spec.value?.initContainers === undefined) return;
  for (const container of spec.get('initContainers').items()) validateContainerOnlyForPod(container, { errors });
}

function validateTokensHaveAccount(spec: Field<PodSpec>, errors: Errors): void {
  const { serviceAccountName, volumes } = spec.value ?? {};
  if (serviceAccountName || volumes === undefined) return;
  const given = errors.given(spec.get('serviceAccountName'), spec.get('serviceAccount'));
  for (const volume of spec.get('volumes').items()) {
    if (volume.value?.projected === undefined) continue;
    for (const source of volume.get('projected').get('sources').items()) {
      if (source.value?.serviceAccountToken === undefined) continue;
      given.forbidden(source.get('serviceAccountToken').atKey(), 'needs a serviceAccountName in the Pod');
    }
  }
}

/** Few Pods do, and what is done with profiles takes long to load. */
function mayHaveProfiles({ metadata, spec = {} }: Pod): boolean {
  if (metadata?.annotations !== undefined || spec.securityContext?.appArmorProfile !== undefined) return true;
  return containersOf(spec).some(({ securityContext }) => securityContext?.appArmorProfile !== undefined);
}

/** How Pods are created. */
export const podStrategy: Strategy<Pod> = {
  namespaced: true,
  defaults: setPodDefaults,
  prepare(pod, env) {
    const value = pod.value;
    if (value === undefined) return;
    value.status = undefined;
    if (env.gates.PodGenerationTracked && value.metadata !== undefined) value.metadata.generation = 1;
    if (value.spec === undefined) return;
    const spec = pod.get('spec');
    const labels = value.metadata?.labels;
    dropDisabledFields(value.spec, env);
    mutatePodAffinity(spec, labels, env);
    mutateTopologySpreadConstraints(spec, labels, env);
    if (mayHaveProfiles(value)) applyAppArmorVersionSkew(pod.get('metadata'), spec, env);
    if (env.gates.PodLevelResources && env.gates.PodLevelResourcesFixDefaulting) setPodLevelDefaults(spec, env);
  },
  validate: validatePodCreate,
  warn(pod, env) {
    const name = pod.get('metadata').get('name');
    const fault = dns1123Label(name.value ?? '');
    if (fault !== undefined) {
      env.warn(
        name,
        `${quote(name.value)} becomes the Pod's host name, where it surprises: it ${fault}`,
        'name-not-hostname',
      );
    }
    getWarningsForPod(pod, env);
  },
};
