/** What classes and requests of devices share: selectors, and configuration that a driver reads. */
import type { Field } from '../../model/field.ts';
import { type Node, Type } from '../../model/node.ts';
import { jsonText } from '../../model/scalar.ts';
import type { DeviceSelector, OpaqueDeviceConfiguration } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { byteLength } from '../formats.ts';
import { trimSpace } from '../formats-ip.ts';
import { isTooMany, validateDriverName } from './names.ts';

const MOST_SELECTORS = 32;
const LONGEST_EXPRESSION = 10 * 1024;

/**
 * @mirrors resource/validation.validateSelectorSlice
 * @mirrors resource/validation.validateSelector
 * @mirrors resource/validation.validateCELExpression (partly: the expression is not compiled)
 */
export function validateSelectors(selectors: Field<DeviceSelector[]>, errors: Errors): void {
  if (isTooMany(selectors, MOST_SELECTORS, errors)) return;
  for (const selector of selectors.items()) {
    const cel = selector.get('cel');
    const expression = cel.get('expression');
    const text = expression.value ?? '';
    if (cel.value === undefined) errors.required(cel);
    else if (byteLength(text) > LONGEST_EXPRESSION) errors.tooLong(expression, LONGEST_EXPRESSION);
    else if (trimSpace(text) === '') errors.invalid(expression, 'must hold an expression');
  }
}

/** Whether selectors hold expressions, which are not compiled here. */
export function hasExpressions(selectors: readonly DeviceSelector[] | undefined): boolean {
  return selectors?.some(({ cel }) => cel !== undefined) === true;
}

const MOST_BYTES = 10 * 1024;

/**
 * @mirrors resource/validation.validateDeviceConfiguration
 * @mirrors resource/validation.validateOpaqueConfiguration
 * @mirrors resource/validation.validateRawExtension
 */
export function validateConfiguration(opaque: Field<OpaqueDeviceConfiguration>, errors: Errors, env: Env): void {
  if (opaque.value === undefined) {
    errors.required(opaque);
    return;
  }
  validateDriverName(opaque.get('driver'), errors, env);
  const parameters = opaque.get('parameters') as Field<Node>;
  const node = parameters.node;
  if (parameters.value === undefined || node === undefined)
    errors.required(parameters, 'is required: an object for the driver');
  else if (jsonLength(node) > MOST_BYTES) errors.tooLong(parameters.atKey(), MOST_BYTES);
  else if (node.type !== Type.Map) errors.invalid(parameters, 'must be an object');
}

/** How many bytes a value has as JSON without blanks; no more is counted than it takes to be too many. */
function jsonLength(root: Node): number {
  let length = 0;
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined && length <= MOST_BYTES; node = waiting.pop()) {
    const isMap = node.type === Type.Map;
    if (!isMap && node.type !== Type.List) {
      length += byteLength(jsonText(node) ?? '');
      continue;
    }
    length += 2 + Math.max(node.items.length - 1, 0);
    for (const item of node.items) {
      if (isMap) length += byteLength(JSON.stringify(item.key ?? '')) + 1;
      waiting.push(item);
    }
  }
  return length;
}
