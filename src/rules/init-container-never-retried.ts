import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import type { CronJob, Job } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'lifecycle',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  pod(pod, report) {
    const { restartPolicy, initContainers } = pod.spec.value ?? {};
    if (restartPolicy !== 'Never' || !initContainers?.length || isRetried(pod)) return;
    const first = pod.containers.find(
      ({ role, value }) => role === 'init' && (value.restartPolicy ?? 'Never') === 'Never',
    );
    if (first === undefined) return;
    const related = { at: first.field, message: 'the first init container' };
    report(pod.spec.get('restartPolicy'), 'with `Never` an init container that fails once fails the Pod for good', {
      related,
    });
  },
};

/** A Job makes another Pod in the place of one that failed, unless it is told not to. */
function isRetried({ owner, manifest }: Pod): boolean {
  if (owner === 'Pod') return false;
  if (owner !== 'Job' && owner !== 'CronJob') return true;
  const job = owner === 'Job' ? manifest.field<Job>() : manifest.field<CronJob>().get('spec').get('jobTemplate');
  const { backoffLimit, backoffLimitPerIndex } = job.get('spec').value ?? {};
  return backoffLimit !== 0 || (backoffLimitPerIndex ?? 0) > 0;
}

export const docs: RuleDocs = {
  summary: 'Init containers of a Pod in which nothing is tried twice.',
  why: `\`restartPolicy\` holds for init containers too. With \`Never\`, one failed attempt (a database that is not up yet, a name that does not resolve yet) fails the whole Pod, and none of its
containers ever starts. Use \`OnFailure\`, or let the init container itself wait. A Job makes a new Pod instead, so the rule speaks of Jobs only where \`backoffLimit\` is 0. Sidecars, which
are listed among the init containers but are always restarted, do not count.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: import
spec:
  restartPolicy: Never
  initContainers:
    - name: wait
      image: registry.example/wait:1.0.0
  containers:
    - name: import
      image: registry.example/import:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: import
spec:
  restartPolicy: OnFailure
  initContainers:
    - name: wait
      image: registry.example/wait:1.0.0
  containers:
    - name: import
      image: registry.example/import:2.4.1
`,
};
