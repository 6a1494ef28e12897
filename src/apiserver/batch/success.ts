import type { Field } from '../../model/field.ts';
import type { JobSpec, SuccessPolicyRule } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { validateNonnegativeField } from '../meta/objectmeta.ts';
import { readIndexes } from './indexes.ts';

const MAX_RULES = 20;
const LONGEST_INDEXES = 64 * 1024;

/** @mirrors batch/validation.validateSuccessPolicy */
export function validateSuccessPolicy(spec: Field<JobSpec>, errors: Errors): void {
  const rules = spec.get('successPolicy').get('rules');
  const count = rules.value?.length ?? 0;
  if (count === 0) errors.required(rules, 'needs at least one rule');
  if (count > MAX_RULES) errors.tooMany(rules, count, MAX_RULES);
  for (const rule of rules.items()) validateSuccessPolicyRule(rule, spec.value?.completions, errors);
}

/**
 * Without completions, which is reported elsewhere, upstream itself gives up here.
 * @mirrors batch/validation.validateSuccessPolicyRule
 */
function validateSuccessPolicyRule(
  rule: Field<SuccessPolicyRule>,
  completions: number | undefined,
  errors: Errors,
): void {
  const { succeededCount, succeededIndexes } = rule.value ?? {};
  if (succeededCount === undefined && succeededIndexes === undefined) {
    errors.required(rule, 'needs succeededCount or succeededIndexes');
  }
  if (completions === undefined) return;
  const indexes = succeededIndexes === undefined ? undefined : readIndexes(succeededIndexes, completions);
  if (succeededIndexes !== undefined) {
    const at = rule.get('succeededIndexes');
    if (byteLength(succeededIndexes) > LONGEST_INDEXES) errors.tooLong(at, LONGEST_INDEXES);
    if (indexes !== undefined && 'fault' in indexes) errors.invalid(at, `${quote(succeededIndexes)}: ${indexes.fault}`);
  }
  if (succeededCount === undefined) return;
  const at = rule.get('succeededCount');
  validateNonnegativeField(at, errors);
  if (succeededCount > completions) {
    errors.invalid(at, `${succeededCount} must be at most ${completions}, the number of completions`);
  } else if (indexes !== undefined && 'fault' in indexes) {
    if (succeededCount > 0) errors.invalid(at, "can't be reached: what succeededIndexes holds is no list of indexes");
  } else if (indexes !== undefined && succeededCount > indexes.count) {
    errors.invalid(at, `${succeededCount} must be at most ${indexes.count}, the number of indexes in succeededIndexes`);
  }
}
