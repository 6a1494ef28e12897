import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { isSame, qosOf } from './shared/resources.ts';

export const rule: Rule<{ resources: readonly string[] }> = {
  category: 'resources',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  options: {
    resources: {
      type: 'array',
      items: { type: 'string' },
      description: 'what is compared: memory, cpu, ephemeral-storage ...',
    },
  },
  defaults: { resources: ['memory'] },
  container({ field, value, pod }, report, { resources }) {
    const { requests, limits } = value.resources ?? {};
    if (requests === undefined || limits === undefined) return;
    for (const resource of resources) {
      const [request, limit] = [requests.get(resource), limits.get(resource)];
      if (request === undefined || limit === undefined || isSame(request, limit)) continue;
      const message = `${resource} request ${quote(request)} and limit ${quote(limit)} differ (QoS: ${qosOf(pod)})`;
      report(field.get('resources').get('requests').key(resource), message);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A request that differs from its limit.',
  why: `A Pod in which every container has requests equal to its limits, for cpu and memory, is Guaranteed: it is evicted last, and its node can always give it what it may take. Where a memory limit
is above the request, a node can promise more than it has. Whether that is a fault is a matter of taste, so the rule is in no preset; the option says which resources are compared.`,
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
          memory: 128Mi
        limits:
          memory: 1Gi
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
          memory: 1Gi
        limits:
          memory: 1Gi
`,
};
