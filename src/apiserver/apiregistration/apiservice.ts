import type { Field } from '../../model/field.ts';
import type { APIService, APIServiceSpec } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1035Label, dns1123Subdomain, pathSegmentName, portNumber } from '../formats.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import { dropStatus } from '../prepare.ts';
import type { Strategy } from '../strategy.ts';

const MOST_GROUP_PRIORITY = 20_000;
const MOST_VERSION_PRIORITY = 1000;

/** @mirrors apiregistration/validation.ValidateAPIService */
function validate(service: Field<APIService>, errors: Errors, env: Env): void {
  const spec = service.get('spec');
  const { group = '', version = '' } = spec.value ?? {};
  const wanted = `${version}.${group}`;
  const given = errors.given(spec.get('group'), spec.get('version'));
  validateObjectMeta(service.get('metadata'), given, env, {
    namespaced: false,
    anyFinalizers: true,
    name: (name) =>
      pathSegmentName(name) ?? (name === wanted ? undefined : `must be the version and the group: \`${wanted}\``),
  });
  if (group !== '') validateFormat(spec.get('group'), dns1123Subdomain, errors);
  else if (version !== 'v1') errors.required(spec.get('group'));
  validateFormat(spec.get('version'), dns1035Label, errors);
  validatePriority(spec.get('groupPriorityMinimum'), MOST_GROUP_PRIORITY, errors);
  validatePriority(spec.get('versionPriority'), MOST_VERSION_PRIORITY, errors);
  validateBackend(spec, errors);
}

function validatePriority(priority: Field<number>, most: number, errors: Errors): void {
  const value = priority.value ?? 0;
  if (value <= 0 || value > most) errors.invalid(priority, `${value} must be from 1 to ${most}`);
}

/** Who answers, and how it is known that it is who it says. */
function validateBackend(spec: Field<APIServiceSpec>, errors: Errors): void {
  const { service: backend, caBundle = '', insecureSkipTLSVerify = false } = spec.value ?? {};
  const skip = spec.get('insecureSkipTLSVerify');
  if (backend === undefined) {
    const given = errors.given(spec.get('service'));
    if (caBundle !== '') given.invalid(spec.get('caBundle'), 'means nothing without a `service`');
    if (insecureSkipTLSVerify) given.invalid(skip, 'means nothing without a `service`');
    return;
  }
  const service = spec.get('service');
  const port = service.get('port');
  if (!service.value?.namespace) errors.required(service.get('namespace'));
  if (!service.value?.name) errors.required(service.get('name'));
  const fault = portNumber(port.value ?? 0);
  if (fault !== undefined) errors.invalid(port, `${port.value} ${fault}`);
  if (insecureSkipTLSVerify && caBundle !== '') errors.invalid(skip, 'must not be true where there is a `caBundle`');
}

/** How APIServices are created. */
export const apiServiceStrategy: Strategy<APIService> = {
  namespaced: false,
  defaults: (service) => setDefault(service.get('spec').get('service'), 'port', 443),
  prepare: dropStatus,
  validate,
  warn() {},
};
