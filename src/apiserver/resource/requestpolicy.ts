import type { Field } from '../../model/field.ts';
import { parseQuantity, Quantity, ZERO } from '../../model/quantity.ts';
import type { CapacityRequestPolicy, CapacityRequestPolicyRange, DeviceCapacity } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { isTooMany } from './names.ts';

function amountOf(text: string | undefined): Quantity {
  return parseQuantity(text ?? '') ?? ZERO;
}

/**
 * How much of a capacity a request may ask for.
 * @mirrors resource/validation.validateRequestPolicy
 * @mirrors resource/validation.validateValidRequestValues
 */
export function validateRequestPolicy(capacity: Field<DeviceCapacity>, errors: Errors): void {
  const policy = capacity.get('requestPolicy');
  const { validValues = [], validRange, default: usual } = policy.value ?? {};
  const most = amountOf(capacity.value?.value);
  const hasValues = validValues.length > 0;
  if (hasValues && validRange !== undefined)
    errors.forbidden(policy, '`validValues` and `validRange` exclude each other');
  else if (!hasValues && validRange === undefined) return;
  else if (usual === undefined)
    errors.required(policy.get('default'), 'is required: what a request gets that does not say');
  else if (hasValues) validateValues(policy, most, errors);
  else validateRange(policy, most, errors);
}

const MOST_VALUES = 10;

/** @mirrors resource/validation.validateRequestPolicyValidValues */
function validateValues(policy: Field<CapacityRequestPolicy>, most: Quantity, errors: Errors): void {
  const list = policy.get('validValues');
  const items = list.items();
  const amounts = items.map(({ value }) => amountOf(value));
  const usual = amountOf(policy.value?.default);
  for (const [i, item] of items.entries()) {
    const before = amounts[i - 1];
    if (before === undefined || before.compare(amounts[i] as Quantity) <= 0) continue;
    errors.invalid(item, `${quote(item.value)} must not be less than the value before it`);
  }
  if (!isTooMany(list, MOST_VALUES, errors)) {
    const seen = new Set<string>();
    for (const [i, item] of items.entries()) {
      const amount = amounts[i] as Quantity;
      if (amount.compare(most) > 0) errors.invalid(item, `${quote(item.value)} is more than the capacity`);
      // Fractions are behind a closed gate.
      const key = String(amount.whole());
      if (seen.has(key)) errors.duplicate(item, `${quote(item.value)} is there already`);
      seen.add(key);
    }
    if (amounts.some((amount) => amount.compare(usual) === 0)) return;
  }
  errors.invalid(list, `must hold the default (${quote(policy.value?.default)})`);
}

const MAX_INT64 = 2n ** 63n - 1n;

/** @mirrors resource/validation.validateRequestPolicyRange */
function validateRange(policy: Field<CapacityRequestPolicy>, most: Quantity, errors: Errors): void {
  const range = policy.get('validRange');
  const { min, max, step } = range.value ?? {};
  if (min === undefined) {
    errors.required(range.get('min'));
    return;
  }
  const bounds: Bounds = {
    usual: amountOf(policy.value?.default),
    min: amountOf(min),
    max: max === undefined ? undefined : amountOf(max),
    step: step === undefined ? undefined : amountOf(step),
    most,
  };
  validateOrder(range, bounds, errors);
  if (bounds.step !== undefined) validateStep(range, bounds, errors);
}

interface Bounds {
  readonly usual: Quantity;
  readonly min: Quantity;
  readonly max: Quantity | undefined;
  readonly step: Quantity | undefined;
  readonly most: Quantity;
}

/** Upstream prints the default as if it were a part of the range. */
function defaultIn(range: Field<CapacityRequestPolicyRange>): Field {
  const policy = range.parent as Field<CapacityRequestPolicy>;
  return policy.get('default').shownAsPath(`${range.path}.default`);
}

function validateOrder(
  range: Field<CapacityRequestPolicyRange>,
  { usual, min, max, most }: Bounds,
  errors: Errors,
): void {
  if (min.compare(most) > 0) errors.invalid(range.get('min'), 'must not be more than the capacity');
  if (usual.compare(min) < 0) errors.invalid(defaultIn(range), 'must not be less than `min`');
  if (max === undefined) return;
  if (min.compare(max) > 0) errors.invalid(range.get('max'), 'must not be less than `min`');
  if (max.compare(most) > 0) errors.invalid(range.get('max'), 'must not be more than the capacity');
  if (usual.compare(max) > 0) errors.invalid(defaultIn(range), 'must not be more than `max`');
}

/** @mirrors resource/validation.validateInt64Range */
function int64Fault(amount: Quantity): string | undefined {
  if (amount.sign < 0) return 'must not be negative';
  return amount.compare(new Quantity(MAX_INT64, 0)) > 0 ? `must not be more than ${MAX_INT64}` : undefined;
}

/** Reports amounts that can't be counted with; true if there are any. */
function refuseUnfit(range: Field<CapacityRequestPolicyRange>, bounds: Bounds, errors: Errors): boolean {
  const all: [Field, Quantity | undefined][] = [
    [defaultIn(range), bounds.usual],
    [range.get('min'), bounds.min],
    [range.get('max'), bounds.max],
    [range.get('step'), bounds.step],
  ];
  let isUnfit = false;
  for (const [field, amount] of all) {
    const message = amount === undefined ? undefined : int64Fault(amount);
    if (message === undefined) continue;
    errors.invalid(field, message);
    isUnfit = true;
  }
  return isUnfit;
}

function validateStep(range: Field<CapacityRequestPolicyRange>, bounds: Bounds, errors: Errors): void {
  const { usual, min, max, most } = bounds;
  const step = bounds.step as Quantity;
  const at = range.get('step');
  if (step.sign <= 0) {
    errors.invalid(at, 'must be more than 0');
    return;
  }
  if (min.add(step).compare(most) > 0) {
    errors.invalid(at, 'is too large: one step from `min` is more than the capacity');
  }
  if (refuseUnfit(range, bounds, errors)) return;
  for (const amount of [usual, max]) {
    if (amount === undefined || isStep(amount, min, step)) continue;
    errors.invalid(at, 'must lead from `min` to the default and to `max`');
  }
}

/** @mirrors resource/validation.validateRequestPolicyRangeStep (partly: fractions are behind a closed gate) */
function isStep(amount: Quantity, min: Quantity, step: Quantity): boolean {
  const size = step.whole();
  return size === 0n || BigInt.asIntN(64, amount.whole() - min.whole()) % size === 0n;
}
