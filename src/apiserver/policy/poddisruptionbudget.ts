import type { Field } from '../../model/field.ts';
import { keepItems } from '../../model/thinned.ts';
import type { LabelSelector, PodDisruptionBudget, PodDisruptionBudgetSpec } from '../../schema/types.gen.ts';
import { getIntOrPercentValue, type IntOrPercent, validatePositiveIntOrPercent } from '../apps/intorpercent.ts';
import { startLife } from '../apps/prepare.ts';
import { type Errors, quote } from '../errors.ts';
import { percent } from '../formats.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';
import { nameIsPathSegment } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

/** The key by which selectors of policy/v1beta1 are told from those of policy/v1. */
const OLDER_SELECTOR = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match';

/**
 * Expressions with the key are nobody's to write, but for the one that selects nothing.
 * @mirrors policy.StripPDBV1beta1Label
 */
function dropOlderSelector(selector: LabelSelector): void {
  const { matchExpressions: expressions, matchLabels } = selector;
  if (expressions === undefined || !expressions.some(({ key }) => key === OLDER_SELECTOR)) return;
  const [only] = expressions;
  const isAlone = expressions.length === 1 && (matchLabels?.size ?? 0) === 0;
  if (isAlone && only?.operator === 'Exists' && (only.values?.length ?? 0) === 0) return;
  selector.matchExpressions = keepItems(expressions, ({ key }) => key !== OLDER_SELECTOR);
}

const EVICTION_POLICIES: readonly string[] = ['AlwaysAllow', 'IfHealthyBudget'];

/**
 * @mirrors policy/validation.ValidatePodDisruptionBudget
 * @mirrors policy/validation.ValidatePodDisruptionBudgetSpec
 */
function validateSpec(spec: Field<PodDisruptionBudgetSpec>, errors: Errors): void {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec.value ?? {};
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const at = spec.get('maxUnavailable').atKey().shownAsPath(spec.path);
    errors.invalid(at, 'minAvailable and maxUnavailable exclude each other');
  }
  validateAmount(spec.get('minAvailable'), errors);
  validateAmount(spec.get('maxUnavailable'), errors);
  if (selector !== undefined) validateLabelSelector(spec.get('selector'), errors);
  if (policy !== undefined && !EVICTION_POLICIES.includes(policy)) {
    errors.notSupported(spec.get('unhealthyPodEvictionPolicy'), EVICTION_POLICIES);
  }
}

function validateAmount(at: Field<IntOrPercent>, errors: Errors): void {
  const { value } = at;
  validatePositiveIntOrPercent(at, errors);
  if (typeof value !== 'string' || percent(value) !== undefined || getIntOrPercentValue(value) <= 100) return;
  errors.invalid(at, `${quote(value)} is more than 100 %`);
}

/** How PodDisruptionBudgets are created. */
export const podDisruptionBudgetStrategy: Strategy<PodDisruptionBudget> = {
  namespaced: true,
  defaults() {},
  prepare(budget, env) {
    startLife(budget);
    const selector = budget.value?.spec?.selector;
    if (selector !== undefined && env.gates.OlderBudgetSelectorsDropped) dropOlderSelector(selector);
  },
  validate(budget, errors, env) {
    validateSpec(budget.get('spec'), errors);
    // Upstream forgot the metadata here: it is looked at where all objects come by, if nothing else is wrong.
    if (errors.count > 0) return;
    const rules = { namespaced: true, name: nameIsPathSegment, anyFinalizers: true };
    validateObjectMeta(budget.get('metadata'), errors, env, rules);
  },
  warn() {},
};
