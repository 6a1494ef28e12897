import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { labelValue, qualifiedName } from '../formats.ts';

/**
 * The key of a label that stands in a field of its own.
 * @mirrors metav1validation.ValidateLabelName
 */
export function validateLabelName(name: Field<string>, errors: Errors): void {
  const fault = qualifiedName(name.value ?? '');
  if (fault !== undefined) errors.invalid(name, `${quote(name.value ?? '')} ${fault}`, 'invalid-label');
}

/**
 * Upstream names the whole map, whichever of its keys or values is wrong.
 * @mirrors metav1validation.ValidateLabels
 */
export function validateLabels(labels: Field<Map<string, string>>, errors: Errors): void {
  if (labels.value === undefined || areLabels(labels.value)) return;
  for (const [key, value] of labels.value) {
    const wrongKey = qualifiedName(key);
    if (wrongKey !== undefined)
      errors.invalid(keyIn(labels, key), `the key ${quote(key)} ${wrongKey}`, 'invalid-label');
    const wrongValue = labelValue(value);
    if (wrongValue === undefined) continue;
    const at = labels.key(key).shownAsPath(labels.path);
    errors.invalid(at, `the value ${quote(value)} of ${quote(key)} ${wrongValue}`, 'invalid-label');
  }
}

/** Whether there is nothing wrong with labels. */
export function areLabels(labels: ReadonlyMap<string, string>): boolean {
  for (const [key, value] of labels)
    if (qualifiedName(key) !== undefined || labelValue(value) !== undefined) return false;
  return true;
}

/** A key of a free map, printed as the map and found at the key. */
export function keyIn<V>(map: Field<Map<string, V>>, key: string): Field<V> {
  return map.key(key).atKey().shownAsPath(map.path);
}
