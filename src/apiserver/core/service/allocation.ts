import type { Field } from '../../../model/field.ts';
import type { ServiceSpec } from '../../../schema/types.gen.ts';
import { unlessUnknown } from '../../defaulting.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { isHeadless, NONE, validateServiceClusterIPsRelatedFields } from './clusterips.ts';
import { needsHealthCheck, usesNodePorts } from './traffic.ts';

/**
 * Addresses, families and ports that a Service gets before it is validated, as a cluster with two address families hands them out. What is wrong here ends
 * the creation at once.
 * @mirrors storage.REST.beginCreate (partly: nothing is taken from a pool, so nothing is taken already)
 * @mirrors storage.Allocators.initIPFamilyFields
 */
export function beginCreate(spec: Field<ServiceSpec>, errors: Errors, env: Env): void {
  const value = spec.value;
  if (value === undefined) return;
  takeClusterIP(spec);
  if (value.type === 'ExternalName') return;
  const selectsNothing = value.clusterIP === NONE && (value.selector?.size ?? 0) === 0 && !spec.get('selector').unknown;
  value.ipFamilyPolicy ??= unlessUnknown(spec, 'ipFamilyPolicy', selectsNothing ? 'RequireDualStack' : 'SingleStack');
  const before = errors.count;
  validateServiceClusterIPsRelatedFields(spec, errors.given(spec.get('type')), env);
  if (errors.count > before) return;
  if (value.ipFamilyPolicy === 'SingleStack') validateSingleStack(spec, errors);
  setFamilies(spec);
  if (usesNodePorts(value)) validateNodePorts(spec, errors, env);
  if (needsHealthCheck(value) && (value.healthCheckNodePort ?? 0) === 0) setHealthCheckPort(spec, env);
}

/** The older of the two fields fills the newer one. */
function takeClusterIP(spec: Field<ServiceSpec>): void {
  const value = spec.value as ServiceSpec;
  if (!value.clusterIP || (value.clusterIPs?.length ?? 0) > 0 || spec.get('clusterIPs').unknown) return;
  value.clusterIPs = [value.clusterIP];
  const from = spec.get('clusterIP');
  const made = spec.get('clusterIPs');
  spec.manifest.derive(made, from);
  spec.manifest.derive(made.item(0), from);
}

function validateSingleStack(spec: Field<ServiceSpec>, errors: Errors): void {
  const { clusterIPs = [], ipFamilies = [] } = spec.value ?? {};
  const policy = spec.get('ipFamilyPolicy');
  const expected = 'must be RequireDualStack or PreferDualStack, since there are two';
  if (clusterIPs.length === 2) errors.invalid(policy, `${expected} clusterIPs`);
  if (ipFamilies.length === 2) errors.invalid(policy, `${expected} ipFamilies`);
}

function setFamilies(spec: Field<ServiceSpec>): void {
  if (spec.manifest.unknown !== undefined && (spec.get('ipFamilies').unknown || spec.get('clusterIPs').unknown)) return;
  const value = spec.value as ServiceSpec;
  const families = [...(value.ipFamilies ?? [])];
  if (!isHeadless(value)) {
    for (const ip of (value.clusterIPs ?? []).slice(families.length)) families.push(ip.includes(':') ? 'IPv6' : 'IPv4');
  }
  if (families.length === 0) families.push('IPv4');
  if (families.length === 1 && value.ipFamilyPolicy !== 'SingleStack')
    families.push(families[0] === 'IPv6' ? 'IPv4' : 'IPv6');
  value.ipFamilies = families;
}

function validateNodePorts(spec: Field<ServiceSpec>, errors: Errors, env: Env): void {
  const { first, last } = env.nodePorts;
  const ports = spec.get('ports');
  for (const [i, { nodePort = 0 }] of (ports.value ?? []).entries()) {
    if (nodePort === 0 || (nodePort >= first && nodePort <= last)) continue;
    errors
      .given(spec.get('type'))
      .invalid(ports.item(i).get('nodePort'), `${nodePort} must be from ${first} to ${last}`);
  }
}

function setHealthCheckPort(spec: Field<ServiceSpec>, env: Env): void {
  if (spec.get('healthCheckNodePort').unknown) return;
  (spec.value as ServiceSpec).healthCheckNodePort = env.nodePorts.last;
}
