import type { Field } from '../../model/field.ts';
import type {
  FlowSchema,
  FlowSchemaSpec,
  NonResourcePolicyRule,
  PolicyRulesWithSubjects,
  ResourcePolicyRule,
} from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { setDefault, setDefaultNumber } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Label, dns1123Subdomain } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { FIXED_SCHEMAS, isFixed } from './fixed.ts';
import { validateSubject } from './subjects.ts';

/** @mirrors flowcontrol/validation.ValidateFlowSchema (partly: the status is dropped) */
function validate(schema: Field<FlowSchema>, errors: Errors, env: Env): void {
  const meta = schema.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: false, name: nameIsDNSSubdomain });
  const name = meta.value?.name ?? '';
  const spec = schema.get('spec');
  validateSpec(name, spec, errors);
  const fixed = FIXED_SCHEMAS.get(name);
  if (fixed === undefined || isFixed(spec.value, fixed)) return;
  errors.invalid(spec.atKey(), `the FlowSchema ${quote(name)} is fixed: the server makes it and takes no other`);
}

const MOST_PRECEDENCE = 10_000;
const METHODS: readonly string[] = ['ByNamespace', 'ByUser'];

/** @mirrors flowcontrol/validation.ValidateFlowSchemaSpec */
function validateSpec(name: string, spec: Field<FlowSchemaSpec>, errors: Errors): void {
  const precedence = spec.get('matchingPrecedence');
  const value = precedence.value ?? 0;
  if (value <= 0 || value > MOST_PRECEDENCE) {
    errors.invalid(precedence, `${value} must be from 1 to ${MOST_PRECEDENCE}`);
  }
  if (value === 1 && name !== 'exempt') errors.invalid(precedence, '1 is for the FlowSchema `exempt` alone');
  const method = spec.get('distinguisherMethod');
  if (method.value !== undefined && !METHODS.includes(method.value.type ?? '')) {
    errors.notSupported(method.get('type'), METHODS);
  }
  const level = spec.get('priorityLevelConfiguration').get('name');
  if (!level.value) errors.required(level, 'is required: the priority level that these requests have');
  else validateFormat(level, dns1123Subdomain, errors);
  for (const rule of spec.get('rules').items()) validateRules(rule, errors);
}

/** @mirrors flowcontrol/validation.ValidateFlowSchemaPolicyRulesWithSubjects */
function validateRules(rules: Field<PolicyRulesWithSubjects>, errors: Errors): void {
  const { subjects = [], resourceRules = [], nonResourceRules = [] } = rules.value ?? {};
  if (subjects.length === 0) errors.required(rules.get('subjects'), 'needs at least one subject');
  for (const subject of rules.get('subjects').items()) validateSubject(subject, errors);
  if (resourceRules.length === 0 && nonResourceRules.length === 0) {
    errors.required(rules, 'needs `resourceRules` or `nonResourceRules`');
  }
  for (const rule of rules.get('resourceRules').items()) validateResourceRule(rule, errors);
  for (const rule of rules.get('nonResourceRules').items()) validateNonResourceRule(rule, errors);
}

const ANY = '*';
const VERBS: readonly string[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'proxy',
  'update',
  'watch',
];

/** A list has to hold something, and `*` alone if it is in it. True if its items are worth a look. */
function validateList(list: Field<string[]>, errors: Errors): boolean {
  const values = list.value ?? [];
  if (values.length === 0) errors.required(list, 'needs at least one value (or `*`)');
  else if (values.includes(ANY) && values.length > 1) errors.invalid(list, '`*` must be the only value');
  return !values.includes(ANY);
}

function validateVerbs(verbs: Field<string[]>, errors: Errors): void {
  if (!validateList(verbs, errors)) return;
  // Upstream names the list, whichever of its verbs is wrong.
  const wrong = verbs.items().find((verb) => !VERBS.includes(verb.value ?? ''));
  if (wrong !== undefined) errors.notSupported(wrong.shownAsPath(verbs.path), VERBS);
}

/** @mirrors flowcontrol/validation.ValidateFlowSchemaResourcePolicyRule */
function validateResourceRule(rule: Field<ResourcePolicyRule>, errors: Errors): void {
  validateVerbs(rule.get('verbs'), errors);
  validateList(rule.get('apiGroups'), errors);
  validateList(rule.get('resources'), errors);
  const namespaces = rule.get('namespaces');
  if ((namespaces.value?.length ?? 0) === 0) {
    if (rule.value?.clusterScope !== true) errors.required(namespaces, 'is required unless `clusterScope` is true');
  } else if (validateList(namespaces, errors)) {
    for (const namespace of namespaces.items()) validateFormat(namespace, dns1123Label, errors);
  }
}

/** @mirrors flowcontrol/validation.ValidateFlowSchemaNonResourcePolicyRule */
function validateNonResourceRule(rule: Field<NonResourcePolicyRule>, errors: Errors): void {
  validateVerbs(rule.get('verbs'), errors);
  const urls = rule.get('nonResourceURLs');
  if (!validateList(urls, errors)) return;
  for (const url of urls.items()) validatePath(url, errors);
}

/** @mirrors flowcontrol/validation.ValidateNonResourceURLPath */
function validatePath(url: Field<string>, errors: Errors): void {
  const path = url.value ?? '';
  if (path === '/') return;
  const star = path.indexOf('*');
  if (!path.startsWith('/')) errors.invalid(url, `${quote(path)} must begin with a slash`);
  else if (path.includes(' ')) errors.invalid(url, `${quote(path)} must not hold a blank`);
  else if (path.includes('//')) errors.invalid(url, `${quote(path)} must not hold two slashes in a row`);
  else if (star !== -1 && (star !== path.length - 1 || path[star - 1] !== '/')) {
    errors.invalid(url, `${quote(path)} may have a \`*\` as its last part only`);
  }
}

/** How FlowSchemas are created. */
export const flowSchemaStrategy: Strategy<FlowSchema> = {
  namespaced: false,
  defaults(schema) {
    setDefault(schema, 'spec', {});
    setDefaultNumber(schema.get('spec'), 'matchingPrecedence', 1000);
  },
  prepare({ value }) {
    if (value === undefined) return;
    value.status = undefined;
    if (value.metadata !== undefined) value.metadata.generation = 1;
  },
  validate,
  warn() {},
};
