import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  container({ field, value, label }, report) {
    // Where the container is not privileged, the API server refuses it.
    if (value.volumeMounts === undefined || value.securityContext?.privileged !== true) return;
    for (const mount of field.get('volumeMounts').items()) {
      if (mount.value?.mountPropagation !== 'Bidirectional') continue;
      report(mount.get('mountPropagation'), `what ${label} mounts here appears on the node and in other Pods`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A mount that carries further mounts back to the node.',
  why: `With \`mountPropagation: Bidirectional\` whatever the container mounts below the volume is mounted on the node too, and in every Pod that has the
volume. Drivers of storage live by that. A program that does not unmount cleanly leaves the node with mounts that keep it from being drained.
\`HostToContainer\` is enough to see what others mount.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: plugins
      hostPath:
        path: /var/lib/kubelet/plugins
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        privileged: true
      volumeMounts:
        - name: plugins
          mountPath: /plugins
          mountPropagation: Bidirectional
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: plugins
      hostPath:
        path: /var/lib/kubelet/plugins
  containers:
    - name: web
      image: registry.example/web:2.4.1
      securityContext:
        privileged: true
      volumeMounts:
        - name: plugins
          mountPath: /plugins
          mountPropagation: HostToContainer
`,
};
