import type { Field } from '../../../model/field.ts';
import type { Container, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import type { PodVolumes } from './volumes/volumes.ts';

/** What the parts of a pod spec are validated with: the rest of the spec, as far as they depend on it. */
export interface PodContext {
  readonly errors: Errors;
  readonly env: Env;
  readonly spec: Field<PodSpec>;
  readonly volumes: PodVolumes;
  /** Undefined if they can't be read. */
  readonly claimNames: ReadonlySet<string> | undefined;
  readonly restartPolicy: string | undefined;
  /** Undefined if what is written can't be read. */
  readonly gracePeriod: number | undefined;
  readonly hostUsers: boolean;
}

/**
 * Calls back for every container of a Pod: first init containers, then the main ones, then ephemeral ones.
 * @mirrors pods.VisitContainersWithPath
 */
export function visitContainers(spec: Field<PodSpec>, visit: (container: Field<Container>) => void): void {
  const { initContainers, ephemeralContainers } = spec.value ?? {};
  if (initContainers !== undefined) for (const container of spec.get('initContainers').items()) visit(container);
  for (const container of spec.get('containers').items()) visit(container);
  if (ephemeralContainers === undefined) return;
  for (const container of spec.get('ephemeralContainers').items()) visit(container as Field<Container>);
}

const NONE: readonly Container[] = [];

/** All containers of a Pod, in the same order, where no path is wanted. */
export function containersOf({ initContainers, containers, ephemeralContainers }: PodSpec): readonly Container[] {
  if (initContainers === undefined && ephemeralContainers === undefined) return containers ?? NONE;
  return [
    ...(initContainers ?? NONE),
    ...(containers ?? NONE),
    ...((ephemeralContainers as Container[] | undefined) ?? NONE),
  ];
}

/**
 * Whether an init container is a sidecar: started before the main containers and running beside them.
 * @mirrors core/validation.isRestartableInitContainer
 */
export function isSidecar(container: Container | undefined): boolean {
  return container?.restartPolicy === 'Always';
}
