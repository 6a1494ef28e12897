import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Container, Pod } from '../model/workload.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  pod(pod, report) {
    if (pod.windows || pod.securityContexts.length === 0) return;
    const own = pod.spec.value?.securityContext;
    let saidOfPod = false;
    for (const container of pod.containers) {
      const context = container.value.securityContext;
      if ((context?.runAsUser ?? own?.runAsUser) !== 0 || (context?.runAsNonRoot ?? own?.runAsNonRoot) !== true)
        continue;
      const isOwn = context?.runAsUser === 0;
      if (!isOwn && (saidOfPod || container.security.get('runAsUser').unknown)) continue;
      if (context?.runAsNonRoot === undefined && container.security.get('runAsNonRoot').unknown) continue;
      saidOfPod ||= !isOwn;
      say(pod, container, report);
    }
  },
};

function say(pod: Pod, container: Container, report: RuleReport): void {
  const context = container.value.securityContext;
  const ofPod = pod.spec.get('securityContext');
  const user = context?.runAsUser === 0 ? container.security.get('runAsUser') : ofPod.get('runAsUser');
  const promise = context?.runAsNonRoot === true ? container.security.get('runAsNonRoot') : ofPod.get('runAsNonRoot');
  const message = `user 0 is root, and \`runAsNonRoot\` is true: the kubelet never starts ${container.label}`;
  report(user, message, { related: { at: promise, message: 'this forbids root' } });
}

export const docs: RuleDocs = {
  summary: '`runAsUser: 0` under `runAsNonRoot: true`.',
  why: `The API server takes the two together, and the kubelet then refuses to start the container: \`container has runAsNonRoot and image will run as
root\` or its like, for ever, under CreateContainerConfigError. What a container says goes before what its Pod says, so the two may stand far
apart: an init container that wants to be root in a Pod that promises not to. Give such a container \`runAsNonRoot: false\` if it has to be root, or
a user other than 0.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        runAsUser: 0
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        runAsUser: 1000
`,
};
