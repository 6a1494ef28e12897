import type { Field } from '../../../model/field.ts';
import type { Toleration } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { labelValue } from '../../formats.ts';
import { validateLabelName } from '../../meta/labels.ts';

const OPERATORS: readonly string[] = ['Equal', 'Exists'];
const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/**
 * A wrong value is reported at the operator.
 * @mirrors core/validation.ValidateTolerations
 */
export function validateTolerations(tolerations: Field<Toleration[]>, errors: Errors): void {
  for (const toleration of tolerations.items()) {
    const { key, operator = '', effect = '', tolerationSeconds } = toleration.value ?? {};
    const at = toleration.get('operator');
    if (key) validateLabelName(toleration.get('key'), errors);
    else if (operator !== 'Exists' && !toleration.get('key').unknown)
      errors.invalid(at, 'must be Exists where there is no key: every taint is tolerated then');
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      errors.invalid(toleration.get('effect'), `${quote(effect)} must be NoExecute where there are tolerationSeconds`);
    }
    if (!at.unknown) validateOperator(toleration, errors);
    if (effect !== '') validateTaintEffect(toleration.get('effect'), errors);
  }
}

function validateOperator(toleration: Field<Toleration>, errors: Errors): void {
  const { operator = '', value = '' } = toleration.value ?? {};
  const at = toleration.get('operator');
  const atValue = toleration.get('value').shownAsPath(at.path);
  if (operator === '' || operator === 'Equal') {
    const fault = labelValue(value);
    if (fault !== undefined) errors.invalid(atValue, `${quote(value)} ${fault}`, 'invalid-label');
  } else if (operator === 'Exists') {
    if (value !== '') errors.invalid(atValue, 'must not have a value where the operator is Exists');
  } else {
    errors.notSupported(at, OPERATORS);
  }
}

/** @mirrors core/validation.validateTaintEffect */
function validateTaintEffect(effect: Field<string>, errors: Errors): void {
  if (!EFFECTS.includes(effect.value ?? '')) errors.notSupported(effect, EFFECTS);
}
