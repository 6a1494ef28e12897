import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'containers',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Pod'],
  object(manifest, report) {
    const pod = manifest.field<Pod>();
    const { metadata, spec } = pod.value ?? {};
    if (spec?.restartPolicy !== 'Always') return;
    if (metadata === undefined || (metadata.ownerReferences?.length ?? 0) > 0) return;
    if (isStatic(pod) || isHook(metadata.annotations)) return;
    report(
      pod.get('kind'),
      'nothing replaces a bare Pod when its node goes; use a Deployment (or a Job, for something that ends)',
    );
  },
};

/** The kubelet runs it from a file of its node: there are the parts of the control plane. */
function isStatic(pod: Field<Pod>): boolean {
  const { metadata, spec } = pod.value ?? {};
  if (
    metadata?.annotations?.has('kubernetes.io/config.mirror') ||
    metadata?.annotations?.has('kubernetes.io/config.source')
  )
    return true;
  if (metadata?.namespace !== 'kube-system') return false;
  return (
    (spec?.nodeName ?? '') !== '' || spec?.hostNetwork === true || metadata.labels?.get('tier') === 'control-plane'
  );
}

/** Made, waited for and removed by a tool. */
function isHook(annotations: ReadonlyMap<string, string> | undefined): boolean {
  return annotations !== undefined && (annotations.has('helm.sh/hook') || annotations.has('argocd.argoproj.io/hook'));
}

export const docs: RuleDocs = {
  summary: 'A Pod that no controller looks after.',
  why: `A Pod is bound to one node for its whole life. Its containers are restarted there, but when the node dies, is drained or runs short of memory, the Pod is deleted and stays so.
Even for a single copy use a Deployment or StatefulSet; for work that ends, a Job. Pods with \`restartPolicy: Never\` or \`OnFailure\`, static Pods of the control plane, hooks and
tests of Helm and Argo CD are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
};
