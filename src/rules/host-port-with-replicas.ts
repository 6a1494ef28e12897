import type { Field } from '../model/field.ts';
import type { ProjectReport, Rule, RuleDocs, RuleFinding } from '../model/rule.ts';
import { type Pod, podOf } from '../model/workload.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { ContainerPort, Deployment } from '../schema/types.gen.ts';

const KINDS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

export const rule: Rule = {
  category: 'ports',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  pod(pod, report) {
    const replicas = KINDS.has(pod.owner) ? pod.manifest.field<Deployment>().get('spec').value?.replicas : undefined;
    if (replicas !== undefined && replicas > 1) check(pod, replicas, report, { unless: isScaled });
  },
  // An autoscaler has the last word on the number.
  project(project, report) {
    for (const entry of project.workloads) {
      if (!KINDS.has(entry.kind) || project.scalersOf(entry).length === 0) continue;
      const replicas = project.replicasOf(entry) ?? 0;
      const manifest = replicas > 1 ? project.open(entry) : undefined;
      const pod = manifest && podOf(manifest);
      if (pod !== undefined) check(pod, replicas, report);
    }
  },
};

function isScaled(project: Project, self: Entry): boolean {
  return project.scalersOf(self).length > 0;
}

function check(pod: Pod, replicas: number, report: ProjectReport, more?: RuleFinding): void {
  const port = hostPortOf(pod);
  if (port === undefined || isSpread(pod)) return;
  report(port.at, `${replicas} replicas need ${replicas} nodes with port ${port.number} free`, more);
}

interface HostPort {
  readonly number: number;
  readonly at: Field<number>;
}

/** The first port that a Pod takes on its node. On the host's network each of its ports is one. */
function hostPortOf({ spec, containers }: Pod): HostPort | undefined {
  const onHost = spec.value?.hostNetwork === true;
  for (const { field, value, role } of containers) {
    if (value.ports === undefined || role === 'init') continue;
    const index = value.ports.findIndex((port) => takesNode(port, onHost));
    const { hostPort, containerPort } = value.ports[index] ?? {};
    const at = field.get('ports').item(index);
    if (hostPort !== undefined && hostPort > 0) return { number: hostPort, at: at.get('hostPort') };
    if (containerPort !== undefined && index >= 0) return { number: containerPort, at: at.get('containerPort') };
  }
  return undefined;
}

/** An address is there on some nodes only, and says which. */
function takesNode({ hostPort = 0, containerPort = 0, hostIP = '' }: ContainerPort, onHost: boolean): boolean {
  if (hostIP !== '' && hostIP !== '0.0.0.0' && hostIP !== '::') return false;
  return hostPort > 0 || (onHost && containerPort > 0);
}

/** Whether it is said already that no two of the Pods share a node. */
function isSpread({ spec }: Pod): boolean {
  const required = spec.value?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required?.some(({ topologyKey }) => topologyKey === 'kubernetes.io/hostname') ?? false;
}

export const docs: RuleDocs = {
  summary: 'Several replicas that each want the same port of their node.',
  why: `A \`hostPort\`, or any port with \`hostNetwork: true\`, can be taken once on a node. Every replica then needs a node of its own: with fewer nodes the last ones stay Pending, and a rollout
that starts new Pods first hangs as soon as there is no node left over. Use a Service of type NodePort or LoadBalancer, or a DaemonSet where every node is to have one. Where a required
anti-affinity by host name says that this is meant, the rule is quiet.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
          ports:
            - containerPort: 8080
              hostPort: 80
`,
  good: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
          ports:
            - containerPort: 8080
              hostPort: 80
`,
};
