import type { ObjectIdentity } from '../model/finding.ts';
import type { Role } from '../model/workload.ts';
import type { ContainerPort, ServicePort } from '../schema/types.gen.ts';
import type { Labels, Selector } from './labels.ts';
import type { ProjectFile } from './files.ts';

/**
 * What the project keeps of an object: plain values and nothing of its tree, so that ten thousand of them are small. `project.open()` gives
 * the object itself back, for findings and for what only few rules ask.
 */
export class Entry {
  readonly file: ProjectFile;
  /** Where its document stands in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly json: boolean;
  readonly item: readonly number[];
  readonly identity: ObjectIdentity;
  /** `Service`; with its group for kinds that are not Kubernetes' own: `Service.serving.knative.dev`. */
  readonly kind: string;
  /** False: the kind is cluster-scoped, and `namespace` is '' whatever is written. */
  readonly namespaced: boolean;
  readonly namespace: string;
  /** A value of it could not be read, or its shape is not known: what it lacks may be there all the same. */
  readonly unclear: boolean;
  /** The labels of the object itself, of kinds that are selected by them: Services and what stands for their Pods. */
  readonly labels: Labels;
  readonly references: readonly Reference[];
  readonly facts: Facts | undefined;

  constructor(init: EntryInit) {
    this.file = init.file;
    this.start = init.start;
    this.end = init.end;
    this.index = init.index;
    this.json = init.json;
    this.item = init.item;
    this.identity = init.identity;
    this.kind = init.kind;
    this.namespaced = init.namespaced;
    this.namespace = init.namespaced ? init.identity.namespace : '';
    this.unclear = init.unclear;
    this.labels = init.labels;
    this.references = init.references;
    this.facts = init.facts;
  }

  get name(): string {
    return this.identity.name;
  }

  /** `Service "web"`, as messages call it. */
  get title(): string {
    return `${this.identity.kind} "${this.name}"`;
  }

  get workload(): Workload | undefined {
    return this.facts?.is === 'workload' ? this.facts : undefined;
  }

  get service(): ServiceFacts | undefined {
    return this.facts?.is === 'service' ? this.facts : undefined;
  }
}

export interface EntryInit {
  readonly file: ProjectFile;
  readonly start: number;
  readonly end: number;
  readonly index: number;
  readonly json: boolean;
  readonly item: readonly number[];
  readonly identity: ObjectIdentity;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly unclear: boolean;
  readonly labels: Labels;
  readonly references: readonly Reference[];
  readonly facts: Facts | undefined;
}

/** Where the names and keys of references of one sort stand, seen from the object that holds them. */
export interface Form {
  /** The field with the name; undefined where another reference has it. */
  readonly name: string | undefined;
  /** The field with the key. */
  readonly key: string | undefined;
}

/** A name by which one object needs another. */
export class Reference {
  /** The kind of the object that is needed. */
  readonly kind: string;
  readonly name: string;
  /** What is needed of it: a key of a ConfigMap or Secret, a port of a Service. */
  readonly key: string | number | undefined;
  /** Its absence is allowed for. */
  readonly optional: boolean;
  /** Where it is looked for; undefined: in the namespace of the one that needs it. */
  readonly namespace: string | undefined;
  readonly form: Form;

  // Six positional arguments: thousands are made in every run, and each option bag would cost as much as the reference itself.
  constructor(
    kind: string,
    form: Form,
    name: string,
    key: string | number | undefined,
    optional: boolean,
    namespace: string | undefined,
  ) {
    this.kind = kind;
    this.name = name;
    this.key = key;
    this.optional = optional;
    this.namespace = namespace;
    this.form = form;
  }
}

export type Facts =
  | Workload
  | ServiceFacts
  | DataFacts
  | ClaimFacts
  | AccountFacts
  | ScalerFacts
  | BudgetFacts
  | PolicyFacts
  | BindingFacts
  | LimitFacts
  | MonitorFacts;

