/** Expressions that are looked at without being compiled. */
import type { Field } from '../../model/field.ts';
import type { MatchCondition, ParamKind, Variable } from '../../schema/types.gen.ts';
import { validateQualifiedName } from '../core/checks.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1035Label, dns1123Subdomain } from '../formats.ts';
import { trimSpace } from '../formats-ip.ts';

const MOST_CONDITIONS = 64;

/** @mirrors admissionregistration/validation.validateMatchConditions */
export function validateMatchConditions(conditions: Field<MatchCondition[]>, errors: Errors): void {
  const count = conditions.value?.length ?? 0;
  if (count > MOST_CONDITIONS) errors.tooMany(conditions, count, MOST_CONDITIONS);
  const names = new Set<string>();
  for (const condition of conditions.items()) {
    validateMatchCondition(condition, errors);
    const name = condition.value?.name ?? '';
    if (name !== '' && names.has(name)) errors.duplicate(condition.get('name'));
    names.add(name);
  }
}

/** @mirrors admissionregistration/validation.validateMatchCondition (partly: the expression is not compiled) */
function validateMatchCondition(condition: Field<MatchCondition>, errors: Errors): void {
  requireExpression(condition.get('expression'), errors);
  const name = condition.get('name');
  if (!name.value) errors.required(name);
  else validateQualifiedName(name, errors);
}

/** Something besides blanks has to be there. True if it is. */
export function requireExpression(expression: Field<string>, errors: Errors): boolean {
  const isThere = trimSpace(expression.value ?? '') !== '';
  if (!isThere) errors.required(expression, 'an expression is required');
  return isThere;
}

const IDENTIFIER = /^[_a-zA-Z][_a-zA-Z0-9]*$/;
const RESERVED: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return ' +
    'var void while'
  ).split(' '),
);

/**
 * @mirrors admissionregistration/validation.validateVariable (partly: the expression is not compiled)
 * @mirrors admissionregistration/validation.isCELIdentifier
 */
export function validateVariable(variable: Field<Variable>, errors: Errors): void {
  const name = variable.get('name');
  const text = name.value ?? '';
  if (trimSpace(text) === '') errors.required(name);
  else if (!IDENTIFIER.test(text))
    errors.invalid(name, `${quote(text)} must be letters, digits and \`_\`, and not begin with a digit`);
  else if (RESERVED.has(text)) errors.invalid(name, `${quote(text)} is a word of CEL itself`);
  requireExpression(variable.get('expression'), errors);
}

/** @mirrors admissionregistration/validation.validateParamKind */
export function validateParamKind(paramKind: Field<ParamKind>, errors: Errors): void {
  validateGroupVersion(paramKind.get('apiVersion'), errors);
  const kind = paramKind.get('kind');
  const fault = kind.value ? dns1035Label(kind.value.toLowerCase()) : undefined;
  if (!kind.value) errors.required(kind);
  else if (fault !== undefined) errors.invalid(kind, `${quote(kind.value)}, in lower case, ${fault}`);
}

/** @mirrors admissionregistration/validation.parseGroupVersion */
function validateGroupVersion(apiVersion: Field<string>, errors: Errors): void {
  const text = apiVersion.value ?? '';
  const parts = text.split('/');
  if (text === '') errors.required(apiVersion);
  else if (parts.length > 2) errors.invalid(apiVersion, `${quote(text)} is no \`group/version\` or \`version\``);
  if (text === '' || parts.length > 2) return;
  const version = parts.pop() as string;
  const [group = ''] = parts;
  const wrongGroup = group === '' ? undefined : dns1123Subdomain(group);
  if (wrongGroup !== undefined) errors.invalid(apiVersion, `the group ${quote(group)} ${wrongGroup}`);
  const wrongVersion = version === '' ? 'is missing' : dns1035Label(version);
  if (wrongVersion !== undefined) errors.invalid(apiVersion, `the version ${quote(version)} ${wrongVersion}`);
}
