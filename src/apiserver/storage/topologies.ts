import type { Field } from '../../model/field.ts';
import type { TopologySelectorLabelRequirement, TopologySelectorTerm } from '../../schema/types.gen.ts';
import { type Errors, quote } from '../errors.ts';
import { validateLabelName } from '../meta/labels.ts';

/**
 * No two terms may say the same. A term without expressions is refused by the way: upstream takes it for a copy of one that it
 * only set aside room for.
 * @mirrors storage/validation.validateAllowedTopologies
 */
export function validateAllowedTopologies(terms: Field<TopologySelectorTerm[]>, errors: Errors): void {
  const seen = new Set<string>();
  for (const term of terms.items()) {
    const meaning = validateTopologySelectorTerm(term, errors);
    const expressions = term.get('matchLabelExpressions');
    if (meaning === '') errors.duplicate(expressions, 'must not be empty');
    else if (seen.has(meaning)) errors.duplicate(expressions, 'says the same as a term before it');
    seen.add(meaning);
  }
}

/**
 * Gives what the term says, in a form to compare; empty if it says nothing.
 * @mirrors core/validation.ValidateTopologySelectorTerm
 */
function validateTopologySelectorTerm(term: Field<TopologySelectorTerm>, errors: Errors): string {
  const values = new Map<string, string>();
  for (const requirement of term.get('matchLabelExpressions').items()) {
    validateTopologySelectorLabelRequirement(requirement, errors);
    const { key = '', values: list = [] } = requirement.value ?? {};
    if (values.has(key)) errors.duplicate(requirement.get('key'), `${quote(key)} is a key of this term already`);
    values.set(key, JSON.stringify([...new Set(list)].sort()));
  }
  const keys = [...values.keys()].sort();
  return keys.map((key) => `${JSON.stringify(key)}:${values.get(key) as string}`).join();
}

/** @mirrors core/validation.validateTopologySelectorLabelRequirement */
function validateTopologySelectorLabelRequirement(
  requirement: Field<TopologySelectorLabelRequirement>,
  errors: Errors,
): void {
  const values = requirement.get('values');
  if ((values.value?.length ?? 0) === 0) errors.required(values, 'needs at least one value');
  const seen = new Set<string>();
  for (const value of values.items()) {
    const text = value.value ?? '';
    if (seen.has(text)) errors.duplicate(value);
    seen.add(text);
  }
  validateLabelName(requirement.get('key'), errors);
}
