import type { Field } from '../../../model/field.ts';
import type { Container, ContainerPort, HTTPGetAction, PodSpec, Probe } from '../../../schema/types.gen.ts';
import { setDefaultText, unlessUnknown } from '../../defaulting.ts';
import type { Env } from '../../env.ts';
import { visitContainers } from './context.ts';
import type { Handler } from './handlers.ts';
import { defaultPullPolicy } from './image.ts';
import { setVolumeDefaults } from './volumes/defaults.ts';

/**
 * What nobody wrote in a pod spec, as far as validation or a rule sees it.
 * @mirrors core/v1.SetDefaults_PodSpec
 */
export function setPodSpecDefaults(spec: Field<PodSpec>, env: Env): void {
  const value = spec.value;
  if (value === undefined) return;
  if (!value.serviceAccountName && value.serviceAccount) {
    value.serviceAccountName = value.serviceAccount;
    spec.manifest.derive(spec.get('serviceAccountName') as Field, spec.get('serviceAccount') as Field);
  }
  value.dnsPolicy ||= unlessUnknown(spec, 'dnsPolicy', 'ClusterFirst');
  value.restartPolicy ||= unlessUnknown(spec, 'restartPolicy', 'Always');
  value.terminationGracePeriodSeconds ??= unlessUnknown(spec, 'terminationGracePeriodSeconds', 30);
  value.schedulerName ||= unlessUnknown(spec, 'schedulerName', 'default-scheduler');
  if (value.volumes !== undefined) setVolumeDefaults(spec.get('volumes'), env);
  visitContainers(spec, setContainerDefaults);
}

/** @mirrors core/v1.SetDefaults_Container */
function setContainerDefaults(container: Field<Container>): void {
  const value = container.value;
  if (value === undefined) return;
  value.imagePullPolicy ||= unlessUnknown(container, 'imagePullPolicy', defaultPullPolicy(value.image));
  value.terminationMessagePolicy ||= unlessUnknown(container, 'terminationMessagePolicy', 'File');
  if (value.ports !== undefined) {
    const readable = container.manifest.unknown === undefined;
    for (let i = 0; i < value.ports.length; i++) {
      const port = value.ports[i] as ContainerPort;
      if (readable) port.protocol ||= 'TCP';
      else setDefaultText(container.get('ports').item(i), 'protocol', 'TCP');
    }
  }
  if (value.env !== undefined) setEnvDefaults(container);
  if (value.livenessProbe !== undefined) setProbeDefaults(container.get('livenessProbe'));
  if (value.readinessProbe !== undefined) setProbeDefaults(container.get('readinessProbe'));
  if (value.startupProbe !== undefined) setProbeDefaults(container.get('startupProbe'));
  if (value.lifecycle === undefined) return;
  const { postStart, preStop } = value.lifecycle;
  if (postStart !== undefined) setHTTPGetDefaults(container.get('lifecycle').get('postStart') as Field<Handler>);
  if (preStop !== undefined) setHTTPGetDefaults(container.get('lifecycle').get('preStop') as Field<Handler>);
}

/** @mirrors core/v1.SetDefaults_ObjectFieldSelector */
function setEnvDefaults(container: Field<Container>): void {
  const list = container.value?.env ?? [];
  for (let i = 0; i < list.length; i++) {
    if (list[i]?.valueFrom?.fieldRef === undefined) continue;
    setDefaultText(container.get('env').item(i).get('valueFrom').get('fieldRef'), 'apiVersion', 'v1');
  }
}

/** @mirrors core/v1.SetDefaults_Probe */
function setProbeDefaults(probe: Field<Probe>): void {
  const value = probe.value as Probe;
  value.timeoutSeconds ||= unlessUnknown(probe, 'timeoutSeconds', 1);
  value.periodSeconds ||= unlessUnknown(probe, 'periodSeconds', 10);
  value.successThreshold ||= unlessUnknown(probe, 'successThreshold', 1);
  value.failureThreshold ||= unlessUnknown(probe, 'failureThreshold', 3);
  if (value.httpGet !== undefined) setHTTPGetDefaults(probe as Field<Handler>);
}

/** @mirrors core/v1.SetDefaults_HTTPGetAction */
function setHTTPGetDefaults(handler: Field<Handler>): void {
  if (handler.value?.httpGet === undefined) return;
  const http = handler.get('httpGet');
  const value = http.value as HTTPGetAction;
  value.path ||= unlessUnknown(http, 'path', '/');
  value.scheme ||= unlessUnknown(http, 'scheme', 'HTTP');
}
