import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import type { Deployment } from '../schema/types.gen.ts';
import { isLasting } from './shared/handlers.ts';

export const rule: Rule<{ always: boolean; kinds: readonly string[] }> = {
  category: 'probes',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    always: {
      type: 'boolean',
      description: 'ask for it in every container: one without ports, or beside one that has it, too',
    },
    kinds: { type: 'array', items: { type: 'string' }, description: 'the kinds that are looked at' },
  },
  defaults: {
    always: false,
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod'],
  },
  pod(pod, report, { always, kinds }) {
    const policy = pod.spec.value?.restartPolicy;
    if (!kinds.includes(pod.owner) || policy === 'Never' || policy === 'OnFailure') return;
    const { containers } = pod;
    // A Pod is ready when all its containers are: one of them that answers for it is enough.
    if (!always && containers.some(({ value }) => value.readinessProbe !== undefined && value.ports?.length)) return;
    for (const container of containers) {
      if (container.value.readinessProbe !== undefined || !isLasting(container)) continue;
      if (!always && !container.value.ports?.length) continue;
      if (container.field.get('readinessProbe').unknown) continue;
      const cost = rolls(pod)
        ? 'during a rollout new Pods get traffic before they can serve'
        : 'it gets traffic as soon as it has started';
      report(container.field, `${container.label} has no readinessProbe: ${cost}`);
    }
  },
};

/** Whether Pods of it are replaced one by one while the others serve. */
function rolls({ owner, manifest }: Pod): boolean {
  if (owner === 'DaemonSet') return true;
  if (owner !== 'Deployment' && owner !== 'StatefulSet') return false;
  const { replicas = 1, strategy } = manifest.field<Deployment>().get('spec').value ?? {};
  return replicas > 1 && strategy?.type !== 'Recreate';
}

export const docs: RuleDocs = {
  summary: 'A container with ports that never says whether it can serve.',
  why: `Without a readinessProbe a container counts as ready the moment its process starts. Services send it requests before it listens, a rollout takes old Pods away before the
new ones can answer, and one that is stuck stays in the load balancing. The check should be about the container itself, not about what it depends on. Jobs and Pods that end, init
containers and containers without ports are left alone; so is a Pod in which another container with ports has the probe, since a Pod is ready only when all of it is.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 8080
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - containerPort: 8080
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
`,
};
