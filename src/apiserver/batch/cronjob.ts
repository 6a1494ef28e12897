import type { Field } from '../../model/field.ts';
import { nearest } from '../../model/nearest.ts';
import type { CronJob, CronJobSpec, JobTemplateSpec } from '../../schema/types.gen.ts';
import { warnOfName } from '../apps/names.ts';
import { startLife } from '../apps/prepare.ts';
import { validateNonnegativeFields } from '../core/checks.ts';
import { dropDisabledTemplateFields } from '../core/pod/prepare.ts';
import { setPodTemplateDefaults } from '../core/pod/template-defaults.ts';
import { setDefault, setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { scheduleProblem } from './cron.ts';
import { setConditionDefaults, warningsForJobSpec } from './job.ts';
import { validateJobSpec } from './jobspec.ts';
import { isTimeZone, timeZones } from './timezones.ts';

/** @mirrors batch/v1.SetDefaults_CronJob */
function setDefaults(cronJob: Field<CronJob>, env: Env): void {
  setDefault(cronJob, 'spec', {});
  const spec = cronJob.get('spec');
  setDefaultText(spec, 'concurrencyPolicy', 'Allow');
  setDefault(spec, 'jobTemplate', {});
  setDefault(spec.get('jobTemplate'), 'spec', {});
  const job = spec.get('jobTemplate').get('spec');
  if (env.gates.PodConditionStatusInCronJob) setConditionDefaults(job);
  setPodTemplateDefaults(job.get('template'), env);
}

/** The controller adds so many characters to the name of each Job. */
const LONGEST_NAME = 63 - 11;

/** @mirrors batch/validation.ValidateCronJobCreate */
function validateCronJobCreate(cronJob: Field<CronJob>, errors: Errors, env: Env): void {
  const meta = cronJob.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateCronJobSpec(cronJob.get('spec'), errors, env);
  const name = meta.get('name');
  const length = byteLength(name.value ?? '');
  if (length > LONGEST_NAME) {
    errors.invalid(name, `${quote(name.value)} has ${length} characters; a CronJob's name has at most ${LONGEST_NAME}`);
  }
}

const NUMBERS = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const;
const CONCURRENCY_POLICIES: readonly string[] = ['Allow', 'Forbid', 'Replace'];

/**
 * @mirrors batch/validation.validateCronJobSpec
 * @mirrors batch/validation.validateConcurrencyPolicy
 */
function validateCronJobSpec(spec: Field<CronJobSpec>, errors: Errors, env: Env): void {
  const schedule = spec.get('schedule');
  if (!schedule.value) errors.required(schedule);
  else validateScheduleFormat(schedule, errors);
  validateNonnegativeFields(spec, NUMBERS, errors);
  validateTimeZone(spec.get('timeZone'), errors);
  const policy = spec.get('concurrencyPolicy');
  if (!CONCURRENCY_POLICIES.includes(policy.value ?? '')) errors.notSupported(policy, CONCURRENCY_POLICIES);
  validateJobTemplateSpec(spec.get('jobTemplate'), errors, env);
}

/** @mirrors batch/validation.validateScheduleFormat */
function validateScheduleFormat(schedule: Field<string>, errors: Errors): void {
  const text = schedule.value ?? '';
  if (text.includes('TZ')) {
    errors.invalid(schedule, `${quote(text)} must not have a time zone: that belongs into timeZone`);
    return;
  }
  const problem = scheduleProblem(text);
  if (problem !== undefined) errors.invalid(schedule, `${quote(text)} ${problem}`);
}

/** @mirrors batch/validation.validateTimeZone */
function validateTimeZone(timeZone: Field<string>, errors: Errors): void {
  const name = timeZone.value;
  if (name === undefined || isTimeZone(name)) return;
  const near = nearest(name, timeZones());
  const hint = near === undefined ? ', such as Europe/Berlin or Etc/UTC' : `; did you mean \`${near}\`?`;
  errors.invalid(timeZone, `${quote(name)} is no name of the IANA time zone database${hint}`);
}

/** @mirrors batch/validation.ValidateJobTemplateSpec */
function validateJobTemplateSpec(template: Field<JobTemplateSpec>, errors: Errors, env: Env): void {
  const spec = template.get('spec');
  validateJobSpec(spec, errors, env);
  const { selector, manualSelector } = spec.value ?? {};
  if (selector !== undefined)
    errors.invalid(spec.get('selector').atKey(), 'must be left to the server', 'selector-mismatch');
  if (manualSelector) errors.notSupported(spec.get('manualSelector'), ['false']);
}

export const cronJobStrategy: Strategy<CronJob> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(cronJob, env) {
    startLife(cronJob);
    dropDisabledTemplateFields(cronJob.get('spec').get('jobTemplate').get('spec').get('template'), env);
  },
  validate: validateCronJobCreate,
  warn(cronJob, env) {
    warnOfName(cronJob.get('metadata'), env);
    warningsForJobSpec(cronJob.get('spec').get('jobTemplate').get('spec'), env);
  },
};
