import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { ownerOf } from './shared/security.ts';

const TYPES = ['container_t', 'container_init_t', 'container_kvm_t'];

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  pod(pod, report) {
    for (const context of pod.securityContexts) {
      const options = context.value.seLinuxOptions;
      if (options === undefined) continue;
      const field = context.field.get('seLinuxOptions');
      const type = options.type ?? '';
      if (type !== '' && !TYPES.includes(type) && !(type === 'container_engine_t' && pod.manifest.minor >= 31)) {
        report(
          field.get('type'),
          `SELinux type ${quote(type)} may take ${ownerOf(context)} out of its confinement; allowed: ${TYPES.join(', ')}`,
        );
      }
      for (const name of ['user', 'role'] as const) {
        if ((options[name] ?? '') === '') continue;
        report(
          field.get(name),
          `SELinux ${name} ${quote(options[name])} of ${ownerOf(context)} is not the one that containers have; leave it out`,
        );
      }
    }
  },
};

export const docs: RuleDocs = {
  summary: 'An SELinux type, user or role of its own.',
  why: `On nodes with SELinux the type decides what a container may touch. Types such as \`spc_t\` (super privileged container) are confined by nothing; a
user or role of its own has the same aim. Pod Security baseline allows container_t, container_init_t and container_kvm_t, from 1.31 on
container_engine_t, and neither user nor role. Levels (\`s0:c1,c2\`) are free.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seLinuxOptions:
      type: spc_t
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
    seLinuxOptions:
      level: s0:c123,c456
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
