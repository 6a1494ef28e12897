import type { Rule, RuleDocs } from '../model/rule.ts';
import { isLasting } from './shared/handlers.ts';

export const rule: Rule<{ always: boolean; kinds: readonly string[] }> = {
  category: 'probes',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    always: { type: 'boolean', description: 'ask for it in containers without ports too' },
    kinds: { type: 'array', items: { type: 'string' }, description: 'the kinds that are looked at' },
  },
  defaults: {
    always: false,
    kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod'],
  },
  container(container, report, { always, kinds }) {
    const { field, value, pod } = container;
    if (value.livenessProbe !== undefined || !isLasting(container) || !kinds.includes(pod.owner)) return;
    if (!always && !value.ports?.length) return;
    const policy = pod.spec.value?.restartPolicy;
    if (policy === 'Never' || policy === 'OnFailure' || field.get('livenessProbe').unknown) return;
    report(field, `${container.label} has no livenessProbe: if it hangs, nothing restarts it`);
  },
};

export const docs: RuleDocs = {
  summary: 'A container with ports that nothing restarts when it hangs.',
  why: `A container that crashes is restarted anyway; one that hangs is not, unless a livenessProbe finds out. Ask something cheap that only a stuck process fails to answer, and be
slow to judge: a probe that fails under load, or with a database that is away, restarts what was only waiting. Where a process ends by itself when it is stuck, it needs none.`,
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
      livenessProbe:
        httpGet:
          path: /alive
          port: 8080
        failureThreshold: 6
`,
};
