import type { Field } from '../../model/field.ts';
import type { PodTemplateSpec } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { validatePodTemplateSpec } from '../core/pod/template.ts';

const ALWAYS: readonly string[] = ['Always'];

/** What runs until it is removed can't have Pods that end. `owner` with its article, for the message. */
export function validateAlwaysRestarted(template: Field<PodTemplateSpec>, errors: Errors, owner: string): void {
  const { restartPolicy, activeDeadlineSeconds } = template.value?.spec ?? {};
  if (restartPolicy === 'Always' && activeDeadlineSeconds === undefined) return;
  const spec = template.get('spec');
  const policy = spec.get('restartPolicy');
  if (restartPolicy !== 'Always') errors.notSupported(policy, ALWAYS, 'restart-policy-not-allowed');
  const deadline = spec.get('activeDeadlineSeconds');
  if (activeDeadlineSeconds !== undefined)
    errors.forbidden(deadline.atKey(), `must not be set in ${owner}: its Pods run on`);
}

/** @mirrors apps/validation.ValidatePodTemplateSpecForReplicaSet (partly: the selector is held against it before) */
export function validatePodTemplateSpecForReplicaSet(template: Field<PodTemplateSpec>, errors: Errors, env: Env): void {
  validatePodTemplateSpec(template, errors, env);
  validateAlwaysRestarted(template, errors, 'a Deployment or ReplicaSet');
}
