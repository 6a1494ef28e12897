import type { Field } from '../../model/field.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { labelValue, qualifiedName } from '../formats.ts';
import { validateLabelName, validateLabels } from './labels.ts';

/** What upstream lets pass in some selectors that objects of older versions may hold. */
export interface LabelSelectorOptions {
  readonly allowInvalidLabelValue?: boolean | undefined;
  readonly allowUnknownOperator?: boolean | undefined;
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** @mirrors metav1validation.ValidateLabelSelector */
export function validateLabelSelector(
  selector: Field<LabelSelector>,
  errors: Errors,
  options: LabelSelectorOptions = {},
): void {
  if (selector.value === undefined) return;
  if (selector.value.matchLabels !== undefined) validateLabels(selector.get('matchLabels'), errors);
  if (selector.value.matchExpressions === undefined) return;
  for (const requirement of selector.get('matchExpressions').items()) {
    validateLabelSelectorRequirement(requirement, errors, options);
  }
}

/** @mirrors metav1validation.ValidateLabelSelectorRequirement */
export function validateLabelSelectorRequirement(
  requirement: Field<LabelSelectorRequirement>,
  errors: Errors,
  options: LabelSelectorOptions = {},
): void {
  const { operator = '', values } = requirement.value ?? {};
  const count = values?.length ?? 0;
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) errors.required(requirement.get('values'), `\`${operator}\` needs at least one value`);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0) errors.forbidden(requirement.get('values').atKey(), `\`${operator}\` takes no values`);
  } else if (!options.allowUnknownOperator) {
    const allowed = OPERATORS.join(', ');
    errors.invalid(
      requirement.get('operator'),
      `${quote(operator)} is no operator here; allowed: ${allowed}`,
      'unknown-value',
    );
  }
  validateLabelName(requirement.get('key'), errors);
  if (count === 0 || options.allowInvalidLabelValue) return;
  for (const value of requirement.get('values').items()) {
    const fault = labelValue(value.value ?? '');
    if (fault !== undefined) errors.invalid(value, `${quote(value.value ?? '')} ${fault}`, 'invalid-label');
  }
}

/** Whether a selector holds nothing, and so selects everything. */
export function isEmptySelector(selector: LabelSelector): boolean {
  return (selector.matchLabels?.size ?? 0) === 0 && (selector.matchExpressions?.length ?? 0) === 0;
}

/**
 * Whether labels fit a selector. Undefined where upstream can't make a selector of it: an unknown operator, a wrong key or
 * value, values where none may be.
 * @mirrors metav1.LabelSelectorAsSelector
 */
export function selects(selector: LabelSelector, labels: ReadonlyMap<string, string> | undefined): boolean | undefined {
  let fits = true;
  for (const [key, value] of selector.matchLabels ?? []) {
    if (qualifiedName(key) !== undefined || labelValue(value) !== undefined) return undefined;
    if (labels?.get(key) !== value) fits = false;
  }
  for (const { key = '', operator = '', values = [] } of selector.matchExpressions ?? []) {
    if (!isUsable(key, operator, values)) return undefined;
    if (!meets(labels, key, operator, values)) fits = false;
  }
  return fits;
}

/** Whether labels meet one expression of a selector. */
export function meets(
  labels: Pick<ReadonlyMap<string, string>, 'get'> | undefined,
  key: string,
  operator: string,
  values: readonly string[],
): boolean {
  const value = labels?.get(key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const among = value !== undefined && values.includes(value);
  return operator === 'In' ? among : !among;
}

/**
 * Whether upstream can make a requirement of an expression.
 * @mirrors labels.NewRequirement (partly: the operators of label selectors)
 */
export function isUsable(key: string, operator: string, values: readonly string[]): boolean {
  if (qualifiedName(key) !== undefined || !OPERATORS.includes(operator)) return false;
  if (operator === 'In' || operator === 'NotIn' ? values.length === 0 : values.length > 0) return false;
  return values.every((value) => labelValue(value) === undefined);
}
