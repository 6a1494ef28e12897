import type { Field } from '../../../model/field.ts';
import type { ServiceSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { portNumber } from '../../formats.ts';

/** Whether the nodes hold a port open for a Service. */
export function usesNodePorts({ type }: ServiceSpec): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

/** @mirrors service.ExternallyAccessible */
export function isExternallyAccessible(spec: ServiceSpec): boolean {
  return usesNodePorts(spec) || (spec.type === 'ClusterIP' && (spec.externalIPs?.length ?? 0) > 0);
}

/** @mirrors service.NeedsHealthCheck */
export function needsHealthCheck({ type, externalTrafficPolicy }: ServiceSpec): boolean {
  return type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
}

const POLICIES: readonly string[] = ['Cluster', 'Local'];

/** @mirrors core/validation.validateServiceExternalTrafficPolicy (partly: policy and port have defaults where they are needed) */
export function validateServiceExternalTrafficPolicy(spec: Field<ServiceSpec>, errors: Errors): void {
  const value = spec.value ?? {};
  const { externalTrafficPolicy = '', healthCheckNodePort = 0 } = value;
  if (externalTrafficPolicy === '' && healthCheckNodePort === 0) return;
  const policy = spec.get('externalTrafficPolicy');
  const given = errors.given(spec.get('type'), spec.get('externalIPs'));
  if (externalTrafficPolicy !== '' && !isExternallyAccessible(value)) {
    given.invalid(
      policy,
      'may be set only where a Service can be reached from outside: NodePort, LoadBalancer or externalIPs',
    );
  } else if (externalTrafficPolicy !== '' && !POLICIES.includes(externalTrafficPolicy))
    errors.notSupported(policy, POLICIES);
  if (healthCheckNodePort === 0) return;
  const fault = portNumber(healthCheckNodePort);
  const port = spec.get('healthCheckNodePort');
  if (!needsHealthCheck(value)) {
    const message = 'may be set only for `type: LoadBalancer` with `externalTrafficPolicy: Local`';
    errors.given(spec.get('type'), policy).invalid(port, message);
  } else if (fault !== undefined) errors.invalid(port, `${healthCheckNodePort} ${fault}`);
}

/** @mirrors core/validation.validateServiceInternalTrafficFieldsValue (partly: it has a default) */
export function validateServiceInternalTrafficFieldsValue(spec: Field<ServiceSpec>, errors: Errors): void {
  const policy = spec.value?.internalTrafficPolicy;
  if (policy !== undefined && !POLICIES.includes(policy))
    errors.notSupported(spec.get('internalTrafficPolicy'), POLICIES);
}

const CLOSE: readonly string[] = ['PreferClose'];
const DISTRIBUTIONS: readonly string[] = ['PreferClose', 'PreferSameNode', 'PreferSameZone'];

/** @mirrors core/validation.validateServiceTrafficDistribution */
export function validateServiceTrafficDistribution(spec: Field<ServiceSpec>, errors: Errors, env: Env): void {
  const distribution = spec.value?.trafficDistribution;
  const allowed = env.gates.PreferSameTrafficDistribution ? DISTRIBUTIONS : CLOSE;
  if (distribution !== undefined && !allowed.includes(distribution)) {
    errors.notSupported(spec.get('trafficDistribution'), allowed);
  }
}
