/** Rules that say which requests a webhook or a policy is asked about. */
import type { Field } from '../../model/field.ts';
import type { NamedRuleWithOperations, RuleWithOperations } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { setDefault } from '../defaulting.ts';
import { type Errors, quote } from '../errors.ts';
import { pathSegmentName } from '../formats.ts';

const SCOPES: readonly string[] = ['*', 'Cluster', 'Namespaced'];
const OPERATIONS: readonly string[] = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];

/** @mirrors admissionregistration/v1.SetDefaults_Rule */
export function setRuleDefaults(rules: Field<RuleWithOperations[]>): void {
  for (const rule of rules.items()) setDefault(rule, 'scope', '*');
}

/** @mirrors admissionregistration/validation.validateRuleWithOperations */
export function validateRuleWithOperations(rule: Field<RuleWithOperations>, errors: Errors): void {
  const operations = rule.get('operations');
  validateWildcardList(operations, errors);
  for (const operation of operations.items()) {
    if (!OPERATIONS.includes(operation.value ?? '')) errors.notSupported(operation, OPERATIONS);
  }
  validateRule(rule, errors);
}

/** @mirrors admissionregistration/validation.validateRule (partly: rules without subresources are nowhere asked for) */
function validateRule(rule: Field<RuleWithOperations>, errors: Errors): void {
  validateWildcardList(rule.get('apiGroups'), errors);
  const versions = rule.get('apiVersions');
  validateWildcardList(versions, errors);
  for (const version of versions.items()) if (!version.value) errors.required(version);
  validateResources(rule.get('resources'), errors);
  const { scope } = rule.value ?? {};
  if (scope !== undefined && !SCOPES.includes(scope)) errors.notSupported(rule.get('scope'), SCOPES);
}

/** Something has to be in the list, and `*` stands alone. */
function validateWildcardList(list: Field<string[]>, errors: Errors): void {
  const count = list.value?.length ?? 0;
  if (count === 0) errors.required(list, 'needs at least one item');
  if (count > 1 && list.value?.includes('*')) errors.invalid(list, 'must hold nothing beside `*`');
}

/** @mirrors admissionregistration/validation.validateResources */
function validateResources(resources: Field<string[]>, errors: Errors): void {
  const list = resources.value ?? [];
  if (list.length === 0) errors.required(resources, 'needs at least one item');
  const allOfResource = new Set<string>();
  const anyWithSubresource = new Set<string>();
  let isLastPlain = false;
  for (const item of resources.items()) {
    const text = item.value ?? '';
    const slash = text.indexOf('/');
    if (text === '') errors.required(item);
    else if (slash < 0) isLastPlain = text !== '*';
    if (slash < 0) continue;
    const resource = text.slice(0, slash);
    const sub = text.slice(slash + 1);
    if (allOfResource.has(resource)) errors.invalid(item, `${quote(text)} is in \`${resource}/*\` already`);
    if (anyWithSubresource.has(sub)) errors.invalid(item, `${quote(text)} is in \`*/${sub}\` already`);
    if (sub === '*') allOfResource.add(resource);
    if (resource === '*') anyWithSubresource.add(sub);
  }
  if (list.length > 1 && list.includes('*/*')) errors.invalid(resources, 'must hold nothing beside `*/*`');
  // Upstream asks the last resource without a subresource whether it is one besides `*`.
  if (list.includes('*') && isLastPlain) errors.invalid(resources, 'must hold no resource beside `*`');
}

/** @mirrors admissionregistration/validation.validateNamedRuleWithOperations */
export function validateNamedRuleWithOperations(rule: Field<NamedRuleWithOperations>, errors: Errors): void {
  const names = new Set<string>();
  for (const name of rule.get('resourceNames').items()) {
    const text = name.value ?? '';
    validateFormat(name, pathSegmentName, errors);
    if (names.has(text)) errors.duplicate(name);
    names.add(text);
  }
  validateRuleWithOperations(rule, errors);
}
