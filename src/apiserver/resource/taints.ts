import type { Field } from '../../model/field.ts';
import type { DeviceTaint, DeviceToleration } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { type Errors, quote } from '../errors.ts';
import { labelValue } from '../formats.ts';
import { validateLabelName } from '../meta/labels.ts';

const EFFECTS: readonly string[] = ['NoExecute', 'NoSchedule', 'None'];
const OPERATORS: readonly string[] = ['Equal', 'Exists'];

/** @mirrors resource/validation.validateDeviceTaint */
export function validateDeviceTaint(taint: Field<DeviceTaint>, errors: Errors): void {
  validateLabelName(taint.get('key'), errors);
  if (taint.value?.value) validateFormat(taint.get('value'), labelValue, errors);
  validateTaintEffect(taint, errors);
}

/** What a taint does. */
export function validateTaintEffect(taint: Field<DeviceTaint>, errors: Errors): void {
  const effect = taint.get('effect');
  if (!effect.value) errors.required(effect, `is required: ${EFFECTS.join(', ')}`);
  else if (!EFFECTS.includes(effect.value)) errors.notSupported(effect, EFFECTS);
}

/** @mirrors resource/validation.validateDeviceToleration */
export function validateDeviceToleration(toleration: Field<DeviceToleration>, errors: Errors): void {
  const { operator = '', value = '' } = toleration.value ?? {};
  validateTolerationWords(toleration, errors);
  if (operator === 'Equal') validateFormat(toleration.get('value'), labelValue, errors);
  if (operator !== 'Exists' || value === '') return;
  errors.invalid(toleration.get('value'), `${quote(value)}: \`Exists\` takes no value`);
}

/** The parts of a toleration that are looked at wherever it stands. */
export function validateTolerationWords(toleration: Field<DeviceToleration>, errors: Errors): void {
  const { key = '', effect = '', operator = '' } = toleration.value ?? {};
  if (key !== '') validateLabelName(toleration.get('key'), errors);
  if (!OPERATORS.includes(operator)) errors.notSupported(toleration.get('operator'), OPERATORS);
  if (effect !== '' && !EFFECTS.includes(effect)) errors.notSupported(toleration.get('effect'), EFFECTS);
}
