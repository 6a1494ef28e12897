import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'resources',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'unsafe',
};

export const docs: RuleDocs = {
  summary: "An amount of memory, storage or cpu that can't be read.",
  why: `A quantity is a number and at most one unit, with nothing between them: \`m\` for thousandths, \`k M G T P E\` for powers of 1000, \`Ki Mi Gi Ti Pi Ei\` for powers of 1024. There is no \`B\`, capitals
matter (\`k\` is the only small one), and cpu has no unit but \`m\`. \`256MB\` may have been meant as 256M or as 256Mi, which differ by 5 %, and \`1GB\` as 1G or 1Gi, which differ by 7 %.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      resources:
        limits:
          memory: 256MB
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
        limits:
          memory: 256Mi
`,
};
