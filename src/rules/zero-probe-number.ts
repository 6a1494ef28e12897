import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { type Node, Type } from '../model/node.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import { jsonText, resolve } from '../model/scalar.ts';
import type { Probe } from '../schema/types.gen.ts';
import { visitProbes } from './shared/handlers.ts';

const DEFAULTS: ReadonlyMap<string | undefined, number> = new Map([
  ['timeoutSeconds', 1],
  ['periodSeconds', 10],
  ['successThreshold', 1],
  ['failureThreshold', 3],
]);
const ZERO = 48;

export const rule: Rule = {
  category: 'probes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    visitProbes(container, (_, name) => {
      const probe = container.field.get(name);
      // Defaulting has put its numbers in the place of the zeros: what is written tells.
      for (const node of probe.node?.items ?? [])
        if (node.source.charCodeAt(node.start) === ZERO) check(probe, node, report);
    });
  },
};

function check(probe: Field<Probe>, node: Node, report: RuleReport): void {
  const value = DEFAULTS.get(node.key);
  if (value === undefined || resolve(node) !== Type.Int || jsonText(node) !== '0') return;
  const at = probe.get(node.key as keyof Probe);
  const fix = probe.node && fixOf(`leave it at ${value}`, at as Field, false, [removeEntry(probe.node, node)]);
  report(at as Field, `0 is replaced by the default, ${value}; the least that counts is 1`, { fix });
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
