import type { Rule, RuleDocs } from '../model/rule.ts';
import { handlerField, isLasting, visitHooks } from './shared/handlers.ts';

export const rule: Rule = {
  category: 'lifecycle',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  container(container, report) {
    if (container.value.lifecycle === undefined || !isLasting(container)) return;
    visitHooks(container, ({ tcpSocket }, name) => {
      if (tcpSocket === undefined) return;
      const then = name === 'postStart' ? ', and a postStart that fails kills the container' : '';
      const at = handlerField(container, name).get('tcpSocket').atKey();
      report(at, `no node runs a tcpSocket hook${then}; use exec, httpGet or sleep`);
    });
  },
};

export const docs: RuleDocs = {
  summary: 'A preStop or postStart hook with `tcpSocket`, which nothing runs.',
  why: `Hooks can be \`exec\`, \`httpGet\` or \`sleep\`. \`tcpSocket\` was in the API from the beginning, was never built, and is taken only so that old manifests stay valid. A preStop with it does
nothing, a postStart with it fails, and the container is killed and started again for ever. Documents that list tcpSocket among the hooks are wrong; among the probes it is right.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      lifecycle:
        preStop:
          tcpSocket:
            port: 8080
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      lifecycle:
        preStop:
          httpGet:
            path: /drain
            port: 8080
`,
};
