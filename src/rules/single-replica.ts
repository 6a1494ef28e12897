import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Deployment } from '../schema/types.gen.ts';
import type { Manifest } from '../model/manifest.ts';
import { podOf } from '../model/workload.ts';
import { REPLICATED, isScaled } from './shared/replicas.ts';

export const rule: Rule<{ min: number; kinds: readonly string[] }> = {
  category: 'rollout',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    min: { type: 'integer', minimum: 1, description: 'the least number of replicas that is enough' },
    kinds: { type: 'array', items: { type: 'string', enum: REPLICATED }, description: 'the kinds that are looked at' },
  },
  defaults: { min: 2, kinds: ['Deployment'] },
  kinds: REPLICATED,
  object(manifest, report, { min, kinds }) {
    if (!kinds.includes(manifest.kind)) return;
    const spec = manifest.field<Deployment>().get('spec');
    const replicas = spec.get('replicas');
    if (replicas.value === undefined || replicas.value === 0 || replicas.value >= min || isMeant(manifest)) return;
    const message =
      replicas.value === 1 ? 'one copy: down while its node is' : `${replicas.value} copies are fewer than ${min}`;
    report(replicas.node === undefined ? spec.atKey() : replicas, message, { unless: isScaled });
  },
};

/** Whether something else says that there can't be more. */
function isMeant(manifest: Manifest): boolean {
  if (manifest.field<Deployment>().get('spec').value?.strategy?.type === 'Recreate') return true;
  return (
    podOf(manifest)?.spec.value?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined) ??
    false
  );
}

export const docs: RuleDocs = {
  summary: 'A workload with a single copy.',
  why: `One copy is down while its node is: for a drain, an upgrade of the node, an eviction, and until another node has pulled the image. Two copies on two nodes, with a PodDisruptionBudget, are the least that survives such a day. The rule is quiet where an autoscaler scales the workload, with \`type: Recreate\` or a volume claim, which
say that one copy is meant, and with \`replicas: 0\`. The option \`kinds\` adds StatefulSets, \`min\` asks for more.`,
  bad: `apiVersion: apps/v1
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
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
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
};
