import type { Field } from '../../model/field.ts';
import type { DiscoveryV1EndpointPort, EndpointSlice } from '../../schema/types.gen.ts';
import { warnOfIP } from '../core/addresses.ts';
import { validateDNS1123Label, validateQualifiedName } from '../core/checks.ts';
import { PROTOCOLS } from '../core/service/ports.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateEndpoints } from './endpoints.ts';

/** @mirrors discovery/v1.SetDefaults_EndpointPort */
function setDefaults(slice: Field<EndpointSlice>): void {
  for (const port of slice.get('ports').items()) {
    setDefault(port, 'name', '');
    setDefault(port, 'protocol', 'TCP');
  }
}

/**
 * @mirrors discovery/validation.ValidateEndpointSliceCreate
 * @mirrors discovery/validation.ValidateEndpointSlice
 */
function validateEndpointSlice(slice: Field<EndpointSlice>, errors: Errors, env: Env): void {
  validateObjectMeta(slice.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateAddressType(slice.get('addressType'), errors);
  if (slice.value?.ports !== undefined) validatePorts(slice.get('ports'), errors);
  if (slice.value?.endpoints !== undefined) validateEndpoints(slice, errors, env);
}

const ADDRESS_TYPES: readonly string[] = ['FQDN', 'IPv4', 'IPv6'];

/** @mirrors discovery/validation.validateAddressType */
function validateAddressType(type: Field<string>, errors: Errors): void {
  if ((type.value ?? '') === '') errors.required(type, `is required: ${ADDRESS_TYPES.join(', ')}`);
  else if (!ADDRESS_TYPES.includes(type.value as string)) errors.notSupported(type, ADDRESS_TYPES);
}

const MOST_PORTS = 20000;

/** @mirrors discovery/validation.validatePorts (partly: the protocol has a default) */
function validatePorts(ports: Field<DiscoveryV1EndpointPort[]>, errors: Errors): void {
  const items = ports.items();
  if (items.length > MOST_PORTS) {
    errors.tooMany(ports, items.length, MOST_PORTS);
    return;
  }
  const names = new Set<string>();
  for (const port of items) {
    const { name = '', protocol = '', appProtocol } = port.value ?? {};
    if (name !== '') validateDNS1123Label(port.get('name'), errors);
    if (names.has(name)) errors.duplicate(port.get('name'), `${quote(name)} is the name of another port`);
    names.add(name);
    if (!PROTOCOLS.includes(protocol)) errors.notSupported(port.get('protocol'), PROTOCOLS);
    if (appProtocol !== undefined) validateQualifiedName(port.get('appProtocol'), errors);
  }
}

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const CONTROLLERS: readonly (string | undefined)[] = [
  'endpointslice-controller.k8s.io',
  'endpointslicemirroring-controller.k8s.io',
];

/**
 * @mirrors endpointslice.warnOnDeprecatedAddressType
 * @mirrors endpointslice.warnOnBadIPs
 */
function warn(slice: Field<EndpointSlice>, env: Env): void {
  if (slice.value?.addressType === 'FQDN') {
    env.warn(slice.get('addressType').shownAsPath('spec.addressType'), '`FQDN` is deprecated');
  }
  if (!env.gates.IPWarnings || CONTROLLERS.includes(slice.value?.metadata?.labels?.get(MANAGED_BY))) return;
  for (const endpoint of slice.get('endpoints').items()) {
    for (const address of endpoint.get('addresses').items()) warnOfIP(address, env);
  }
}

/** How EndpointSlices are created. */
export const endpointSliceStrategy: Strategy<EndpointSlice> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(slice, env) {
    if (slice.value?.metadata !== undefined) slice.value.metadata.generation = 1;
    if (env.gates.PreferSameTrafficDistribution) return;
    for (const { hints } of slice.value?.endpoints ?? []) if (hints !== undefined) hints.forNodes = undefined;
  },
  validate: validateEndpointSlice,
  warn,
};
