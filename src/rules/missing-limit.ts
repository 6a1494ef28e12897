import type { ProjectReport, Rule, RuleDocs } from '../model/rule.ts';
import { type Say, reportLeft, reportMissing } from './shared/missing-amounts.ts';

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
      description: 'what is to be limited: memory, cpu, ephemeral-storage ...',
    },
    jobs: { type: 'boolean', description: 'look at Jobs and CronJobs too' },
  },
  defaults: { resources: ['memory'], jobs: true },
  container(container, report, options) {
    reportMissing(container, { what: 'limits', ...options }, saying(report));
  },
  project(project, report, options) {
    reportLeft(project, { what: 'limits', ...options }, saying(report));
  },
};

function saying(report: ProjectReport): Say {
  return (container, missing, more) => {
    const message = `${container.label} has no ${missing.join(' and no ')} limit: it may take all that its node has`;
    report(container.field.get('resources').get('limits'), message, more);
  };
}

export const docs: RuleDocs = {
  summary: 'A container that may take all the memory of its node.',
  why: `Memory can't be taken back: a container that leaks takes its node's memory until the kernel kills something, which may be another Pod. A memory limit, best equal to the request, makes
it the one that is killed. Limits of cpu are another matter, since cpu can be taken back: they slow a program down even on an idle node, and many teams do without. The rule asks for memory only;
name \`cpu\` or \`ephemeral-storage\` in the option if you want them. Limits of the whole Pod and defaults of a LimitRange count.`,
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
          memory: 128Mi
        limits:
          memory: 128Mi
`,
};
