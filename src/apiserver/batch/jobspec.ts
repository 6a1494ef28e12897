import type { Field } from '../../model/field.ts';
import type { JobSpec } from '../../schema/types.gen.ts';
import { validateNonnegativeFields } from '../core/checks.ts';
import { validateDomainPrefixedPath } from '../core/domains.ts';
import { validatePodTemplateSpec } from '../core/pod/template.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { validatePodFailurePolicy } from './policies.ts';
import { validateSuccessPolicy } from './success.ts';

const LONGEST_MANAGED_BY = 63;
const NUMBERS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const;
const COMPLETION_MODES: readonly string[] = ['NonIndexed', 'Indexed'];

/**
 * A Job's own spec or that in a CronJob.
 * @mirrors batch/validation.validateJobSpec (partly: spec.scheduling hides behind a closed gate)
 */
export function validateJobSpec(spec: Field<JobSpec>, errors: Errors, env: Env): void {
  const { maxFailedIndexes, managedBy, completionMode, podFailurePolicy, successPolicy } = spec.value ?? {};
  validateNonnegativeFields(spec, NUMBERS, errors);
  if (maxFailedIndexes !== undefined && spec.get('backoffLimitPerIndex').absent) {
    errors.required(spec.get('backoffLimitPerIndex'), 'is required beside maxFailedIndexes');
  }
  if (managedBy !== undefined) validateManagedBy(spec.get('managedBy'), errors);
  if (completionMode !== undefined && !COMPLETION_MODES.includes(completionMode)) {
    errors.notSupported(spec.get('completionMode'), COMPLETION_MODES);
  }
  if (completionMode === 'Indexed') validateIndexed(spec, errors);
  else if (completionMode === 'NonIndexed' || spec.get('completionMode').absent) validateNonIndexed(spec, errors);
  if (podFailurePolicy !== undefined) validatePodFailurePolicy(spec, errors);
  if (successPolicy !== undefined) {
    if (completionMode === 'Indexed') validateSuccessPolicy(spec, errors);
    else if (!spec.get('completionMode').unknown)
      errors.invalid(spec.get('successPolicy'), 'needs completionMode: Indexed');
  }
  validatePodReplacementPolicy(spec, errors);
  validatePodTemplateSpec(spec.get('template'), errors, env);
  validateJobRestartPolicy(spec, errors);
}

function validateManagedBy(managedBy: Field<string>, errors: Errors): void {
  validateDomainPrefixedPath(managedBy, errors);
  if (byteLength(managedBy.value ?? '') > LONGEST_MANAGED_BY) errors.tooLong(managedBy, LONGEST_MANAGED_BY);
}

const MANY = 100_000;
const FEW = 10_000;

/** Numbers of an Indexed Job are limited, so that its status does not grow without end. */
function validateIndexed(spec: Field<JobSpec>, errors: Errors): void {
  const { completions, parallelism = 0, maxFailedIndexes } = spec.value ?? {};
  if (completions === undefined)
    errors.required(spec.get('completions'), 'is required where completionMode is Indexed');
  atMost(spec, 'parallelism', MANY, errors);
  if (completions !== undefined && maxFailedIndexes !== undefined && maxFailedIndexes > completions) {
    errors.invalid(
      spec.get('maxFailedIndexes'),
      `${maxFailedIndexes} must be at most completions, which is ${completions}`,
    );
  }
  atMost(spec, 'maxFailedIndexes', MANY, errors);
  if (completions === undefined || completions <= MANY || spec.value?.backoffLimitPerIndex === undefined) return;
  const failed = spec.get('maxFailedIndexes');
  const why = ` with more than ${MANY} completions and a backoffLimitPerIndex`;
  if (failed.absent) errors.required(failed, `is required${why}`);
  if (parallelism > FEW) errors.invalid(spec.get('parallelism'), `${parallelism} must be at most ${FEW}${why}`);
  if ((maxFailedIndexes ?? 0) > FEW) errors.invalid(failed, `${maxFailedIndexes} must be at most ${FEW}${why}`);
}

function atMost(spec: Field<JobSpec>, name: 'parallelism' | 'maxFailedIndexes', most: number, errors: Errors): void {
  const value = spec.value?.[name] ?? 0;
  if (value > most) errors.invalid(spec.get(name), `${value} must be at most ${most} where completionMode is Indexed`);
}

function validateNonIndexed(spec: Field<JobSpec>, errors: Errors): void {
  for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
    if (spec.value?.[name] !== undefined) errors.invalid(spec.get(name), 'needs completionMode: Indexed');
  }
}

/** @mirrors batch/validation.validatePodReplacementPolicy */
function validatePodReplacementPolicy(spec: Field<JobSpec>, errors: Errors): void {
  const policy = spec.get('podReplacementPolicy');
  if (policy.value === undefined) return;
  const allowed = spec.value?.podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  if (!allowed.includes(policy.value)) errors.notSupported(policy, allowed);
}

const RESTART_POLICIES: readonly string[] = ['OnFailure', 'Never'];

/** Pods of a Job end: that they are always restarted, which is the default, can't be meant. */
function validateJobRestartPolicy(spec: Field<JobSpec>, errors: Errors): void {
  const policy = spec.get('template').get('spec').get('restartPolicy');
  const rule = 'restart-policy-not-allowed';
  if (!policy.value || policy.value === 'Always') {
    errors.required(policy, 'must be OnFailure or Never in a Job; it is Always unless it is set', rule);
  } else if (!RESTART_POLICIES.includes(policy.value)) {
    errors.notSupported(policy, RESTART_POLICIES, rule);
  } else if (policy.value !== 'Never' && spec.value?.podFailurePolicy !== undefined) {
    errors.invalid(policy, `${quote(policy.value)} must be Never where there is a podFailurePolicy`, rule);
  }
}
