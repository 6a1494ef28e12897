import type { Field } from '../../../model/field.ts';
import type {
  NodeAffinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
} from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Subdomain, labelValue } from '../../formats.ts';
import { validateLabelName } from '../../meta/labels.ts';
import { validateWeight } from './affinity.ts';

/**
 * @mirrors core/validation.validateNodeAffinity
 * @mirrors core/validation.ValidatePreferredSchedulingTerms
 */
export function validateNodeAffinity(affinity: Field<NodeAffinity>, errors: Errors, env: Env): void {
  const required = affinity.get('requiredDuringSchedulingIgnoredDuringExecution');
  if (required.value !== undefined) validateNodeSelector(required, errors, env.gates.StrictNodeAffinityValues);
  for (const weighted of affinity.get('preferredDuringSchedulingIgnoredDuringExecution').items()) {
    validateWeight(weighted, errors);
    validateNodeSelectorTerm(weighted.get('preference'), errors, false);
  }
}

/**
 * `strictValues`: values have to be such as a label can have.
 * @mirrors core/validation.ValidateNodeSelector
 */
export function validateNodeSelector(selector: Field<NodeSelector>, errors: Errors, strictValues: boolean): void {
  const terms = selector.get('nodeSelectorTerms');
  if ((terms.value?.length ?? 0) === 0) errors.required(terms, 'needs at least one term');
  for (const term of terms.items()) validateNodeSelectorTerm(term, errors, strictValues);
}

/** @mirrors core/validation.ValidateNodeSelectorTerm */
function validateNodeSelectorTerm(term: Field<NodeSelectorTerm>, errors: Errors, strictValues: boolean): void {
  for (const requirement of term.get('matchExpressions').items()) {
    validateNodeSelectorRequirement(requirement, errors, strictValues);
  }
  for (const requirement of term.get('matchFields').items()) validateNodeFieldSelectorRequirement(requirement, errors);
}

const OPERATORS = 'In, NotIn, Exists, DoesNotExist, Gt, Lt';

/** @mirrors core/validation.ValidateNodeSelectorRequirement */
function validateNodeSelectorRequirement(
  requirement: Field<NodeSelectorRequirement>,
  errors: Errors,
  strictValues: boolean,
): void {
  const { operator = '', values: list = [] } = requirement.value ?? {};
  const values = requirement.get('values');
  if (operator === 'In' || operator === 'NotIn') {
    if (list.length === 0) errors.required(values, `\`${operator}\` needs at least one value`);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (list.length > 0) errors.forbidden(values.atKey(), `\`${operator}\` takes no values`);
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (list.length !== 1) errors.required(values, `\`${operator}\` needs exactly one value`);
  } else {
    errors.invalid(
      requirement.get('operator'),
      `${quote(operator)} is no operator here; allowed: ${OPERATORS}`,
      'unknown-value',
    );
  }
  validateLabelName(requirement.get('key'), errors);
  if (!strictValues) return;
  for (const value of values.items()) {
    const fault = labelValue(value.value ?? '');
    if (fault !== undefined) errors.invalid(value, `${quote(value.value)} ${fault}`, 'invalid-label');
  }
}

/** @mirrors core/validation.ValidateNodeFieldSelectorRequirement */
function validateNodeFieldSelectorRequirement(requirement: Field<NodeSelectorRequirement>, errors: Errors): void {
  const { operator = '', key = '', values: list = [] } = requirement.value ?? {};
  const values = requirement.get('values');
  if (operator !== 'In' && operator !== 'NotIn') {
    errors.invalid(
      requirement.get('operator'),
      `${quote(operator)} is no operator here; allowed: In, NotIn`,
      'unknown-value',
    );
  } else if (list.length !== 1) {
    errors.required(values, `\`${operator}\` needs exactly one value here`);
  }
  if (key !== 'metadata.name') {
    errors.invalid(
      requirement.get('key'),
      `${quote(key)} must be metadata.name, the one field that can be selected by`,
    );
    return;
  }
  for (const value of values.items()) {
    const fault = dns1123Subdomain(value.value ?? '');
    if (fault !== undefined) errors.invalid(value, `${quote(value.value)} ${fault}`);
  }
}
