import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import { type ControlOptions, isOnWindows, setInPod } from './shared/security.ts';

export const rule: Rule<ControlOptions> = {
  category: 'security',
  severity: 'info',
  presets: ['security-restricted', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report, { enforced }) {
    if (isOnWindows(pod, enforced) || pod.spec.value?.securityContext?.seccompProfile !== undefined) return;
    const profile = pod.spec.get('securityContext').get('seccompProfile');
    if (profile.unknown) return;
    const silent = pod.containers.filter(saysNothing);
    if (silent.length === 0) return;
    const who = silent.length === pod.containers.length ? '' : ` for ${silent.map(({ label }) => label).join(', ')}`;
    const fix = setInPod(pod, ['securityContext', 'seccompProfile', 'type'], 'RuntimeDefault');
    report(profile, `nothing says which seccomp profile holds${who}; set \`seccompProfile.type: RuntimeDefault\``, {
      fix,
    });
  },
};

function saysNothing({ value, security }: Container): boolean {
  return value.securityContext?.seccompProfile === undefined && !security.get('seccompProfile').unknown;
}

export const docs: RuleDocs = {
  summary: 'A Pod that does not say which seccomp profile holds.',
  why: `Without one a container runs unconfined, unless the kubelet of its node was started with \`seccompDefault\`. \`RuntimeDefault\` keeps programs from
those calls to the kernel that containers do not need, and hardly ever breaks one. Pod Security restricted wants it, or a profile of your own
(\`Localhost\`), from the Pod or from each of its containers; not in Pods that say \`os.name: windows\`.`,
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
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
