import type { Field } from '../../model/field.ts';
import { parseResource } from '../../model/quantity.ts';
import type { CSIStorageCapacity, LabelSelector } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { DEPRECATED_NODE_LABEL, nodeLabelDeprecation } from '../core/nodelabels.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Subdomain } from '../formats.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

/** @mirrors storage/validation.ValidateCSIStorageCapacity */
function validate(object: Field<CSIStorageCapacity>, errors: Errors, env: Env): void {
  validateObjectMeta(object.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateLabelSelector(object.get('nodeTopology'), errors);
  validateFormat(object.get('storageClassName'), dns1123Subdomain, errors);
  const capacity = object.get('capacity');
  const amount = capacity.value === undefined ? undefined : parseResource(capacity.value);
  if (amount !== undefined && amount.sign < 0) {
    errors.invalid(capacity, `${quote(capacity.value)} must not be negative`, 'invalid-quantity');
  }
}

/** @mirrors node.GetWarningsForNodeSelector */
function warnOfSelector(selector: Field<LabelSelector>, env: Env): void {
  for (const expression of selector.get('matchExpressions').items()) {
    const key = expression.get('key');
    const message = nodeLabelDeprecation(key.value ?? '', env);
    if (message !== undefined) env.warn(key, `${quote(key.value)} ${message}`, DEPRECATED_NODE_LABEL);
  }
  const labels = selector.get('matchLabels');
  for (const [name, label] of labels.entries()) {
    const message = nodeLabelDeprecation(name, env);
    const at = label.atKey().shownAsPath(`${labels.path}.${name}`);
    if (message !== undefined) env.warn(at, `${quote(name)} ${message}`, DEPRECATED_NODE_LABEL);
  }
}

/** How CSIStorageCapacities are created. */
export const csiStorageCapacityStrategy: Strategy<CSIStorageCapacity> = {
  namespaced: true,
  defaults() {},
  prepare() {},
  validate,
  warn: (object, env) => warnOfSelector(object.get('nodeTopology'), env),
};
