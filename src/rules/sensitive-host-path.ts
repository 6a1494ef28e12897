import { fixOf } from '../fix/edits.ts';
import { setBelow } from '../fix/below.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs, RuleReport } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import { isRuntimeSocket, isSensitive } from './shared/host-paths.ts';

export const rule: Rule<{ writable: boolean }> = {
  category: 'security',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    writable: { type: 'boolean', description: 'speak of every mount of a folder of the node that can be written, too' },
  },
  defaults: { writable: false },
  pod(pod, report, { writable }) {
    const { spec } = pod;
    if (spec.value?.volumes === undefined) return;
    for (const volume of spec.get('volumes').items()) {
      const path = volume.value?.hostPath?.path;
      if (path === undefined) continue;
      if (isSensitive(path) && !isRuntimeSocket(path)) {
        report(
          volume.get('hostPath').get('path'),
          `volume ${quote(volume.value?.name ?? '')} opens ${quote(path)} of the node to its containers`,
        );
      }
      if (writable) reportWritable(pod, volume.value?.name, report);
    }
  },
};

function reportWritable(pod: Pod, volume: string | undefined, report: RuleReport): void {
  for (const container of pod.containers) {
    for (const mount of container.field.get('volumeMounts').items()) {
      if (mount.value?.name !== volume || mount.value?.readOnly === true || mount.get('readOnly').unknown) continue;
      const fix = mount.node && fixOf('set readOnly: true', mount, false, [setBelow(mount.node, ['readOnly'], true)]);
      report(mount, `${container.label} can write to a folder of the node; set \`readOnly: true\``, { fix });
    }
  }
}

export const docs: RuleDocs = {
  summary: 'A mount of a folder of the node that holds the keys to it.',
  why: `\`/etc\`, \`/root\`, \`/proc\`, \`/sys\`, \`/dev\`, \`/boot\`, \`/usr\`, \`/lib\`, \`/var\`, the kubelet's and the control plane's own folders, and whatever lies
above these: who reads them has the node's passwords and certificates, who writes there runs programs on the node. Mount the one file or folder
below that is needed, with \`readOnly: true\`. With option \`writable\` every mount of a host path is looked at.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: node
      hostPath:
        path: /etc
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: node
          mountPath: /node
          readOnly: true
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: certificates
      hostPath:
        path: /etc/ssl/certs
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: certificates
          mountPath: /etc/ssl/certs
          readOnly: true
`,
};
