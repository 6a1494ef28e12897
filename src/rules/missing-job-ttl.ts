import type { Rule, RuleDocs } from '../model/rule.ts';
import type { CronJob, Job } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'jobs',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Job', 'CronJob'],
  object(manifest, report) {
    if (manifest.object === undefined) return;
    if (manifest.kind === 'CronJob') {
      const ttl = manifest.field<CronJob>().get('spec').get('jobTemplate').get('spec').get('ttlSecondsAfterFinished');
      if (ttl.value !== undefined)
        report(ttl, 'removes finished Jobs before the history limits of the CronJob do; leave it to them', {
          severity: 'warning',
        });
      return;
    }
    const job = manifest.field<Job>();
    const { metadata, spec } = job.value ?? {};
    if (spec === undefined || !job.get('spec').get('ttlSecondsAfterFinished').absent) return;
    if ((metadata?.ownerReferences?.length ?? 0) > 0 || isHook(metadata?.annotations)) return;
    report(
      job.get('spec').atKey(),
      'no ttlSecondsAfterFinished: the finished Job and its Pods stay until somebody deletes them',
    );
  },
};

/** Helm and Argo CD remove their hooks themselves, and need to see how they ended. */
function isHook(annotations: ReadonlyMap<string, string> | undefined): boolean {
  return annotations !== undefined && (annotations.has('helm.sh/hook') || annotations.has('argocd.argoproj.io/hook'));
}

export const docs: RuleDocs = {
  summary: 'A Job that stays when it is done.',
  why: `A finished Job keeps its Pods, their logs and its name: a thousand of them slow the API server down, and the next Job of that name can't be created. \`ttlSecondsAfterFinished\` has it removed in time; give it long enough
for somebody to read the logs. The Jobs of a CronJob are removed by its history limits instead, and a time of their own takes failed ones away before anybody has seen them. Hooks of Helm
and Argo CD are left alone.`,
  bad: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:2.4.1
`,
  good: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:2.4.1
`,
};
