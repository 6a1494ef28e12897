import type { Field } from '../../../model/field.ts';
import type { ObjectMeta, Service, ServicePort, ServiceSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { cidrForLegacyField, trimSpace } from '../../formats-ip.ts';
import { validateLabels } from '../../meta/labels.ts';
import { nameIsDNS1035Label, nameIsDNSLabel } from '../../meta/names.ts';
import { validateObjectMeta } from '../../meta/objectmeta.ts';
import { validateCIDRForLegacyField, validateEndpointIP, validateIPForLegacyField } from '../addresses.ts';
import { validateFormat, validateQualifiedName } from '../checks.ts';
import { dns1123Subdomain } from '../../formats.ts';
import { isHeadless, validateServiceClusterIPsRelatedFields } from './clusterips.ts';
import { validateServicePorts, validateUniquePorts } from './ports.ts';
import {
  validateServiceExternalTrafficPolicy,
  validateServiceInternalTrafficFieldsValue,
  validateServiceTrafficDistribution,
} from './traffic.ts';

/** @mirrors core/validation.ValidateServiceCreate */
export function validateServiceCreate(service: Field<Service>, errors: Errors, env: Env): void {
  const name = env.gates.RelaxedServiceNameValidation ? nameIsDNSLabel : nameIsDNS1035Label;
  validateObjectMeta(service.get('metadata'), errors, env, { namespaced: true, name });
  validateService(service, errors, env);
}

const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';
const KUBELET_PORT = 10250;

/** @mirrors core/validation.validateService (partly: what has a default is not asked for) */
function validateService(service: Field<Service>, errors: Errors, env: Env): void {
  const meta = service.get('metadata');
  if (meta.value?.annotations !== undefined) validateTopology(meta, errors);
  const spec = service.get('spec');
  const value = spec.value ?? {};
  const typed = errors.given(spec.get('type'));
  validateOfType(spec, typed, env);
  validateServicePorts(spec.get('ports'), errors);
  if (value.selector !== undefined) validateLabels(spec.get('selector'), errors);
  validateSessionAffinity(spec, errors);
  validateServiceClusterIPsRelatedFields(spec, typed, env);
  if (value.externalIPs !== undefined) {
    for (const ip of spec.get('externalIPs').items()) {
      if (validateIPForLegacyField(ip, errors, env)) validateEndpointIP(ip, errors);
    }
  }
  validateType(spec, typed);
  validateUniquePorts(spec, errors);
  validateSourceRanges(service, typed, env);
  validateLoadBalancerFields(spec, typed);
  validateServiceExternalTrafficPolicy(spec, errors);
  validateServiceInternalTrafficFieldsValue(spec, errors);
  validateServiceTrafficDistribution(spec, errors, env);
}

function validateTopology(meta: Field<ObjectMeta>, errors: Errors): void {
  const annotations = meta.get('annotations');
  const hints = annotations.value?.get(HINTS);
  const mode = annotations.value?.get(MODE);
  if (hints === undefined || mode === undefined || hints === mode) return;
  errors.invalid(annotations.key(MODE), `must be what the annotation \`${HINTS}\` says: ${quote(hints)}`);
}

/** What a Service of its type needs and may not have. */
function validateOfType(spec: Field<ServiceSpec>, errors: Errors, env: Env): void {
  const value = spec.value ?? {};
  const { type = '', ports = [] } = value;
  const headless = isHeadless(value);
  if (ports.length === 0 && !headless && type !== 'ExternalName') {
    errors
      .given(spec.get('clusterIP'), spec.get('clusterIPs'))
      .required(spec.get('ports'), 'needs at least one port, unless it is headless (`clusterIP: None`)');
  }
  if (type === 'ExternalName') validateExternalName(spec, errors);
  if (type !== 'LoadBalancer' && type !== 'NodePort') return;
  if (type === 'LoadBalancer' && !env.gates.KubeletPortAllowed) refuseKubeletPort(spec.get('ports'), errors);
  if (headless) errors.invalid(spec.get('clusterIPs').item(0), `must not be \`None\` in a Service of type ${type}`);
}

function refuseKubeletPort(ports: Field<ServicePort[]>, errors: Errors): void {
  for (const port of ports.items()) {
    if (port.value?.port !== KUBELET_PORT) continue;
    errors.invalid(
      port.get('port').shownAsPath(port.path),
      `port ${KUBELET_PORT} is the kubelet's and must not be opened to the outside`,
    );
  }
}

function validateExternalName(spec: Field<ServiceSpec>, errors: Errors): void {
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy, externalName = '' } = spec.value ?? {};
  const without = 'must not be set in a Service of type ExternalName';
  if (clusterIPs.length > 0) errors.forbidden(spec.get('clusterIPs').atKey(), without);
  if (ipFamilies.length > 0) errors.forbidden(spec.get('ipFamilies').atKey(), without);
  if (ipFamilyPolicy !== undefined) errors.forbidden(spec.get('ipFamilyPolicy').atKey(), without);
  const at = spec.get('externalName');
  if (externalName === '' || externalName === '.')
    errors.required(at, 'is required: the DNS name that the Service stands for');
  else validateFormat(at, (text) => dns1123Subdomain(text.endsWith('.') ? text.slice(0, -1) : text), errors);
}

