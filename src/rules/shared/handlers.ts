import type { Field } from '../../model/field.ts';
import type { LifecycleHandler, Probe } from '../../schema/types.gen.ts';
import type { Container } from '../../model/workload.ts';

/** What a probe or a hook does; a probe has no `sleep`, a hook no `grpc`. */
export type Handler = Pick<LifecycleHandler & Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc' | 'sleep'>;

export type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

const PROBES: readonly ProbeName[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'] as const;

/** A probe or hook of a container. */
export interface Handled {
  readonly name: ProbeName | 'postStart' | 'preStop';
  readonly field: Field<Handler>;
  readonly value: Handler;
}

/** A container's probes: those that it has. */
export function probesOf({ field, value }: Container): Field<Probe>[] {
  const probes: Field<Probe>[] = [];
  for (const name of PROBES) if (value[name] !== undefined) probes.push(field.get(name));
  return probes;
}

/** A container's hooks: those that it has. */
export function hooksOf({ field, value }: Container): Handled[] {
  const hooks: Handled[] = [];
  const { lifecycle } = value;
  if (lifecycle === undefined) return hooks;
  for (const name of HOOKS) {
    const hook = lifecycle[name];
    if (hook !== undefined)
      hooks.push({ name, field: field.get('lifecycle').get(name) as Field<Handler>, value: hook });
  }
  return hooks;
}

/** A container's probes and hooks. */
export function handlersOf(container: Container): Handled[] {
  const hooks = hooksOf(container);
  for (const probe of probesOf(container)) {
    hooks.push({ name: probe.step as ProbeName, field: probe as Field<Handler>, value: probe.value as Handler });
  }
  return hooks;
}

/** Whether a container runs as long as its Pod does: the others can have neither probes nor hooks. */
export function isLasting({ role }: Container): boolean {
  return role === 'main' || role === 'sidecar';
}
