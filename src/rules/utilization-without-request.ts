import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import { resourceBit } from '../project/collect-workload.ts';
import type { ContainerFacts, Entry, MetricFacts } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { AutoscalingV1HorizontalPodAutoscalerSpec, HorizontalPodAutoscalerSpec } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'autoscaling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  project(project, report) {
    for (const scaler of project.of('HorizontalPodAutoscaler')) {
      if (scaler.facts?.is !== 'scaler' || scaler.unclear) continue;
      for (const metric of scaler.facts.metrics) {
        for (const target of project.targetsOf(scaler)) {
          const container = target.unclear ? undefined : without(project, target, metric);
          const at = container && placeOf(project, scaler, metric);
          if (container === undefined || at === undefined) continue;
          const pod = podOf(project.open(target) ?? at.manifest);
          const field = pod?.containers.find(({ name }) => name === container.name)?.field;
          const message = `container "${container.name}" of ${target.title} has no ${metric.resource} request: its utilization can't be known`;
          report(at, message, { related: field && { at: field, message: 'no request here' } });
        }
      }
    }
  },
};

/** The first container that counts for a metric and has neither request nor limit, of its own, of the Pod or by default. */
function without(project: Project, entry: Entry, { resource, container }: MetricFacts): ContainerFacts | undefined {
  const bit = resourceBit(resource);
  const { workload } = entry;
  if (workload === undefined || bit === 0 || project.hasDefault('requests', resource, entry)) return undefined;
  if (container === undefined && (workload.resources & bit) !== 0) return undefined;
  const counts = ({ name, role }: ContainerFacts): boolean =>
    (role === 'main' || role === 'sidecar') && (container === undefined || container === name);
  return workload.containers.find((one) => counts(one) && (one.resources & bit) === 0);
}

/** The name of the resource, or what stands in its place. */
function placeOf(project: Project, scaler: Entry, { index, container }: MetricFacts): Field | undefined {
  const spec = project
    .open(scaler)
    ?.field<{ spec: HorizontalPodAutoscalerSpec & AutoscalingV1HorizontalPodAutoscalerSpec }>()
    .get('spec');
  if (spec === undefined) return undefined;
  const percent = spec.get('targetCPUUtilizationPercentage');
  if (percent.node !== undefined) return percent.atKey();
  const metric = index === undefined ? undefined : spec.get('metrics').item(index);
  const name = metric?.get(container === undefined ? 'resource' : 'containerResource').get('name');
  return name?.node === undefined ? spec.atKey() : name;
}

export const docs: RuleDocs = {
  summary: 'An autoscaler that looks at a share of a request which nobody makes.',
  why: `Utilization is usage divided by request. If a single container of the Pod (sidecars count, and those that a mesh injects) has no request for the resource, the autoscaler reports \`FailedGetResourceMetric\` and
never scales. Limits count as requests, so do requests for the Pod as a whole and the defaults of a LimitRange. An autoscaler without \`metrics\` looks at 80 % of the CPU request. Set the request, or give
the target as \`AverageValue\`.`,
  bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
---
apiVersion: apps/v1
kind: Deployment
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
`,
  good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
---
apiVersion: apps/v1
kind: Deployment
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
          resources:
            requests:
              cpu: 100m
`,
};
