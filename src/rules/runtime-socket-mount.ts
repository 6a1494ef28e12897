import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { isRuntimeSocket } from './shared/host-paths.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec }, report) {
    if (spec.value?.volumes === undefined) return;
    for (const volume of spec.get('volumes').items()) {
      const path = volume.value?.hostPath?.path;
      if (path === undefined || !isRuntimeSocket(path)) continue;
      const what = path.endsWith('.sock') ? 'is' : 'holds';
      report(
        volume.get('hostPath').get('path'),
        `${quote(path)} ${what} the socket of the container runtime: who can talk to it owns the node`,
      );
    }
  },
};

export const docs: RuleDocs = {
  summary: `A mount of the container runtime's socket.`,
  why: `Over the socket of Docker, containerd or CRI-O any container can be started on the node, a privileged one with the node's files in it too: a mount
of it, even a read-only one, is root on the node and on all that runs there. Build images without a daemon (BuildKit rootless, Kaniko, Buildah),
and read logs and metrics by way of the kubelet. Besides, nodes have had no docker.sock since Kubernetes 1.24: the Pod does not start there, or
finds an empty folder.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: docker
      hostPath:
        path: /var/run/docker.sock
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: docker
          mountPath: /var/run/docker.sock
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: scratch
      emptyDir: {}
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: scratch
          mountPath: /scratch
`,
};
