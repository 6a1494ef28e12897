import type { Field } from '../../../model/field.ts';
import type { Taint } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { labelValue } from '../../formats.ts';
import { validateLabelName } from '../../meta/labels.ts';

const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** @mirrors core/validation.validateNodeTaints */
export function validateNodeTaints(taints: Field<Taint[]>, errors: Errors): void {
  const seen = new Set<string>();
  for (const taint of taints.items()) {
    const { key = '', value = '', effect = '' } = taint.value ?? {};
    validateLabelName(taint.get('key'), errors);
    const fault = labelValue(value);
    if (fault !== undefined) errors.invalid(taint.get('value'), `${quote(value)} ${fault}`, 'invalid-label');
    if (effect === '') errors.required(taint.get('effect'), `is required: ${EFFECTS.join(', ')}`);
    else if (!EFFECTS.includes(effect)) errors.notSupported(taint.get('effect'), EFFECTS);
    const both = `${effect} ${key}`;
    if (seen.has(both)) errors.duplicate(taint, `there is a taint with the key ${quote(key)} and this effect already`);
    seen.add(both);
  }
}
