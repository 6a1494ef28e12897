import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Container, Pod } from '../model/workload.ts';
import { isInUserNamespace, ownerOf, setInContainer, setInPod } from './shared/security.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-restricted', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    if (isInUserNamespace(pod)) return;
    for (const context of pod.securityContexts) {
      if (context.value.runAsNonRoot !== false) continue;
      const at = context.field.get('runAsNonRoot');
      const fix = at.node && fixOf('set runAsNonRoot: true', at, false, [replaceValue(at.node, 'true')]);
      report(at, `\`runAsNonRoot: false\` lets ${ownerOf(context)} run as root`, { fix });
    }
    const own = pod.spec.value?.securityContext?.runAsNonRoot;
    if (own !== undefined || pod.spec.get('securityContext').get('runAsNonRoot').unknown) return;
    const silent = pod.containers.filter(saysNothing);
    if (silent.length > 0) reportMissing(pod, silent, report);
  },
};

function saysNothing({ value, security }: Container): boolean {
  return value.securityContext?.runAsNonRoot === undefined && !security.get('runAsNonRoot').unknown;
}

/** Once for the Pod where it has settings of its own; else for each container, as each could say it for itself. */
function reportMissing(pod: Pod, silent: readonly Container[], report: RuleReport): void {
  const all = silent.length === pod.containers.length;
  const forPod = all ? setInPod(pod, ['securityContext', 'runAsNonRoot'], true) : undefined;
  const ofPod = pod.spec.get('securityContext');
  if (ofPod.node !== undefined) {
    const who = all ? 'the containers of this Pod' : silent.map(({ label }) => label).join(', ');
    const fix = forPod ?? setInPod(pod, ['securityContext', 'runAsNonRoot'], true);
    report(ofPod.get('runAsNonRoot'), `${who} may run as root; set \`runAsNonRoot: true\``, { fix });
    return;
  }
  for (const container of silent) {
    const fix = forPod ?? setInContainer(container, ['securityContext', 'runAsNonRoot'], true);
    report(container.security.get('runAsNonRoot'), `${container.label} may run as root; set \`runAsNonRoot: true\``, {
      fix,
    });
  }
}

export const docs: RuleDocs = {
  summary: 'A container that nothing keeps from running as root.',
  why: `Which user a program runs as is written in its image unless the Pod says otherwise, and most images say root. \`runAsNonRoot: true\`, on the Pod for
all containers or on each container, makes the kubelet check: an image that would run as root is not started. (\`runAsUser: 1000\` alone does not
count: the standard wants the promise written down.) Pod Security restricted demands it. From 1.35 on it no longer does so of Pods with a user
namespace of their own (\`hostUsers: false\`), whose root is nobody on the node.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
