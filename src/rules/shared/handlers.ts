import type { Field } from '../../model/field.ts';
import type { LifecycleHandler, Probe } from '../../schema/types.gen.ts';
import type { Container } from '../../model/workload.ts';

/** What a probe or a hook does; a probe has no `sleep`, a hook no `grpc`. */
export type Handler = Pick<LifecycleHandler & Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc' | 'sleep'>;

export type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

const HOOKS = ['postStart', 'preStop'] as const;

export type HookName = (typeof HOOKS)[number];

/** Calls back for each probe that a container has. */
export function visitProbes({ value }: Container, visit: (probe: Probe, name: ProbeName) => void): void {
  if (value.livenessProbe !== undefined) visit(value.livenessProbe, 'livenessProbe');
  if (value.readinessProbe !== undefined) visit(value.readinessProbe, 'readinessProbe');
  if (value.startupProbe !== undefined) visit(value.startupProbe, 'startupProbe');
}

/** Calls back for each hook that a container has. */
export function visitHooks({ value }: Container, visit: (hook: Handler, name: HookName) => void): void {
  const { lifecycle } = value;
  if (lifecycle === undefined) return;
  for (const name of HOOKS) if (lifecycle[name] !== undefined) visit(lifecycle[name], name);
}

/** Calls back for each probe and hook that a container has. */
export function visitHandlers(
  container: Container,
  visit: (handler: Handler, name: ProbeName | HookName) => void,
): void {
  visitProbes(container, visit);
  visitHooks(container, visit);
}

/** The field of a probe or hook: made only where something is to be said of it. */
export function handlerField({ field }: Container, name: ProbeName | HookName): Field<Handler> {
  return (isHook(name) ? field.get('lifecycle').get(name) : field.get(name)) as Field<Handler>;
}

/** A probe or hook of a container. */
export interface Handled {
  readonly name: ProbeName | HookName;
  readonly field: Field<Handler>;
  readonly value: Handler;
}

/** A container's probes and hooks, for rules that speak of many of them. */
export function handlersOf(container: Container): Handled[] {
  const handled: Handled[] = [];
  visitHandlers(container, (value, name) => handled.push({ name, field: handlerField(container, name), value }));
  return handled;
}

/** Whether a name is that of a hook. */
export function isHook(name: ProbeName | HookName): name is HookName {
  return name === 'postStart' || name === 'preStop';
}

/** Whether a container runs as long as its Pod does: the others can have neither probes nor hooks. */
export function isLasting({ role }: Container): boolean {
  return role === 'main' || role === 'sidecar';
}
