import type { Field } from '../../../model/field.ts';
import type { Container, Pod } from '../../../schema/types.gen.ts';
import { setDefault } from '../../defaulting.ts';
import type { Env } from '../../env.ts';
import { setPodLevelDefaults } from './pod-level-defaults.ts';
import { setPodSpecDefaults } from './spec-defaults.ts';

/**
 * The defaults of a Pod: those of every pod spec, and some that templates do without.
 * @mirrors core/v1.SetDefaults_Pod
 */
export function setPodDefaults(pod: Field<Pod>, env: Env): void {
  setDefault(pod, 'spec', {});
  const spec = pod.get('spec');
  const value = spec.value;
  if (value === undefined) return;
  // Up to 1.36 this was a part of the conversion.
  if ((value.terminationGracePeriodSeconds ?? 0) < 0) value.terminationGracePeriodSeconds = 1;
  for (const name of ['containers', 'initContainers'] as const) {
    if (value[name] === undefined) continue;
    for (const container of spec.get(name).items()) {
      if (container.value?.resources?.limits !== undefined) setRequestDefaults(container);
      if (value.hostNetwork && container.value?.ports !== undefined) setHostPortDefaults(container);
    }
  }
  if (env.gates.PodLevelResources && !env.gates.PodLevelResourcesFixDefaulting) setPodLevelDefaults(spec, env);
  setPodSpecDefaults(spec, env);
}

/** A container requests what it is limited to, if it does not say otherwise. */
function setRequestDefaults(container: Field<Container>): void {
  setDefault(container.get('resources'), 'requests', new Map());
  const limits = container.get('resources').get('limits');
  const requests = container.get('resources').get('requests');
  if (requests.value === undefined) return;
  for (const [name, limit] of limits.value ?? []) {
    if (requests.value.has(name) || requests.key(name).unknown) continue;
    requests.value.set(name, limit);
    container.manifest.derive(requests.key(name) as Field, limits.key(name) as Field);
  }
}

/** @mirrors core/v1.defaultHostNetworkPorts */
function setHostPortDefaults(container: Field<Container>): void {
  for (const port of container.get('ports').items()) {
    const value = port.value;
    if (value?.containerPort === undefined || (value.hostPort ?? 0) !== 0 || port.get('hostPort').unknown) continue;
    value.hostPort = value.containerPort;
    port.manifest.derive(port.get('hostPort') as Field, port.get('containerPort') as Field);
  }
}
