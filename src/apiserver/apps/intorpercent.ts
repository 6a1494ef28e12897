import type { Field } from '../../model/field.ts';
import { type Errors, quote } from '../errors.ts';
import { percent } from '../formats.ts';

/** A number, or a share of the replicas. */
export type IntOrPercent = number | string;

/** @mirrors apps/validation.ValidatePositiveIntOrPercent */
export function validatePositiveIntOrPercent(at: Field<IntOrPercent>, errors: Errors): void {
  const value = at.value;
  if (typeof value === 'number') {
    if (value < 0) errors.invalid(at, `${value} must not be negative`);
  } else if (value !== undefined) {
    const fault = percent(value);
    if (fault !== undefined) errors.invalid(at, `${quote(value)} ${fault}, such as 1 or "25%"`);
  }
}

/**
 * The number itself, or that of the percentage. A text that is neither counts for the number that Go finds in it.
 * @mirrors apps/validation.getIntOrPercentValue
 */
export function getIntOrPercentValue(value: IntOrPercent | undefined): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  const digits = percent(value) === undefined ? value.slice(0, -1) : value;
  return /^[-+]?[0-9]+$/.test(digits) ? Number(digits) : 0;
}

/** @mirrors apps/validation.IsNotMoreThan100Percent */
export function isNotMoreThan100Percent(at: Field<IntOrPercent>, errors: Errors, replicas?: number): void {
  const value = at.value;
  if (typeof value !== 'string' || percent(value) !== undefined || getIntOrPercentValue(value) <= 100) return;
  const count = replicas === undefined ? '' : `, and there are ${replicas} replicas`;
  errors.invalid(at, `${quote(value)} is more than 100 %${count}`, 'stuck-rollout');
}
