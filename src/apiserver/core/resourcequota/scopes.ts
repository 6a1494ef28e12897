import type { Field } from '../../../model/field.ts';
import type { ResourceQuotaSpec, ScopedResourceSelectorRequirement } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { isStandardQuotaResourceName } from '../pod/resourcenames.ts';

const BEST_EFFORT = 'BestEffort';
const ATTRIBUTES = 'VolumeAttributesClass';
/** Scopes that Pods are either in or not. */
const YES_OR_NO = [BEST_EFFORT, 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'];
const SCOPES = [...YES_OR_NO, 'PriorityClass', ATTRIBUTES];
const OLDER_SCOPES = SCOPES.filter((scope) => scope !== ATTRIBUTES);
const EXCLUSIVE = [
  [BEST_EFFORT, 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

const OF_PODS: ReadonlySet<string> = new Set([
  'pods',
  'cpu',
  'memory',
  'limits.cpu',
  'limits.memory',
  'requests.cpu',
  'requests.memory',
]);
const OF_BEST_EFFORT: ReadonlySet<string> = new Set(['pods']);
const OF_CLAIMS: ReadonlySet<string> = new Set(['persistentvolumeclaims', 'requests.storage']);

/** @mirrors core/helper.IsStandardResourceQuotaScope */
function scopesOf(env: Env): readonly string[] {
  return env.gates.VolumeAttributesClassScope ? SCOPES : OLDER_SCOPES;
}

/**
 * What can be limited within a scope; anything within one that is not known.
 * @mirrors core/helper.IsResourceQuotaScopeValidForResource
 */
function resourcesOf(scope: string, env: Env): ReadonlySet<string> | undefined {
  if (!scopesOf(env).includes(scope)) return undefined;
  if (scope === BEST_EFFORT) return OF_BEST_EFFORT;
  return scope === ATTRIBUTES ? OF_CLAIMS : OF_PODS;
}

/**
 * Upstream names the list, whichever scope is wrong.
 * @mirrors core/validation.validateResourceQuotaScopes
 */
export function validateResourceQuotaScopes(spec: Field<ResourceQuotaSpec>, errors: Errors, env: Env): void {
  const scopes = spec.get('scopes');
  for (const scope of scopes.items()) {
    const shown = scope.shownAsPath(scopes.path);
    if (!scopesOf(env).includes(scope.value ?? '')) reportScope(shown, errors, env);
    validateResources(spec, scope.value ?? '', shown, { errors, env });
  }
  validateExclusive(scopes, scopes.value ?? [], errors);
}

function reportScope(at: Field<string>, errors: Errors, env: Env): void {
  errors.invalid(at, `${quote(at.value ?? '')} is no scope; allowed: ${scopesOf(env).join(', ')}`, 'unknown-value');
}

function validateResources(
  spec: Field<ResourceQuotaSpec>,
  scope: string,
  at: Field,
  { errors, env }: { errors: Errors; env: Env },
): void {
  const allowed = resourcesOf(scope, env);
  for (const name of spec.value?.hard?.keys() ?? []) {
    if (allowed === undefined || !isStandardQuotaResourceName(name) || allowed.has(name)) continue;
    errors.invalid(
      at,
      `${quote(name)} can't be limited within the scope ${scope}; possible: ${[...allowed].join(', ')}`,
    );
  }
}

function validateExclusive(at: Field, scopes: readonly string[], errors: Errors): void {
  for (const [one, other] of EXCLUSIVE) {
    if (scopes.includes(one) && scopes.includes(other)) errors.invalid(at, `${one} and ${other} exclude each other`);
  }
}

/**
 * Upstream prints no index here.
 * @mirrors core/validation.validateScopedResourceSelectorRequirement
 */
export function validateScopedResourceSelectorRequirement(
  spec: Field<ResourceQuotaSpec>,
  errors: Errors,
  env: Env,
): void {
  const list = spec.get('scopeSelector').get('matchExpressions');
  for (const requirement of list.items()) {
    const shown = requirement.shownAsPath(list.path);
    const scope = requirement.value?.scopeName ?? '';
    if (!scopesOf(env).includes(scope)) reportScope(shown.get('scopeName'), errors, env);
    const name = requirement.get('scopeName').shownAsPath(list.path);
    validateResources(spec, scope, name, { errors, env });
    validateOperator(shown, errors);
  }
  const scopes = (list.value ?? []).map(({ scopeName = '' }) => scopeName);
  validateExclusive(list, scopes, errors);
}

function validateOperator(requirement: Field<ScopedResourceSelectorRequirement>, errors: Errors): void {
  const { scopeName = '', operator = '', values = [] } = requirement.value ?? {};
  const at = requirement.get('operator');
  if (YES_OR_NO.includes(scopeName) && operator !== 'Exists') {
    errors.given(requirement.get('scopeName')).invalid(at, `must be Exists for the scope ${scopeName}`);
  }
  const given = errors.given(at);
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) given.required(requirement.get('values'), `\`${operator}\` needs at least one value`);
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) given.invalid(requirement.get('values').atKey(), `\`${operator}\` takes no values`);
  } else {
    errors.invalid(
      at,
      `${quote(operator)} is no operator here; allowed: In, NotIn, Exists, DoesNotExist`,
      'unknown-value',
    );
  }
}