const AFFINITIES: readonly string[] = ['ClientIP', 'None'];
const MOST_AFFINITY_SECONDS = 86400;

/**
 * @mirrors core/validation.validateClientIPAffinityConfig (partly: it has defaults)
 * @mirrors core/validation.validateAffinityTimeout
 */
function validateSessionAffinity(spec: Field<ServiceSpec>, errors: Errors): void {
  const { sessionAffinity = '', sessionAffinityConfig } = spec.value ?? {};
  if (!AFFINITIES.includes(sessionAffinity)) errors.notSupported(spec.get('sessionAffinity'), AFFINITIES);
  if (sessionAffinity !== 'ClientIP') return;
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0;
  if (seconds > 0 && seconds <= MOST_AFFINITY_SECONDS) return;
  const at = spec.get('sessionAffinityConfig').get('clientIP').get('timeoutSeconds');
  errors.invalid(at, `${seconds} seconds must be from 1 to ${MOST_AFFINITY_SECONDS} (a day)`);
}

const TYPES: readonly string[] = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

function validateType(spec: Field<ServiceSpec>, errors: Errors): void {
  const { type = '', ports = [] } = spec.value ?? {};
  if (!TYPES.includes(type)) errors.notSupported(spec.get('type'), TYPES);
  if (type !== 'ClusterIP') return;
  for (let i = 0; i < ports.length; i++) {
    if ((ports[i]?.nodePort ?? 0) !== 0)
      errors.forbidden(
        spec.get('ports').item(i).get('nodePort').atKey(),
        'needs `type: NodePort` or `type: LoadBalancer`',
      );
  }
}

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** The ranges stand in the spec, or in an older annotation. */
function validateSourceRanges(service: Field<Service>, errors: Errors, env: Env): void {
  const spec = service.get('spec');
  const isBalancer = spec.value?.type === 'LoadBalancer';
  const wrongType = 'may be set only for `type: LoadBalancer`';
  if ((spec.value?.loadBalancerSourceRanges?.length ?? 0) > 0) {
    const ranges = spec.get('loadBalancerSourceRanges').shownAs('LoadBalancerSourceRanges');
    if (!isBalancer) errors.forbidden(ranges.atKey(), wrongType);
    for (const range of ranges.items()) validateSourceRange(range, trimSpace(range.value ?? ''), errors, env);
    return;
  }
  if (!service.value?.metadata?.annotations?.has(RANGES)) return;
  const annotation = service.get('metadata').get('annotations').key(RANGES);
  if (annotation.value === undefined || spec.get('loadBalancerSourceRanges').unknown) return;
  if (!isBalancer) errors.forbidden(annotation.atKey(), wrongType);
  const text = trimSpace(annotation.value);
  if (text === '') return;
  for (const range of text.split(',')) validateCIDRForLegacyField(annotation, errors, env, trimSpace(range));
}

/** Up to 1.29 upstream named the list, not the range. */
function validateSourceRange(range: Field<string>, text: string, errors: Errors, env: Env): void {
  if (env.gates.SourceRangesIndexed) validateCIDRForLegacyField(range, errors, env, text);
  else {
    const fault = cidrForLegacyField(text, false);
    if (fault !== undefined) errors.invalid(range.shownAsPath((range.parent as Field).path), `${quote(text)} ${fault}`);
  }
}

/** @mirrors core/validation.validateLoadBalancerClassField (partly: what needs an old Service is left out) */
function validateLoadBalancerFields(spec: Field<ServiceSpec>, errors: Errors): void {
  const { type, allocateLoadBalancerNodePorts, loadBalancerClass } = spec.value ?? {};
  const isBalancer = type === 'LoadBalancer';
  const wrongType = 'may be set only for `type: LoadBalancer`';
  if (allocateLoadBalancerNodePorts !== undefined && !isBalancer) {
    errors.forbidden(spec.get('allocateLoadBalancerNodePorts').atKey(), wrongType);
  }
  if (loadBalancerClass === undefined) return;
  if (isBalancer) validateQualifiedName(spec.get('loadBalancerClass'), errors);
  else errors.forbidden(spec.get('loadBalancerClass').atKey(), wrongType);
}
