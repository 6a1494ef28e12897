import { fixOf, removeEntry } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { ownerOf } from './shared/security.ts';

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    for (const context of pod.securityContexts) {
      const profile = context.value.appArmorProfile;
      if (profile === undefined || profile.type === 'RuntimeDefault' || profile.type === 'Localhost') continue;
      const field = context.field.get('appArmorProfile');
      // The API server makes the field of the old annotation, about which there is a finding already.
      if (field.node === undefined || field.get('type').unknown) continue;
      const message =
        profile.type === 'Unconfined'
          ? `AppArmor is switched off for ${ownerOf(context)}`
          : `${quote(profile.type ?? '')} is no AppArmor profile that is allowed`;
      report(field.get('type'), message, { fix: without(context.field, field) });
    }
    const annotations = pod.metadata.get('annotations');
    if (annotations.value === undefined) return;
    for (const [key, field] of annotations.entries()) {
      if (!key.startsWith(PREFIX) || field.node === undefined || isAllowed(field.value)) continue;
      const name = quote(key.slice(PREFIX.length));
      const message =
        field.value === 'unconfined'
          ? `AppArmor is switched off for container ${name}`
          : `${quote(field.value)} is no AppArmor profile that is allowed`;
      report(field, message, { fix: without(annotations, field) });
    }
  },
};

function isAllowed(value: string | undefined): boolean {
  return value === undefined || value === '' || value === 'runtime/default' || value.startsWith('localhost/');
}

function without(holder: Field, { node }: Field): Fix | undefined {
  const parent = holder.node;
  return node && parent && fixOf("use the runtime's profile", holder, false, [removeEntry(parent, node)]);
}

export const docs: RuleDocs = {
  summary: 'AppArmor switched off.',
  why: `Where the nodes have AppArmor, the container runtime confines every container by a profile of its own: it keeps programs from mounting, from
writing to /proc and /sys, from tracing others. \`Unconfined\` takes that away. Leave the profile out, or load one of your own on the nodes
(\`Localhost\`). Both the field (1.30 and later) and the old annotation \`container.apparmor.security.beta.kubernetes.io/CONTAINER\` are looked at.
Pod Security baseline and restricted refuse it.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    appArmorProfile:
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
    runAsNonRoot: true
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
