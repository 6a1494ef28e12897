import { parseQuantity } from '../../model/quantity.ts';
import type { Field } from '../../model/field.ts';
import type { HorizontalPodAutoscalerBehavior, HPAScalingPolicy, HPAScalingRules } from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import { type Errors, quote } from '../errors.ts';

const PERIOD = 15;

/**
 * @mirrors autoscaling/v2.SetDefaults_HorizontalPodAutoscalerBehavior
 * @mirrors autoscaling/v2.GenerateHPAScaleUpRules
 * @mirrors autoscaling/v2.GenerateHPAScaleDownRules
 */
export function setBehaviorDefaults(behavior: Field<HorizontalPodAutoscalerBehavior>): void {
  if (behavior.value === undefined) return;
  const allPods: HPAScalingPolicy = { type: 'Percent', value: 100, periodSeconds: PERIOD };
  setDefault(behavior, 'scaleUp', {});
  setDefault(behavior.get('scaleUp'), 'stabilizationWindowSeconds', 0);
  setRulesDefaults(behavior.get('scaleUp'), [{ type: 'Pods', value: 4, periodSeconds: PERIOD }, allPods]);
  setDefault(behavior, 'scaleDown', {});
  setRulesDefaults(behavior.get('scaleDown'), [allPods]);
}

function setRulesDefaults(rules: Field<HPAScalingRules>, policies: HPAScalingPolicy[]): void {
  setDefault(rules, 'selectPolicy', 'Max');
  setDefault(rules, 'policies', policies);
}

/** @mirrors autoscaling/validation.validateBehavior */
export function validateBehavior(behavior: Field<HorizontalPodAutoscalerBehavior>, errors: Errors): void {
  for (const name of ['scaleUp', 'scaleDown'] as const) {
    if (behavior.value?.[name] !== undefined) validateScalingRules(behavior.get(name), errors);
  }
}

const SELECTIONS: readonly string[] = ['Disabled', 'Max', 'Min'];
const MOST_STABILIZATION_SECONDS = 3600;

/** @mirrors autoscaling/validation.validateScalingRules */
function validateScalingRules(rules: Field<HPAScalingRules>, errors: Errors): void {
  const { stabilizationWindowSeconds: seconds = 0, selectPolicy, policies = [], tolerance } = rules.value ?? {};
  if (seconds < 0 || seconds > MOST_STABILIZATION_SECONDS) {
    const at = rules.get('stabilizationWindowSeconds');
    errors.invalid(at, `${seconds} must be from 0 to ${MOST_STABILIZATION_SECONDS} (an hour)`);
  }
  if (selectPolicy !== undefined && !SELECTIONS.includes(selectPolicy)) {
    errors.notSupported(rules.get('selectPolicy'), SELECTIONS);
  }
  if (policies.length === 0) errors.required(rules.get('policies'), 'needs at least one policy');
  for (const policy of rules.get('policies').items()) validateScalingPolicy(policy, errors);
  if (tolerance !== undefined && (parseQuantity(tolerance)?.sign ?? 0) < 0) {
    errors.invalid(rules.get('tolerance'), `${quote(tolerance)} must not be negative`, 'invalid-quantity');
  }
}

const POLICIES: readonly string[] = ['Percent', 'Pods'];
const MOST_PERIOD_SECONDS = 1800;

/** @mirrors autoscaling/validation.validateScalingPolicy */
function validateScalingPolicy(policy: Field<HPAScalingPolicy>, errors: Errors): void {
  const { type = '', value = 0, periodSeconds = 0 } = policy.value ?? {};
  if (!POLICIES.includes(type)) errors.notSupported(policy.get('type'), POLICIES);
  if (value <= 0) errors.invalid(policy.get('value'), `${value} must be at least 1`);
  if (periodSeconds <= 0 || periodSeconds > MOST_PERIOD_SECONDS) {
    const at = policy.get('periodSeconds');
    errors.invalid(at, `${periodSeconds} must be from 1 to ${MOST_PERIOD_SECONDS} (half an hour)`);
  }
}
