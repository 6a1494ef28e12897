import { fixOf, removeEntry } from '../fix/edits.ts';
import { Type } from '../model/node.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { resolve, text } from '../model/scalar.ts';
import { type ControlOptions, isInUserNamespace } from './shared/security.ts';

export const rule: Rule<ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report, { enforced }) {
    if (pod.securityContexts.length === 0 || (isInUserNamespace(pod) && enforced !== 'restricted')) return;
    for (const { value, security, label } of pod.containers) {
      if (value.securityContext === undefined) continue;
      // What is written: servers before 1.33 drop the field without a word.
      const at = security.get('procMount');
      const { node } = at;
      if (node === undefined || resolve(node) !== Type.String || text(node) === 'Default') continue;
      const parent = security.node;
      const fix = parent && fixOf('leave /proc as it is', at, false, [removeEntry(parent, node)]);
      report(at, `${label} sees the whole of /proc: kernel settings, keys and memory of the node`, { fix });
    }
  },
};

export const docs: RuleDocs = {
  summary: '`procMount: Unmasked`: a container that sees the whole of /proc.',
  why: `Container runtimes hide parts of /proc (\`/proc/kcore\`, \`/proc/keys\`, \`/proc/sys\` …) or make them read-only. \`Unmasked\` shows them to the
container: it reads the node's memory and sets its kernel's parameters. It is meant for containers in containers, in a user namespace of their own
(\`hostUsers: false\`), where root is nobody on the node; since 1.33 the API server refuses it elsewhere. Pod Security baseline refuses it; from
1.35 on it lets it pass in such a namespace. Restricted never does.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        procMount: Unmasked
        runAsUser: 1000
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        runAsUser: 1000
`,
};
