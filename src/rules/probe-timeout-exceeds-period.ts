import type { Rule, RuleDocs } from '../model/rule.ts';
import { visitProbes } from './shared/handlers.ts';

export const rule: Rule = {
  category: 'probes',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  container(container, report) {
    visitProbes(container, ({ timeoutSeconds: timeout, periodSeconds: period }, name) => {
      if (timeout === undefined || period === undefined || period <= 0 || timeout <= period) return;
      const at = container.field.get(name).get('timeoutSeconds');
      report(at, `a check may take ${timeout} s and the next one is due after ${period} s`);
    });
  },
};

export const docs: RuleDocs = {
  summary: 'A probe that may take longer than the time until the next one.',
  why: `Probes of one kind do not overlap: while one waits for its timeout, the next is late, and failures are counted more slowly than \`periodSeconds\` says. With \`timeoutSeconds: 30\`, a
period of 10 and three failures allowed, a container that hangs is found after a minute and a half, not after half a minute. Without \`periodSeconds\` the period is 10.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        httpGet:
          path: /alive
          port: 8080
        timeoutSeconds: 30
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      livenessProbe:
        httpGet:
          path: /alive
          port: 8080
        timeoutSeconds: 5
`,
};