/** An object that makes Pods, or is one. */
export interface Workload {
  readonly is: 'workload';
  /** Labels of its Pods. */
  readonly labels: Labels;
  /** By which it knows its Pods; undefined if it has none or none that can be used. */
  readonly selector: Selector | undefined;
  /** After defaults; undefined where there is no such number: Pods, DaemonSets, Jobs. */
  readonly replicas: number | undefined;
  readonly writesReplicas: boolean;
  /** `maxUnavailable` of a Deployment's rolling update, after defaults. */
  readonly mostDown: number | string | undefined;
  readonly serviceName: string;
  readonly account: string;
  /** `automountServiceAccountToken`, as written. */
  readonly automount: boolean | undefined;
  readonly hostNetwork: boolean;
  /** It has an owner, which made it and will change it. */
  readonly owned: boolean;
  readonly pullSecrets: number;
  /** What is requested or limited for the Pod as a whole, as `resourceBits` has it. */
  readonly resources: number;
  readonly containers: readonly ContainerFacts[];
}

export interface ContainerFacts {
  readonly name: string;
  readonly role: Role;
  readonly image: string;
  /** What it requests or limits, as `resourceBits` has it. */
  readonly resources: number;
  readonly ready: boolean;
  readonly preStop: boolean;
  /** As decoded; undefined for containers that are none of the Pod's when it is ready. */
  readonly ports: readonly ContainerPort[] | undefined;
}

export interface ServiceFacts {
  readonly is: 'service';
  /** What it selects; undefined for one without a selector. */
  readonly selector: Selector | undefined;
  readonly external: boolean;
  readonly headless: boolean;
  /** As decoded. */
  readonly ports: readonly ServicePort[];
}

/** Of a ConfigMap or a Secret. */
export interface DataFacts {
  readonly is: 'data';
  /** Undefined where nobody can tell: encrypted, or filled by a controller. */
  readonly keys: readonly string[] | undefined;
}

export interface ClaimFacts {
  readonly is: 'claim';
  readonly modes: readonly string[];
}

export interface AccountFacts {
  readonly is: 'account';
  readonly automount: boolean | undefined;
  readonly pullSecrets: number;
}

/** A HorizontalPodAutoscaler or a KEDA ScaledObject. */
export interface ScalerFacts {
  readonly is: 'scaler';
  readonly apiVersion: string;
  readonly targetKind: string;
  readonly target: string;
  readonly min: number;
  readonly metrics: readonly MetricFacts[];
}

/** A target in percent of what is requested. */
export interface MetricFacts {
  readonly resource: string;
  /** Only this container counts; undefined: all of them. */
  readonly container: string | undefined;
  /** Its place in `metrics`; undefined: it is not written there. */
  readonly index: number | undefined;
}

export interface BudgetFacts {
  readonly is: 'budget';
  readonly selector: Selector | undefined;
  readonly minAvailable: number | string | undefined;
  readonly maxUnavailable: number | string | undefined;
}

export interface PolicyFacts {
  readonly is: 'policy';
  readonly selector: Selector | undefined;
  readonly ingress: boolean;
  readonly egress: boolean;
  /** Selectors of peers in the policy's own namespace. */
  readonly peers: readonly PeerFacts[];
}

export interface PeerFacts {
  readonly direction: 'ingress' | 'egress';
  readonly rule: number;
  readonly peer: number;
  readonly selector: Selector;
}

export interface BindingFacts {
  readonly is: 'binding';
  /** Whether it binds all accounts of a namespace: their namespaces, '*' for all. */
  readonly groups: readonly string[];
  /** `namespace/name` of ServiceAccounts. */
  readonly accounts: readonly string[];
}

/** What a LimitRange gives to containers that say nothing. */
export interface LimitFacts {
  readonly is: 'limits';
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}

/** A ServiceMonitor or a PodMonitor. */
export interface MonitorFacts {
  readonly is: 'monitor';
  readonly of: 'Service' | 'Pod';
  readonly selector: Selector | undefined;
  /** Namespaces it looks at; undefined: its own; empty: all. */
  readonly namespaces: readonly string[] | undefined;
}
