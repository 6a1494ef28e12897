import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'ports',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'safe',
  fix(at) {
    const text = at.value;
    // Where a name is the only thing that can stand, its number would be no better.
    if (at.node === undefined || at.step === 'name' || typeof text !== 'string' || !/^[1-9][0-9]{0,4}$/.test(text))
      return undefined;
    return fixOf('remove the quotes', at, true, [replaceValue(at.node, text)]);
  },
};

export const docs: RuleDocs = {
  summary: 'A port name that is none: too long, in capitals, or a number in quotes.',
  why: `Names of ports are IANA service names: at most 15 lower-case letters, digits and dashes, at least one letter, no dash at an end, no two in a row. Where a port can be given by name or
number, as in probes and in the targetPort of a Service, quotes make a name of a number: write \`80\`, not \`"80"\`. Numbers go from 1 to 65535.`,
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
          port: "8080"
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
