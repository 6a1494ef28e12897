import type { Field } from '../model/field.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { handlersOf } from './shared/handlers.ts';
import { isLocalhost } from './shared/hosts.ts';
import type { ControlOptions } from './shared/security.ts';

/** The first minor whose standards speak of hosts. */
const FIRST = 34;

export const rule: Rule<ControlOptions> = {
  category: 'security',
  severity: 'info',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  container(container, report, { enforced }) {
    const { manifest, spec } = container.pod;
    if (manifest.minor < FIRST) return;
    const check = (host: Field<string>): void => {
      const name = host.value ?? '';
      // localhost-probe says more of these.
      if (name === '' || (enforced === undefined && isLocalhost(name) && spec.value?.hostNetwork !== true)) return;
      const who = isLocalhost(name) ? 'is the node itself' : 'may be any machine';
      report(
        host,
        `${quote(name)} ${who}, and the kubelet asks it; leave \`host\` out, and name a host in a \`Host\` header`,
      );
    };
    for (const { field, value } of handlersOf(container)) {
      if (value.httpGet !== undefined) check(field.get('httpGet').get('host'));
      if (value.tcpSocket !== undefined) check(field.get('tcpSocket').get('host'));
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A probe or hook that names a host.',
  why: `Without \`host\` the kubelet asks the Pod. With one it asks whatever answers under that name, from the node's network: probes then say nothing of
the Pod, and who can write manifests can let kubelets call machines that are out of reach for them. Where a server
wants a host name, write it into \`httpHeaders\` as \`Host\`. Since 1.34 Pod Security baseline and restricted refuse \`host\` in the httpGet and
tcpSocket of probes and hooks.`,
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
          host: shop.example
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
          httpHeaders:
            - name: Host
              value: shop.example
`,
};
