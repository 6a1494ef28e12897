import type { Rule, RuleDocs } from '../model/rule.ts';
import type { HorizontalPodAutoscaler } from '../schema/types.gen.ts';

export const rule: Rule<{ min: number }> = {
  category: 'autoscaling',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: { min: { type: 'integer', minimum: 0, description: 'the least minReplicas that is enough' } },
  defaults: { min: 2 },
  kinds: ['HorizontalPodAutoscaler'],
  object(manifest, report, { min }) {
    const spec = manifest.field<HorizontalPodAutoscaler>().get('spec');
    const { minReplicas = 1, maxReplicas } = spec.value ?? {};
    if (maxReplicas === undefined || spec.get('minReplicas').unknown) return;
    const at = spec.get('minReplicas').node === undefined ? spec.get('maxReplicas') : spec.get('minReplicas');
    if (minReplicas === maxReplicas) report(at, `from ${minReplicas} to ${maxReplicas} replicas: nothing to scale`);
    else if (minReplicas < min)
      report(
        at,
        `may scale down to ${minReplicas === 1 ? 'one replica' : `${minReplicas} replicas`}: ${minReplicas === 1 ? 'down while its node is' : `fewer than ${min}`}`,
      );
  },
};

export const docs: RuleDocs = {
  summary: 'An autoscaler without room, or down to a single copy.',
  why: `With \`minReplicas\` equal to \`maxReplicas\` an autoscaler is a number of replicas that is written in an odd place. With a \`minReplicas\` of 1, which is also what leaving it out means, a quiet night leaves a single
copy, and the workload is down while that Pod moves to another node. The option \`min\` says how few are enough.`,
  bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 3
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
  minReplicas: 3
  maxReplicas: 10
`,
};
