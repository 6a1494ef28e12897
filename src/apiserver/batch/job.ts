import type { Field } from '../../model/field.ts';
import type { Job, JobSpec } from '../../schema/types.gen.ts';
import { warnOfName } from '../apps/names.ts';
import { startLife } from '../apps/prepare.ts';
import { dropDisabledTemplateFields } from '../core/pod/prepare.ts';
import { setPodTemplateDefaults } from '../core/pod/template-defaults.ts';
import { getWarningsForPodTemplate } from '../core/pod/warnings.ts';
import { setDefault, setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Label } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateJobSpec } from './jobspec.ts';
import { generateSelectorIfNeeded, validateGeneratedSelector, validateJobSelector } from './selector.ts';

/** @mirrors batch/v1.SetDefaults_Job */
function setDefaults(job: Field<Job>, env: Env): void {
  setDefault(job, 'spec', {});
  const spec = job.get('spec');
  if (spec.get('completions').absent && spec.get('parallelism').absent) setDefault(spec, 'completions', 1);
  setDefault(spec, 'parallelism', 1);
  setDefault(spec, 'completionMode', 'NonIndexed');
  setDefault(
    spec,
    'podReplacementPolicy',
    spec.value?.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  );
  inheritLabels(job);
  setConditionDefaults(spec);
  setPodTemplateDefaults(spec.get('template'), env);
}

/** A Job without labels gets those of its template: the same map, so that what is added to the one is in the other. */
function inheritLabels(job: Field<Job>): void {
  const labels = job.get('spec').get('template').get('metadata').get('labels');
  if (labels.value === undefined || (job.value?.metadata?.labels?.size ?? 0) > 0) return;
  setDefault(job, 'metadata', {});
  const meta = job.get('metadata');
  if (meta.value === undefined || meta.get('labels').unknown) return;
  meta.value.labels = labels.value;
  job.manifest.derive(meta.get('labels') as Field, labels as Field);
}

/** @mirrors batch/v1.SetDefaults_PodFailurePolicyOnPodConditionsPattern */
export function setConditionDefaults(spec: Field<JobSpec>): void {
  for (const rule of spec.get('podFailurePolicy').get('rules').items()) {
    for (const pattern of rule.get('onPodConditions').items()) setDefaultText(pattern, 'status', 'True');
  }
}

/** @mirrors job.PrepareForCreate */
function prepareForCreate(job: Field<Job>, env: Env): void {
  generateSelectorIfNeeded(job);
  startLife(job);
  const spec = job.value?.spec;
  if (spec !== undefined) {
    if (!env.gates.JobManagedBy) spec.managedBy = undefined;
    if (!env.gates.JobSuccessPolicy) spec.successPolicy = undefined;
  }
  dropDisabledTemplateFields(job.get('spec').get('template'), env);
}

/**
 * @mirrors batch/validation.ValidateJobCreate
 * @mirrors batch/validation.ValidateJobSpec
 */
function validateJobCreate(job: Field<Job>, errors: Errors, env: Env): void {
  validateObjectMeta(job.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateGeneratedSelector(job, errors);
  validateJobSpec(job.get('spec'), errors, env);
  validateJobSelector(job.get('spec'), errors);
  validateNameAllowsCompletions(job, errors);
}

/**
 * Pods of an Indexed Job are called by its name and their index.
 * @mirrors batch/validation.validateNameAllowsCompletions
 */
function validateNameAllowsCompletions(job: Field<Job>, errors: Errors): void {
  const { completionMode, completions = 0 } = job.value?.spec ?? {};
  if (completionMode !== 'Indexed' || completions <= 0) return;
  const name = job.get('metadata').get('name');
  const last = `${name.value ?? ''}-${completions - 1}`;
  const fault = dns1123Label(last);
  if (fault !== undefined) errors.invalid(name, `makes the name of the last Pod, ${quote(last)}, which ${fault}`);
}

const MANY_COMPLETIONS = 100_000;
const HIGH_PARALLELISM = 10_000;

/** @mirrors job.WarningsForJobSpec */
export function warningsForJobSpec(spec: Field<JobSpec>, env: Env): void {
  const { completionMode, completions = 0, parallelism = 0 } = spec.value ?? {};
  if (completionMode === 'Indexed' && completions > MANY_COMPLETIONS && parallelism > HIGH_PARALLELISM) {
    env.warn(
      spec,
      `with ${completions} completions and a parallelism of ${parallelism}, failed indexes may be lost track of`,
    );
  }
  getWarningsForPodTemplate(spec.get('template'), env);
}

export const jobStrategy: Strategy<Job> = {
  namespaced: true,
  defaults: setDefaults,
  prepare: prepareForCreate,
  validate: validateJobCreate,
  warn(job, env) {
    warnOfName(job.get('metadata'), env);
    warningsForJobSpec(job.get('spec'), env);
  },
};
