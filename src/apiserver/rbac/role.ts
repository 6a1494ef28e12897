import type { Field } from '../../model/field.ts';
import type { AggregationRule, ClusterRole, PolicyRule, Role } from '../../schema/types.gen.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { selects, validateLabelSelector } from '../meta/labelselector.ts';
import { nameIsRBACName } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

/**
 * @mirrors rbac/validation.ValidateRole
 * @mirrors rbac/validation.ValidateClusterRole
 */
function validateRole(role: Field<Role | ClusterRole>, errors: Errors, env: Env, namespaced: boolean): void {
  validateObjectMeta(role.get('metadata'), errors, env, { namespaced, name: nameIsRBACName });
  for (const rule of role.get('rules').items()) validatePolicyRule(rule, namespaced, errors);
}

/** @mirrors rbac/validation.ValidatePolicyRule */
function validatePolicyRule(rule: Field<PolicyRule>, namespaced: boolean, errors: Errors): void {
  const { verbs, nonResourceURLs, apiGroups, resources, resourceNames } = rule.value ?? {};
  if (isEmpty(verbs)) errors.required(rule.get('verbs'), 'needs at least one verb');
  const urls = rule.get('nonResourceURLs');
  if (isEmpty(nonResourceURLs)) {
    const given = errors.given(urls);
    if (isEmpty(apiGroups))
      given.required(rule.get('apiGroups'), 'needs at least one API group (`""` is the core group)');
    if (isEmpty(resources)) given.required(rule.get('resources'), 'needs at least one resource');
    return;
  }
  if (namespaced) errors.invalid(urls, 'must not be set in a Role: paths of the server are in no namespace');
  if (!isEmpty(apiGroups) || !isEmpty(resources) || !isEmpty(resourceNames)) {
    errors.invalid(urls, 'a rule is either about nonResourceURLs or about resources, not both');
  }
}

function isEmpty(list: readonly string[] | undefined): boolean {
  return list === undefined || list.length === 0;
}

function validateAggregationRule(rule: Field<AggregationRule>, errors: Errors): void {
  const selectors = rule.get('clusterRoleSelectors');
  if ((selectors.value?.length ?? 0) === 0) errors.required(selectors, 'needs at least one selector');
  for (const selector of selectors.items()) {
    validateLabelSelector(selector, errors);
    if (selector.value === undefined || selects(selector.value, undefined) !== undefined) continue;
    errors.invalid(selector, 'is no valid selector');
  }
}

/** How Roles are created. */
export const roleStrategy: Strategy<Role> = {
  namespaced: true,
  defaults() {},
  prepare() {},
  validate(role, errors, env) {
    validateRole(role, errors, env, true);
  },
  warn() {},
};

/** How ClusterRoles are created. */
export const clusterRoleStrategy: Strategy<ClusterRole> = {
  namespaced: false,
  defaults() {},
  prepare() {},
  validate(role, errors, env) {
    validateRole(role, errors, env, false);
    if (role.value?.aggregationRule !== undefined) validateAggregationRule(role.get('aggregationRule'), errors);
  },
  warn() {},
};
