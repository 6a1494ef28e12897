import type { Field } from '../../model/field.ts';
import type { LabelSelector, PodTemplateSpec } from '../../schema/types.gen.ts';
import type { Errors } from '../errors.ts';
import { isEmptySelector, selects, validateLabelSelector } from '../meta/labelselector.ts';

interface SelectingSpec {
  selector?: LabelSelector | undefined;
  template?: PodTemplateSpec | undefined;
}

/**
 * The selector of a workload, which has to be there and to select something. False if no selector can be made of it: the
 * template is not looked at then.
 */
export function validateSelector(spec: Field<SelectingSpec>, errors: Errors): boolean {
  const selector = spec.get('selector');
  const value = selector.value;
  if (value === undefined) {
    errors.required(selector, 'is required: the labels by which it knows its Pods', 'selector-mismatch');
    return true;
  }
  validateLabelSelector(selector, errors);
  if (isEmptySelector(value))
    errors.invalid(selector, 'must not be empty: it would select every Pod', 'selector-mismatch');
  if (selects(value, undefined) !== undefined) return true;
  errors.invalid(selector, 'is no valid selector', 'selector-mismatch');
  return false;
}

/**
 * The template's labels have to be such that the selector finds its Pods. No selector at all finds none; an empty one, which is
 * reported elsewhere, finds all.
 */
export function validateSelected(spec: Field<SelectingSpec>, errors: Errors): void {
  const { selector: wanted, template } = spec.value ?? {};
  if (wanted !== undefined && selects(wanted, template?.metadata?.labels) !== false) return;
  const selector = spec.get('selector');
  const labels = spec.get('template').get('metadata').get('labels');
  if (selector.unknown) return;
  if (selector.value === undefined) {
    errors.invalid(labels, 'no selector selects these labels', 'selector-mismatch');
  } else {
    errors.invalid(labels, mismatch(selector.value, labels.value), 'selector-mismatch');
  }
}

/** Names what the selector asks for and the labels lack. */
function mismatch(selector: LabelSelector, labels: ReadonlyMap<string, string> | undefined): string {
  for (const [key, wanted] of selector.matchLabels ?? []) {
    const given = labels?.get(key);
    if (given === undefined) return `the template has no label \`${key}: ${wanted}\`, which the selector asks for`;
    if (given !== wanted)
      return `the template has the label \`${key}: ${given}\` and the selector asks for \`${wanted}\``;
  }
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    if (selects({ matchExpressions: [{ key, operator, values }] }, labels) !== false) continue;
    const list = values.length > 0 ? ` ${values.join(', ')}` : '';
    return `the template's labels do not meet what the selector asks for: \`${key} ${operator}${list}\``;
  }
  return 'the selector does not select these labels';
}
