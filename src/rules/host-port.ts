import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'info',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  container({ field, value, label }, report) {
    if (value.ports === undefined) return;
    for (const port of field.get('ports').items()) {
      const number = port.value?.hostPort ?? 0;
      if (number === 0) continue;
      const at = port.get('hostPort');
      const because = at.node === undefined ? ', since the Pod uses the network of the node' : '';
      report(at, `${label} takes port ${number} of its node${because}`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A port of the node.',
  why: `A \`hostPort\` opens the Pod on the address of its node, past Services, Ingresses and most network policies, and only one Pod of a node can have it.
With \`hostNetwork: true\` every port of a Pod is one: the API server writes \`hostPort\` for each that has none. Use a Service. Pod Security baseline
and restricted refuse host ports.`,
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
          hostPort: 80
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
`,
};
