import type { ProjectReport, Rule, RuleDocs } from '../model/rule.ts';
import { type Say, reportLeft, reportMissing } from './shared/missing-amounts.ts';
import { qosOf } from './shared/resources.ts';

export const rule: Rule<{ resources: readonly string[]; jobs: boolean }> = {
  category: 'resources',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    resources: {
      type: 'array',
      items: { type: 'string' },
      description: 'what is to be requested: cpu, memory, ephemeral-storage ...',
    },
    jobs: { type: 'boolean', description: 'look at Jobs and CronJobs too' },
  },
  defaults: { resources: ['cpu', 'memory'], jobs: true },
  container(container, report, options) {
    reportMissing(container, { what: 'requests', ...options }, saying(report));
  },
  project(project, report, options) {
    reportLeft(project, { what: 'requests', ...options }, saying(report));
  },
};

function saying(report: ProjectReport): Say {
  return (container, missing, more) => {
    const qos = more.given ? 'Burstable' : qosOf(container.pod);
    const cost = qos === 'BestEffort' ? 'the first to be evicted' : 'the scheduler makes no room for it';
    const message = `${container.label} has no ${missing.join(' and no ')} request (QoS: ${qos}): ${cost}`;
    report(container.field.get('resources').get('requests'), message, more);
  };
}

export const docs: RuleDocs = {
  summary: 'A container that does not say how much cpu or memory it needs.',
  why: `The scheduler places Pods by their requests alone; what is not requested counts as nothing. Nodes fill up with such Pods until memory runs out, and those without any request
(QoS class BestEffort) are evicted first. Without a cpu request a HorizontalPodAutoscaler can't work out a utilization, and under load the container gets what others leave. A limit counts
as a request. So do requests of the Pod as a whole (Kubernetes 1.34 and later) and the defaults of a LimitRange in the namespace.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        requests:
          cpu: 100m
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
`,
};
