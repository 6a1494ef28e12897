import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = { category: 'probes', severity: 'error', presets: ['api'], source: 'api', since: '0.1.0' };

export const docs: RuleDocs = {
  summary: 'A probe or hook that does nothing, or two things.',
  why: `A probe has exactly one of \`exec\`, \`httpGet\`, \`tcpSocket\` and \`grpc\`, a hook exactly one of \`exec\`, \`httpGet\` and \`sleep\`. None at all is most often wrong indentation: the handler stands
beside the probe. For two checks, write one that makes both, or spread them over liveness and readiness. (\`grpc\` came with 1.24, \`sleep\` with 1.30: old documents do not know them.)`,
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
          path: /ready
          port: 8080
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
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
`,
};
