import type { Field } from '../../model/field.ts';
import type { Job, JobSpec } from '../../schema/types.gen.ts';
import type { Errors } from '../errors.ts';
import { quote } from '../errors.ts';
import { selects, validateLabelSelector } from '../meta/labelselector.ts';

/** Nobody knows the uid beforehand: this one stands for it. */
const UID = '00000000-0000-4000-8000-000000000000';
const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'] as const;
const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'] as const;

/**
 * Unless a Job brings a selector of its own, it gets one for its uid, and its template the labels to that.
 * @mirrors job.generateSelectorIfNeeded
 * @mirrors job.generateSelector
 */
export function generateSelectorIfNeeded(job: Field<Job>): void {
  const spec = job.get('spec');
  if (spec.value === undefined || spec.value.manualSelector === true) return;
  const template = (spec.value.template ??= {});
  const meta = (template.metadata ??= {});
  const labels = (meta.labels ??= new Map<string, string>());
  const name = job.get('metadata').get('name');
  const written = spec.get('template').get('metadata').get('labels');
  for (const label of NAME_LABELS) {
    if (labels.has(label)) continue;
    labels.set(label, name.value ?? '');
    job.manifest.derive(written.key(label) as Field, name as Field);
  }
  for (const label of UID_LABELS) if (!labels.has(label)) labels.set(label, UID);
  const selector = (spec.value.selector ??= {});
  const matched = (selector.matchLabels ??= new Map<string, string>());
  if (!matched.has(UID_LABELS[1])) matched.set(UID_LABELS[1], UID);
}

/**
 * Labels that the selector is made of can't be given in the template, unless they are what the server would write.
 * @mirrors batch/validation.validateGeneratedSelector
 */
export function validateGeneratedSelector(job: Field<Job>, errors: Errors): void {
  const spec = job.get('spec');
  const name = job.get('metadata').get('name');
  const selector = spec.value?.selector;
  if (spec.value?.manualSelector === true || selector === undefined) return;
  if (name.unknown || spec.get('manualSelector').unknown) return;
  const expected = new Map<string, string>();
  for (const label of NAME_LABELS) expected.set(label, name.value ?? '');
  for (const label of UID_LABELS) expected.set(label, UID);
  for (const [label, value] of expected) validateHasLabel(spec, label, value, errors);
  if (selects(selector, expected) === false) {
    errors.invalid(
      spec.get('selector'),
      'must be left to the server, or stand beside manualSelector: true',
      'selector-mismatch',
    );
  }
}

/** @mirrors core/validation.ValidateHasLabel (partly: none is ever missing here) */
function validateHasLabel(spec: Field<JobSpec>, label: string, expected: string, errors: Errors): void {
  const at = spec.get('template').get('metadata').get('labels').key(label);
  if (at.value === undefined || at.value === expected) return;
  const message =
    expected === UID ? 'must be left to the server' : `${quote(at.value)} must be the Job's name, or be left out`;
  errors.invalid(at, message, 'selector-mismatch');
}

/** The selector of a Job, generated or not, has to find the Job's Pods. */
export function validateJobSelector(spec: Field<JobSpec>, errors: Errors): void {
  const selector = spec.get('selector');
  if (selector.unknown) return;
  const labels = spec.get('template').get('metadata').get('labels');
  if (selector.value === undefined)
    errors.required(selector, 'is required with manualSelector: true', 'selector-mismatch');
  else validateLabelSelector(selector, errors);
  if (selector.value === undefined || selects(selector.value, labels.value) === false) {
    errors.invalid(labels, 'the selector does not select these labels', 'selector-mismatch');
  }
}
