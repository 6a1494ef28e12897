import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Container } from '../model/workload.ts';
import { type ControlOptions, isOnWindows, setInContainer } from './shared/security.ts';

export const rule: Rule<ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-restricted', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report, { enforced }) {
    if (container.value.securityContext?.allowPrivilegeEscalation === false || isOnWindows(container.pod, enforced))
      return;
    const at = container.security.get('allowPrivilegeEscalation');
    if (at.unknown) return;
    const fix = needsEscalation(container)
      ? undefined
      : setInContainer(container, ['securityContext', 'allowPrivilegeEscalation'], false);
    const gains = `a program in ${container.label} may gain more privileges than it was started with`;
    const message =
      at.value === true ? `${gains}; set it to false` : `${gains}; set \`allowPrivilegeEscalation: false\``;
    report(at, message, { fix });
  },
};

/** The API server refuses `false` beside these. */
function needsEscalation({ value }: Container): boolean {
  const context = value.securityContext;
  return (
    context?.privileged === true ||
    context?.capabilities?.add?.some((name) => name === 'CAP_SYS_ADMIN' || name === 'SYS_ADMIN') === true
  );
}

export const docs: RuleDocs = {
  summary: 'A container whose programs may gain more privileges than they were started with.',
  why: `With \`allowPrivilegeEscalation: false\` the kernel ignores setuid bits and file capabilities (no_new_privs): a program that runs as a plain user
stays one, whatever is installed in the image. It is \`true\` if nothing is written. Hardly any application needs it; \`sudo\` and \`ping\` in old
images do. Pod Security restricted wants it for every container (control Privilege Escalation), but not in Pods that say \`os.name: windows\`, where
the field is not allowed at all.`,
  bad: `apiVersion: v1
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
        allowPrivilegeEscalation: false
`,
};
