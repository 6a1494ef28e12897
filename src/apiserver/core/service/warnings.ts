import type { Field } from '../../../model/field.ts';
import type { Service, ServiceSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { warnOfCIDR, warnOfIP } from '../addresses.ts';
import { NONE } from './clusterips.ts';

const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';

/** @mirrors service.GetWarningsForService */
export function getWarningsForService(service: Field<Service>, env: Env): void {
  const annotations = service.value?.metadata?.annotations;
  if (annotations?.has(HINTS)) {
    const at = service.get('metadata').get('annotations').key(HINTS).atKey();
    env.warn(at, `the annotation \`${HINTS}\` is deprecated; use \`${MODE}\``);
  }
  const spec = service.get('spec');
  const value = spec.value ?? {};
  const isNumbered = (value.clusterIP ?? '') !== '' && value.clusterIP !== NONE;
  if (isNumbered) for (const ip of spec.get('clusterIPs').items()) warnOfIP(ip, env);
  if (env.gates.HeadlessServiceWarnings && isHeadless(value)) warnOfHeadless(spec, env);
  warnOfExternalIPs(spec, env);
  if (value.loadBalancerIP) warnOfIP(spec.get('loadBalancerIP'), env);
  if (value.loadBalancerSourceRanges !== undefined) {
    for (const range of spec.get('loadBalancerSourceRanges').items()) warnOfCIDR(range, env);
  }
  if (value.type !== 'ExternalName' && value.externalName) {
    env.warn(spec.get('externalName').atKey(), 'is ignored unless the type is ExternalName');
  }
  if (env.gates.PreferCloseWarning && value.trafficDistribution === 'PreferClose') {
    env.warn(spec.get('trafficDistribution'), '`PreferClose` is deprecated; use `PreferSameZone`');
  }
}

/** @mirrors service.isHeadlessService */
function isHeadless({ type, clusterIP }: ServiceSpec): boolean {
  return type === 'ClusterIP' && clusterIP === NONE;
}

function warnOfHeadless(spec: Field<ServiceSpec>, env: Env): void {
  const { loadBalancerIP, externalIPs = [], sessionAffinity } = spec.value ?? {};
  const ignored = 'is ignored in a headless Service';
  if (loadBalancerIP) env.warn(spec.get('loadBalancerIP').atKey(), ignored);
  if (externalIPs.length > 0) env.warn(spec.get('externalIPs').atKey(), ignored);
  if (sessionAffinity !== 'None') env.warn(spec.get('sessionAffinity').atKey(), ignored);
}

function warnOfExternalIPs(spec: Field<ServiceSpec>, env: Env): void {
  const value = spec.value ?? {};
  if ((value.externalIPs?.length ?? 0) === 0) return;
  const ips = spec.get('externalIPs');
  for (const ip of ips.items()) warnOfIP(ip, env);
  if (value.type === 'ExternalName') env.warn(ips.atKey(), 'is ignored in a Service of type ExternalName');
  else if (env.gates.ExternalIPsWarning && !isHeadless(value)) {
    env.warn(ips.atKey(), 'is deprecated, and some clusters may not support it any more');
  }
}
