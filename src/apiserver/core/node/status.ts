import type { Field } from '../../../model/field.ts';
import type { NodeStatus } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { byteLength } from '../../formats.ts';
import { validatePositiveField } from '../checks.ts';
import { validateResourceQuantityValue } from '../pod/resources.ts';

/**
 * A Node may bring its status along when it is created; of that some is validated.
 * @mirrors core/validation.ValidateNodeResources
 * @mirrors core/validation.validateNodeSwapStatus
 */
export function validateNodeStatus(status: Field<NodeStatus>, errors: Errors): void {
  for (const list of ['capacity', 'allocatable'] as const) {
    for (const [name, amount] of status.get(list).entries()) {
      const shown = name === '' ? '[]' : `.${name}`;
      validateResourceQuantityValue(amount.shownAsPath(`status.${list}${shown}`), name, errors);
    }
  }
  const swap = status.get('nodeInfo').get('swap').get('capacity');
  if (swap.value !== undefined) validatePositiveField(swap.shownAsPath('metadata.nodeSwapStatus.capacity'), errors);
  if (status.value?.declaredFeatures !== undefined)
    validateNodeDeclaredFeatures(status.get('declaredFeatures'), errors);
}

const FEATURE = /^[A-Z][a-zA-Z0-9]*(?:\/[a-zA-Z][a-zA-Z0-9]*)*$/;
const MOST_FEATURE = 253;

/** @mirrors core/validation.validateNodeDeclaredFeatures */
function validateNodeDeclaredFeatures(features: Field<string[]>, errors: Errors): void {
  let before: string | undefined;
  for (const feature of features.items()) {
    const name = feature.value ?? '';
    if (before === name) errors.duplicate(feature);
    else if (before !== undefined && isAfter(before, name)) {
      errors.invalid(feature, `the list must be sorted: ${quote(name)} belongs before ${quote(before)}`);
    }
    if (byteLength(name) > MOST_FEATURE || !FEATURE.test(name)) {
      errors.invalid(feature, `${quote(name)} must be a name such as MyFeature or MyFeature/part`);
    }
    before = name;
  }
}

/** In the order of bytes, as Go compares texts. */
function isAfter(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0;
}
