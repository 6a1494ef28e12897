import type { Field } from '../../model/field.ts';
import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
} from '../../schema/types.gen.ts';
import { validateQualifiedName } from '../core/checks.ts';
import { type Errors, quote } from '../errors.ts';

const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;
const MAX_CONDITIONS = 20;
const ACTIONS: readonly string[] = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS: readonly string[] = ['In', 'NotIn'];
const STATUSES: readonly string[] = ['False', 'True', 'Unknown'];

/** @mirrors batch/validation.validatePodFailurePolicy */
export function validatePodFailurePolicy(spec: Field<JobSpec>, errors: Errors): void {
  const rules = spec.get('podFailurePolicy').get('rules');
  const count = rules.value?.length ?? 0;
  if (count > MAX_RULES) errors.tooMany(rules, count, MAX_RULES);
  for (const rule of rules.items()) {
    validatePodFailurePolicyRule(rule, spec, errors);
    if (rule.value?.onExitCodes !== undefined) {
      validatePodFailurePolicyRuleOnExitCodes(rule.get('onExitCodes'), errors);
      validateContainerName(rule.get('onExitCodes').get('containerName'), spec, errors);
    }
    validatePodFailurePolicyRuleOnPodConditions(rule.get('onPodConditions'), errors);
  }
}

/** @mirrors batch/validation.validatePodFailurePolicyRule */
function validatePodFailurePolicyRule(rule: Field<PodFailurePolicyRule>, spec: Field<JobSpec>, errors: Errors): void {
  const { action = '', onExitCodes, onPodConditions = [] } = rule.value ?? {};
  const at = rule.get('action');
  if (action === '') errors.required(at, `is required: one of ${ACTIONS.join(', ')}`);
  else if (!ACTIONS.includes(action)) errors.notSupported(at, ACTIONS);
  else if (action === 'FailIndex' && spec.get('backoffLimitPerIndex').absent) {
    errors.invalid(at, 'FailIndex needs a backoffLimitPerIndex in the Job');
  }
  if (onExitCodes !== undefined && onPodConditions.length > 0) {
    errors.invalid(rule, 'has onExitCodes and onPodConditions; only one is allowed');
  } else if (onExitCodes === undefined && onPodConditions.length === 0) {
    errors.invalid(rule, 'needs onExitCodes or onPodConditions');
  }
}

/** @mirrors batch/validation.validatePodFailurePolicyRuleOnPodConditions */
function validatePodFailurePolicyRuleOnPodConditions(
  patterns: Field<PodFailurePolicyOnPodConditionsPattern[]>,
  errors: Errors,
): void {
  const count = patterns.value?.length ?? 0;
  if (count > MAX_CONDITIONS) errors.tooMany(patterns, count, MAX_CONDITIONS);
  for (const pattern of patterns.items()) {
    validateQualifiedName(pattern.get('type'), errors);
    const status = pattern.get('status');
    if (!status.value) errors.required(status, `is required: one of ${STATUSES.join(', ')}`);
    else if (!STATUSES.includes(status.value)) errors.notSupported(status, STATUSES);
  }
}

/** Names a container whose exit code counts: one of the template's, and no ephemeral one. */
function validateContainerName(at: Field<string>, spec: Field<JobSpec>, errors: Errors): void {
  if (at.value === undefined) return;
  const pod = spec.get('template').get('spec');
  const names = [...pod.get('containers').items(), ...pod.get('initContainers').items()].map((one) => one.get('name'));
  if (names.some((name) => (name.value ?? '') === at.value || name.unknown)) return;
  const known = names.map((name) => name.value).join(', ');
  errors.invalid(at, `${quote(at.value)} is no container of the template; it has ${known}`);
}

/** @mirrors batch/validation.validatePodFailurePolicyRuleOnExitCodes (partly: the name of the container is looked at beside it) */
function validatePodFailurePolicyRuleOnExitCodes(
  requirement: Field<PodFailurePolicyOnExitCodesRequirement>,
  errors: Errors,
): void {
  const { operator = '', values: codes = [] } = requirement.value ?? {};
  const at = requirement.get('operator');
  if (operator === '') errors.required(at, `is required: one of ${OPERATORS.join(', ')}`);
  else if (!OPERATORS.includes(operator)) errors.notSupported(at, OPERATORS);
  const values = requirement.get('values');
  if (codes.length === 0) errors.invalid(values, 'needs at least one value');
  else if (codes.length > MAX_EXIT_CODES) errors.tooMany(values, codes.length, MAX_EXIT_CODES);
  validateExitCodes(values, operator, errors);
}

function validateExitCodes(values: Field<number[]>, operator: string, errors: Errors): void {
  const seen = new Set<number>();
  let before = Number.NEGATIVE_INFINITY;
  let ordered = true;
  for (const value of values.items()) {
    const code = value.value;
    if (code === undefined) continue;
    if (operator === 'In' && code === 0)
      errors.invalid(value, '0 is no failure and must not be among the values of In');
    if (seen.has(code)) errors.duplicate(value);
    seen.add(code);
    if (code < before) ordered = false;
    before = code;
  }
  if (!ordered) errors.invalid(values, 'must be in rising order');
}
