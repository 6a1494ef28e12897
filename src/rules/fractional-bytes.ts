import { fixOf, replaceString } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'resources',
  severity: 'warning',
  presets: ['api'],
  source: 'warning',
  since: '0.1.0',
  fixable: 'unsafe',
  fix(at) {
    const text = at.value;
    if (at.node === undefined || typeof text !== 'string' || !/^[0-9]+m$/.test(text)) return undefined;
    const meant = `${text.slice(0, -1)}Mi`;
    return fixOf(`write ${meant}`, at, false, [replaceString(at.node, meant)]);
  },
};

export const docs: RuleDocs = {
  summary: 'Memory or storage in parts of a byte.',
  why: `A small \`m\` is a thousandth: \`memory: 128m\` is an eighth of a byte, rounded up to one. The container can't start with it as a limit, and as a request it reserves nothing. Meant are most
often mebibytes, \`128Mi\`, or megabytes, \`128M\`. For cpu the same \`m\` is right: \`100m\` is a tenth of a core.`,
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
          memory: 128m
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
          memory: 128Mi
`,
};
