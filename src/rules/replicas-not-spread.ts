import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Pod, podOf } from '../model/workload.ts';
import { Labels, Selector, isFromController } from '../project/labels.ts';
import type { LabelSelector, PodAffinityTerm } from '../schema/types.gen.ts';
import { REPLICATED, type Replicated, byAutoscaler, byItself } from './shared/replicas.ts';

const WAYS = ['anti-affinity', 'spread'] as const;

export const rule: Rule<{ accept: readonly string[] }> = {
  category: 'rollout',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    accept: { type: 'array', items: { type: 'string', enum: WAYS }, description: 'what keeps replicas apart' },
  },
  defaults: { accept: WAYS },
  kinds: REPLICATED,
  object: (manifest, report, { accept }) => byItself(manifest, report, (replicated) => check(replicated, accept)),
  project: (project, report, { accept }) =>
    byAutoscaler(project, { kinds: REPLICATED, report }, (replicated) => check(replicated, accept)),
};

function check({ manifest, replicas, report }: Replicated, accept: readonly string[]): void {
  const pod = replicas > 1 ? podOf(manifest) : undefined;
  if (pod === undefined || isOneToANode(pod) || isSpread(pod, accept)) return;
  report(pod.spec.atKey(), `nothing keeps the ${replicas} replicas from running on one node`);
}

function isOneToANode({ containers }: Pod): boolean {
  return containers.some(({ value }) => value.ports?.some(({ hostPort }) => hostPort !== undefined));
}

/** Whether something keeps the Pods apart, or can't be read. */
function isSpread({ spec, metadata }: Pod, accept: readonly string[]): boolean {
  const labels = metadata.get('labels');
  const affinity = spec.get('affinity').get('podAntiAffinity');
  const spread = spec.get('topologySpreadConstraints');
  if (labels.unknown || affinity.unknown || spread.unknown) return true;
  const own = Labels.of(labels.value);
  const finds = (selector: LabelSelector | undefined): boolean => own.unclear || selects(selector, own);
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required = [],
    preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
  } = affinity.value ?? {};
  const terms: (PodAffinityTerm | undefined)[] = [
    ...required,
    ...preferred.map(({ podAffinityTerm }) => podAffinityTerm),
  ];
  if (accept.includes('anti-affinity') && terms.some((term) => finds(term?.labelSelector))) return true;
  return accept.includes('spread') && (spread.value ?? []).some(({ labelSelector }) => finds(labelSelector));
}

function selects(selector: LabelSelector | undefined, labels: Labels): boolean {
  const usable = Selector.of(selector)?.without(isFromController);
  return usable !== undefined && (usable.unclear || usable.matches(labels));
}

export const docs: RuleDocs = {
  summary: 'Several replicas that may all run on one node.',
  why: `Replicas are to outlive a node, and nothing keeps them apart but \`topologySpreadConstraints\` or a \`podAntiAffinity\` whose selector finds the Pods themselves. (The scheduler spreads a little by default, over zones and nodes, and gives that up for the sake of anything else.) \`whenUnsatisfiable: ScheduleAnyway\`, or an anti-affinity that is preferred,
is enough and never leaves a Pod without a node. A \`hostPort\` keeps Pods apart as well. The option \`accept\` says which of the ways count; an autoscaler's \`minReplicas\` counts as the number of replicas.`,
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
`,
  good: `apiVersion: apps/v1
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
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: web
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
};
