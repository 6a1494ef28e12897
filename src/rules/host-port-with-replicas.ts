import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Pod, podOf } from '../model/workload.ts';
import type { ContainerPort } from '../schema/types.gen.ts';
import { REPLICATED, type Replicated, byAutoscaler, byItself } from './shared/replicas.ts';

export const rule: Rule = {
  category: 'ports',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: REPLICATED,
  object: (manifest, report) => byItself(manifest, report, check),
  project: (project, report) => byAutoscaler(project, { kinds: REPLICATED, report }, check),
};

function check({ manifest, replicas, report }: Replicated): void {
  const pod = replicas > 1 ? podOf(manifest) : undefined;
  const port = pod && hostPortOf(pod);
  if (pod === undefined || port === undefined || isSpread(pod)) return;
  report(port.at, `${replicas} replicas need ${replicas} nodes with port ${port.number} free`);
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
