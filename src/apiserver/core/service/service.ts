import type { Field } from '../../../model/field.ts';
import type { Service, ServicePort, ServiceSpec } from '../../../schema/types.gen.ts';
import { setDefault, setDefaultText, unlessUnknown } from '../../defaulting.ts';
import type { Strategy } from '../../strategy.ts';
import { beginCreate } from './allocation.ts';
import { isExternallyAccessible } from './traffic.ts';
import { validateServiceCreate } from './validation.ts';
import { getWarningsForService } from './warnings.ts';

const AFFINITY_SECONDS = 10800;

/** @mirrors core/v1.SetDefaults_Service */
function setDefaults(service: Field<Service>): void {
  setDefault(service, 'spec', {});
  const spec = service.get('spec');
  const value = spec.value;
  if (value === undefined) return;
  setAffinityDefaults(spec);
  value.type ||= unlessUnknown(spec, 'type', 'ClusterIP');
  if (value.ports !== undefined) for (const port of spec.get('ports').items()) setPortDefaults(port);
  if (isExternallyAccessible(value)) setDefaultText(spec, 'externalTrafficPolicy', 'Cluster');
  const { type } = value;
  if (type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer') {
    value.internalTrafficPolicy ??= unlessUnknown(spec, 'internalTrafficPolicy', 'Cluster');
  }
  if (type === 'LoadBalancer') setDefault(spec, 'allocateLoadBalancerNodePorts', true);
}

function setAffinityDefaults(spec: Field<ServiceSpec>): void {
  const value = spec.value as ServiceSpec;
  value.sessionAffinity ||= unlessUnknown(spec, 'sessionAffinity', 'None');
  if (value.sessionAffinity === 'None') value.sessionAffinityConfig = undefined;
  if (value.sessionAffinity !== 'ClientIP') return;
  setDefault(spec, 'sessionAffinityConfig', {});
  const config = spec.get('sessionAffinityConfig');
  setDefault(config, 'clientIP', {});
  setDefault(config.get('clientIP'), 'timeoutSeconds', AFFINITY_SECONDS);
}

function setPortDefaults(port: Field<ServicePort>): void {
  const value = port.value;
  if (value === undefined) return;
  value.protocol ||= unlessUnknown(port, 'protocol', 'TCP');
  if (value.targetPort !== undefined && value.targetPort !== 0 && value.targetPort !== '') return;
  const target = port.get('targetPort');
  if (target.unknown || port.get('port').unknown) return;
  value.targetPort = value.port ?? 0;
  if (target.value === undefined) port.manifest.derive(target, port.get('port'));
}

/** How Services are created. */
export const serviceStrategy: Strategy<Service> = {
  namespaced: true,
  defaults: setDefaults,
  prepare(service, env) {
    const { value } = service;
    if (value === undefined) return;
    value.status = undefined;
    if (!env.gates.ServiceTrafficDistribution && value.spec !== undefined) value.spec.trafficDistribution = undefined;
  },
  validate(service, errors, env) {
    const before = errors.count;
    beginCreate(service.get('spec'), errors, env);
    if (errors.count === before) validateServiceCreate(service, errors, env);
    // Without its addresses it never gets to the storage, which would look at this.
    else if (service.value?.metadata !== undefined) service.value.metadata.resourceVersion = undefined;
  },
  warn: getWarningsForService,
};
