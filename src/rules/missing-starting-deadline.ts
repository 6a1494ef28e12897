import type { Rule, RuleDocs } from '../model/rule.ts';
import type { CronJob } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'jobs',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  kinds: ['CronJob'],
  object(manifest, report) {
    const spec = manifest.field<CronJob>().get('spec');
    if (spec.value === undefined || !spec.get('startingDeadlineSeconds').absent) return;
    report(spec.atKey(), 'no startingDeadlineSeconds: after 100 missed starts it starts no more');
  },
};

export const docs: RuleDocs = {
  summary: 'A CronJob without `startingDeadlineSeconds`.',
  why: `When the controller was away, or the CronJob suspended, it counts the starts it missed since the last one. Past 100 of them it gives up with an event and starts nothing any more. With a deadline it only
looks back that far, so a few minutes are enough to be safe. Below ten seconds nothing may ever start (see surprising-cron-schedule).`,
  bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 6 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:2.4.1
`,
  good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 6 * * *"
  startingDeadlineSeconds: 300
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:2.4.1
`,
};
