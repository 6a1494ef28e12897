import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { Type } from '../model/node.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { jsonText, resolve } from '../model/scalar.ts';
import type { Probe } from '../schema/types.gen.ts';
import { probesOf } from './shared/handlers.ts';

const DEFAULTS = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 } as const;
const NAMES = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];

export const rule: Rule = {
  category: 'probes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    for (const probe of probesOf(container)) {
      for (const name of NAMES) {
        // Defaulting has done its work already, where it does any.
        if (probe.value?.[name] !== DEFAULTS[name] && probe.value?.[name] !== 0) continue;
        if (!isZero(probe, name)) continue;
        const [at, node, parent] = [probe.get(name), probe.get(name).node, probe.node];
        const fix = node && parent && fixOf(`leave it at ${DEFAULTS[name]}`, at, false, [removeEntry(parent, node)]);
        report(at, `0 is replaced by the default, ${DEFAULTS[name]}; the least that counts is 1`, { fix });
      }
    }
  },
};

function isZero(probe: Field<Probe>, name: string): boolean {
  const node = probe.node?.get(name);
  return node !== undefined && resolve(node) === Type.Int && jsonText(node) === '0';
}

export const docs: RuleDocs = {
  summary: 'A zero in a probe that Kubernetes replaces by the default.',
  why: `\`timeoutSeconds\`, \`periodSeconds\`, \`successThreshold\` and \`failureThreshold\` are at least 1. A 0 is not refused: it counts as not written, and becomes 1, 10, 1 or 3. Who writes
\`failureThreshold: 0\` for "never" or \`timeoutSeconds: 0\` for "no limit" gets three tries and one second. \`initialDelaySeconds: 0\` means what it says.`,
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
        periodSeconds: 0
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
        periodSeconds: 1
`,
};
