import type { Field } from '../../model/field.ts';
import type { EndpointAddress, EndpointPort, EndpointSubset, Endpoints } from '../../schema/types.gen.ts';
import { setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1123Subdomain, portNumber } from '../formats.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateEndpointIP, validateIPForLegacyField, warnOfIP } from './addresses.ts';
import { validateDNS1123Label, validateFormat, validateQualifiedName } from './checks.ts';
import { PROTOCOLS } from './service/ports.ts';

/** @mirrors core/v1.SetDefaults_Endpoints */
function setDefaults(endpoints: Field<Endpoints>): void {
  for (const subset of endpoints.get('subsets').items()) {
    for (const port of subset.get('ports').items()) setDefaultText(port, 'protocol', 'TCP');
  }
}

/**
 * @mirrors core/validation.ValidateEndpointsCreate
 * @mirrors core/validation.ValidateEndpoints
 */
function validateEndpoints(endpoints: Field<Endpoints>, errors: Errors, env: Env): void {
  validateObjectMeta(endpoints.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  for (const subset of endpoints.get('subsets').items()) validateEndpointSubset(subset, errors, env);
}

/** @mirrors core/validation.validateEndpointSubsets */
function validateEndpointSubset(subset: Field<EndpointSubset>, errors: Errors, env: Env): void {
  const { addresses = [], notReadyAddresses = [] } = subset.value ?? {};
  if (addresses.length === 0 && notReadyAddresses.length === 0) {
    errors.required(subset, 'needs addresses or notReadyAddresses');
  }
  for (const address of subset.get('addresses').items()) validateEndpointAddress(address, errors, env);
  for (const address of subset.get('notReadyAddresses').items()) validateEndpointAddress(address, errors, env);
  const ports = subset.get('ports').items();
  for (const port of ports) validateEndpointPort(port, ports.length > 1, errors);
}

/** @mirrors core/validation.validateEndpointAddress */
function validateEndpointAddress(address: Field<EndpointAddress>, errors: Errors, env: Env): void {
  const ip = address.get('ip');
  if (validateIPForLegacyField(ip, errors, env)) validateEndpointIP(ip, errors);
  const { hostname, nodeName } = address.value ?? {};
  if (hostname) validateDNS1123Label(address.get('hostname'), errors);
  if (nodeName !== undefined) validateFormat(address.get('nodeName'), dns1123Subdomain, errors);
}

/** @mirrors core/validation.validateEndpointPort (partly: the protocol has a default) */
function validateEndpointPort(at: Field<EndpointPort>, needsName: boolean, errors: Errors): void {
  const { name = '', port = 0, protocol = '', appProtocol } = at.value ?? {};
  if (name !== '') validateDNS1123Label(at.get('name'), errors);
  else if (needsName) errors.required(at.get('name'), 'is required where there are several ports');
  const fault = portNumber(port);
  if (fault !== undefined) errors.invalid(at.get('port'), `port ${port} ${fault}`);
  if (!PROTOCOLS.includes(protocol)) errors.notSupported(at.get('protocol'), PROTOCOLS);
  if (appProtocol !== undefined) validateQualifiedName(at.get('appProtocol'), errors);
}

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const CONTROLLER = 'endpoint-controller';

/** @mirrors endpoint.endpointsWarnings */
function warn(endpoints: Field<Endpoints>, env: Env): void {
  if (!env.gates.IPWarnings || endpoints.value?.metadata?.labels?.get(MANAGED_BY) === CONTROLLER) return;
  for (const subset of endpoints.get('subsets').items()) {
    for (const address of subset.get('addresses').items()) warnOfIP(address.get('ip'), env);
    for (const address of subset.get('notReadyAddresses').items()) warnOfIP(address.get('ip'), env);
  }
}

/** How Endpoints are created. */
export const endpointsStrategy: Strategy<Endpoints> = {
  namespaced: true,
  defaults: setDefaults,
  prepare() {},
  validate: validateEndpoints,
  warn,
};
