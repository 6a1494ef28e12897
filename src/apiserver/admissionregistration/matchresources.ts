import type { Field } from '../../model/field.ts';
import type { MatchResources } from '../../schema/types.gen.ts';
import { setDefault } from '../defaulting.ts';
import type { Errors } from '../errors.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';
import { setRuleDefaults, validateNamedRuleWithOperations } from './rules.ts';
import { MATCH_POLICIES, validateEnum } from './webhooks.ts';

const RULES = ['resourceRules', 'excludeResourceRules'] as const;

/** @mirrors admissionregistration/v1.SetDefaults_MatchResources */
export function setMatchResourcesDefaults(match: Field<MatchResources>): void {
  setDefault(match, 'matchPolicy', 'Equivalent');
  for (const name of RULES) setRuleDefaults(match.get(name));
}

/** @mirrors admissionregistration/validation.validateMatchResources (partly: policy and selectors have defaults) */
export function validateMatchResources(match: Field<MatchResources>, errors: Errors): void {
  if (match.value === undefined) return;
  validateEnum(match.get('matchPolicy'), MATCH_POLICIES, errors);
  validateLabelSelector(match.get('namespaceSelector'), errors);
  validateLabelSelector(match.get('objectSelector'), errors);
  for (const name of RULES) for (const rule of match.get(name).items()) validateNamedRuleWithOperations(rule, errors);
}

/** What is matched has to say of what kinds. */
export function validateMatchConstraints(match: Field<MatchResources>, errors: Errors): void {
  if (match.value === undefined) {
    errors.required(match, 'is required: what the policy is asked about');
    return;
  }
  validateMatchResources(match, errors);
  const rules = match.get('resourceRules');
  if ((rules.value?.length ?? 0) === 0) errors.required(rules, 'needs at least one rule');
}

const MUTATING_OPERATIONS: readonly string[] = ['*', 'CONNECT', 'CREATE', 'UPDATE'];

/** Nothing can be changed in what is deleted. Upstream names all rules at once. */
export function validateMutatingOperations(match: Field<MatchResources>, errors: Errors): void {
  const rules = match.get('resourceRules');
  for (const rule of rules.items()) {
    for (const operation of rule.get('operations').items()) {
      if (MUTATING_OPERATIONS.includes(operation.value ?? '')) continue;
      errors.notSupported(operation.shownAsPath(`${rules.path}.operations`), MUTATING_OPERATIONS);
    }
  }
}
