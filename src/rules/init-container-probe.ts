import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'probes',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'unsafe',
  fix(at) {
    const [node, parent] = [at.node, at.parent?.node];
    return node && parent && fixOf(`remove ${at.step}`, at, false, [removeEntry(parent, node)]);
  },
};

export const docs: RuleDocs = {
  summary: 'A probe or a hook of an init container that is no sidecar.',
  why: `Init containers run one after the other and end before the Pod starts: there is nothing to probe and nobody to send a preStop to. Old documents say so of all of them. Since
1.29 (as a beta; stable since 1.33) an init container with \`restartPolicy: Always\` is a sidecar: it starts in its turn, runs as long as the Pod, and may have all three probes and both hooks.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: proxy
      image: registry.example/proxy:1.2.0
      readinessProbe:
        tcpSocket:
          port: 15021
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: proxy
      image: registry.example/proxy:1.2.0
      restartPolicy: Always
      readinessProbe:
        tcpSocket:
          port: 15021
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
