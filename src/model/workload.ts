import type {
  Container as ContainerSpec,
  ObjectMeta,
  PodSecurityContext,
  PodSpec,
  SecurityContext,
} from '../schema/types.gen.ts';
import type { Field } from './field.ts';
import type { Manifest } from './manifest.ts';
import { quote } from './quote.ts';

/**
 * What a container is to its Pod. A sidecar is an init container that is always restarted: it lives as long as the main ones.
 * Ephemeral ones stand only in what comes from a cluster.
 */
export type Role = 'main' | 'sidecar' | 'init' | 'ephemeral';

/** A pod spec wherever it stands: a Pod's own, a controller's template, or one in a custom kind. */
export class Pod {
  readonly manifest: Manifest;
  readonly metadata: Field<ObjectMeta>;
  readonly spec: Field<PodSpec>;
  #containers: Container[] | undefined;
  #contexts: SecuritySettings[] | undefined;

  constructor(manifest: Manifest, metadata: Field<ObjectMeta>, spec: Field<PodSpec>) {
    this.manifest = manifest;
    this.metadata = metadata;
    this.spec = spec;
    this.#containers = undefined;
    this.#contexts = undefined;
  }

  /** The kind of the object that holds it. */
  get owner(): string {
    return this.manifest.kind;
  }

  /** Says that it runs on Windows, as the API server and the Pod Security Standards want it to be said. */
  get windows(): boolean {
    return this.spec.value?.os?.name === 'windows';
  }

  /** Runs on Windows, in whatever way it says so: what is Linux' alone has no meaning there. */
  get onWindows(): boolean {
    const selector = this.spec.value?.nodeSelector;
    return (
      this.windows ||
      selector?.get('kubernetes.io/os') === 'windows' ||
      selector?.get('beta.kubernetes.io/os') === 'windows'
    );
  }

  /** The security contexts that are written: the Pod's own first, then those of its containers. */
  get securityContexts(): readonly SecuritySettings[] {
    return (this.#contexts ??= this.#collectContexts());
  }

  /** Containers of all kinds: init containers and sidecars first, as they start. */
  get containers(): readonly Container[] {
    return (this.#containers ??= this.#collect());
  }

  /** Those that run as long as the Pod does. */
  get lasting(): readonly Container[] {
    return this.containers.filter((container) => container.role === 'main' || container.role === 'sidecar');
  }

  #collectContexts(): SecuritySettings[] {
    const contexts: SecuritySettings[] = [];
    const own = this.spec.value?.securityContext;
    if (own !== undefined)
      contexts.push({
        container: undefined,
        value: own,
        field: this.spec.get('securityContext') as Field<CommonContext>,
      });
    for (const container of this.containers) {
      const value = container.value.securityContext;
      if (value !== undefined) contexts.push({ container, value, field: container.security as Field<CommonContext> });
    }
    return contexts;
  }

  #collect(): Container[] {
    const containers: Container[] = [];
    const add = (field: Field<ContainerSpec>, role: Role): void => {
      if (!field.unknown) containers.push(new Container(this, field, role));
    };
    for (const field of this.spec.get('initContainers').items())
      add(field, field.value?.restartPolicy === 'Always' ? 'sidecar' : 'init');
    for (const field of this.spec.get('containers').items()) add(field, 'main');
    for (const field of this.spec.get('ephemeralContainers').items()) add(field as Field<ContainerSpec>, 'ephemeral');
    return containers;
  }
}

export class Container {
  readonly pod: Pod;
  readonly field: Field<ContainerSpec>;
  readonly role: Role;

  constructor(pod: Pod, field: Field<ContainerSpec>, role: Role) {
    this.pod = pod;
    this.field = field;
    this.role = role;
  }

  get value(): ContainerSpec {
    return this.field.value ?? NO_CONTAINER;
  }

  get name(): string {
    return this.value.name ?? '';
  }

  /** What messages call it. */
  get label(): string {
    const kind = this.role === 'main' ? 'container' : this.role === 'sidecar' ? 'sidecar' : `${this.role} container`;
    return `${kind} ${quote(this.name)}`;
  }

  get security(): Field<SecurityContext> {
    return this.field.get('securityContext');
  }
}

const NO_CONTAINER: ContainerSpec = {};

/** What can be set for a Pod and, going before that, for one of its containers. */
export type CommonContext = Pick<
  PodSecurityContext & SecurityContext,
  keyof PodSecurityContext & keyof SecurityContext
>;

/** A security context as it is written. */
export interface SecuritySettings {
  /** Undefined: it is the Pod's own. */
  readonly container: Container | undefined;
  readonly value: CommonContext;
  readonly field: Field<CommonContext>;
}

/** The way from a kind's root to what holds `metadata` and `spec` of its Pods. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pod spec of a built-in kind that has one. */
export function podOf(manifest: Manifest): Pod | undefined {
  const way = manifest.object === undefined || manifest.namesake ? undefined : TEMPLATES[manifest.kind];
  if (way === undefined) return undefined;
  let holder: Field<Record<string, unknown>> = manifest.field<Record<string, unknown>>();
  for (const step of way) holder = holder.get(step) as Field<Record<string, unknown>>;
  if (typeof holder.value !== 'object') return undefined;
  return new Pod(manifest, holder.get('metadata') as Field<ObjectMeta>, holder.get('spec') as Field<PodSpec>);
}

/** All pod specs of an object: that of a built-in kind, or those that a custom kind holds. */
export function podsOf(manifest: Manifest): readonly Pod[] {
  if (manifest.pods !== undefined) return manifest.pods.map(({ metadata, spec }) => new Pod(manifest, metadata, spec));
  const pod = podOf(manifest);
  return pod === undefined ? [] : [pod];
}
