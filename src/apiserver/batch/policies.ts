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
  const pod = spec.value?.template?.spec;
  const containers = [...(pod?.containers ?? []), ...(pod?.initContainers ?? [])].map(({ name = '' }) => name);
  for (const rule of rules.items()) {
    validatePodFailurePolicyRule(rule, spec, errors);
    if (rule.value?.onExitCodes !== undefined) {
      validatePodFailurePolicyRuleOnExitCodes(rule.get('onExitCodes'), containers, errors);
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

/** @mirrors batch/validation.validatePodFailurePolicyRuleOnExitCodes */
function validatePodFailurePolicyRuleOnExitCodes(
  requirement: Field<PodFailurePolicyOnExitCodesRequirement>,
  containers: readonly string[],
  errors: Errors,
): void {
  const { operator = '', containerName, values: codes = [] } = requirement.value ?? {};
  const at = requirement.get('operator');
  if (operator === '') errors.required(at, `is required: one of ${OPERATORS.join(', ')}`);
  else if (!OPERATORS.includes(operator)) errors.notSupported(at, OPERATORS);
  if (containerName !== undefined && !containers.includes(containerName)) {
    const message = `${quote(containerName)} is no container of the template; it has ${containers.join(', ')}`;
    errors.invalid(requirement.get('containerName'), message);
  }
  const values = requirement.get('values');
  if (codes.length === 0) errors.invalid(values, 'needs at least one value');
  else if (codes.length > MAX_EXIT_CODES) errors.tooMany(values, codes.length, MAX_EXIT_CODES);
  const seen = new Set<number>();
  let before = Number.NEGATIVE_INFINITY;
  let ordered = true;
  for (const value of values.items()) {
    const code = value.value ?? 0;
    if (operator === 'In' && code === 0)
      errors.invalid(value, '0 is no failure and must not be among the values of In');
    if (seen.has(code)) errors.duplicate(value);
    seen.add(code);
    if (code < before) ordered = false;
    before = code;
  }
  if (!ordered) errors.invalid(values, 'must be in rising order');
}
