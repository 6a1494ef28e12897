import { fixOf, replaceString } from '../fix/edits.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { type ControlOptions, ownerOf } from './shared/security.ts';

export const rule: Rule<ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report, { enforced }) {
    // The API server refuses it there, and restricted does not look.
    if (enforced === 'restricted' && pod.windows) return;
    for (const context of pod.securityContexts) {
      const profile = context.value.seccompProfile;
      if (profile === undefined || profile.type === 'RuntimeDefault' || profile.type === 'Localhost') continue;
      const type = context.field.get('seccompProfile').get('type');
      if (type.unknown) continue;
      const fix = type.node && fixOf('write RuntimeDefault', type, false, [replaceString(type.node, 'RuntimeDefault')]);
      const message =
        profile.type === 'Unconfined'
          ? `seccomp is switched off for ${ownerOf(context)}`
          : `${quote(profile.type ?? '')} is no seccomp profile that is allowed`;
      report(type, message, { fix });
    }
  },
};

export const docs: RuleDocs = {
  summary: 'Seccomp switched off.',
  why: `Seccomp keeps programs from calls to the kernel that containers never need; many holes of the kernel were out of reach behind it. \`Unconfined\`
opens them all, also against the default of a kubelet (\`seccompDefault\`). If the runtime's profile is too narrow for a program, put a wider one on
the nodes and name it (\`Localhost\`). Pod Security baseline refuses Unconfined. The annotations of old (\`seccomp.security.alpha.kubernetes.io/…\`)
have had no effect since 1.27.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: Unconfined
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
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
