import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { type Handler, handlerField, isHook, isLasting, visitHandlers } from './shared/handlers.ts';

export const rule: Rule = {
  category: 'probes',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    if (!isLasting(container)) return;
    visitHandlers(container, ({ httpGet, tcpSocket }, name) => {
      // A hook with `tcpSocket` never runs: another rule speaks of it.
      const host = httpGet === undefined ? (isHook(name) ? undefined : tcpSocket?.host) : httpGet.host;
      if (host === undefined || !isLocalhost(host)) return;
      const network = container.pod.spec.get('hostNetwork');
      if (network.value === true || network.unknown) return;
      const action = handlerField(container, name).get(
        httpGet === undefined ? 'tcpSocket' : 'httpGet',
      ) as Field<Action>;
      const at = action.get('host');
      const [node, parent] = [at.node, action.node];
      const fix = node && parent && fixOf('remove the host', at, false, [removeEntry(parent, node)]);
      report(at, `${quote(host)} is the node here, not the Pod: remove \`host\`, and the Pod's own address is asked`, {
        fix,
      });
    });
  },
};

type Action = NonNullable<Handler['httpGet'] | Handler['tcpSocket']>;

function isLocalhost(host: string): boolean {
  return /^(?:localhost\.?|127(?:\.[0-9]{1,3}){3}|\[?::1\]?)$/i.test(host);
}

export const docs: RuleDocs = {
  summary: 'A probe or hook that asks the localhost of the node.',
  why: `The kubelet sends the requests of httpGet and tcpSocket from the node. \`127.0.0.1\` is then the node itself: the probe fails, or worse, some other program of the node answers it.
Leave \`host\` out and the Pod's own address is asked; for a virtual host set the header \`Host\` in \`httpHeaders\`. A program that listens on localhost alone can be asked by an exec probe.
With \`hostNetwork: true\` the node's localhost is the Pod's, and the rule is quiet.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      readinessProbe:
        httpGet:
          host: 127.0.0.1
          path: /ready
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
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
`,
};
