import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { isBelow, isRuntimeSocket, isSensitive } from './shared/host-paths.ts';
import { isOtherwiseAllowed } from './shared/restricted-volumes.ts';
import type { ControlOptions } from './shared/security.ts';

export const rule: Rule<{ allow: readonly string[] } & ControlOptions> = {
  category: 'security',
  severity: 'warning',
  presets: ['security-baseline', 'strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      description: 'folders of the node that may be mounted; the security presets allow none',
    },
  },
  defaults: { allow: [] },
  pod({ spec }, report, { allow, enforced }) {
    if (spec.value?.volumes === undefined) return;
    for (const volume of spec.get('volumes').items()) {
      const source = volume.value?.hostPath;
      if (source === undefined || (enforced === 'restricted' && isOtherwiseAllowed(volume))) continue;
      const path = source.path ?? '';
      if (enforced === undefined) {
        // There is a finding about these paths already.
        if (isSensitive(path) || isRuntimeSocket(path)) continue;
        if (allow.some((folder) => isBelow(path, folder))) continue;
      }
      const what = volume.get('hostPath').get('path').unknown ? 'files' : quote(path);
      report(volume.get('hostPath').atKey(), `volume ${quote(volume.value?.name ?? '')} mounts ${what} of the node`);
    }
  },
};

export const docs: RuleDocs = {
  summary: 'A volume that is a folder of the node.',
  why: `A \`hostPath\` ties the Pod to what lies on one node: it finds other files, or none, when it is started elsewhere, and what it writes stays behind.
It also leads out of the container: who can write to the right folder of a node owns it. Use a PersistentVolumeClaim for data, an \`emptyDir\` for
scratch, a ConfigMap for configuration. Agents of nodes need host paths; silence them there, or list the folders in \`allow\`. Pod Security baseline
refuses them all; outside of the security presets [sensitive-host-path](sensitive-host-path.md) and
[runtime-socket-mount](runtime-socket-mount.md) speak where they know more.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      hostPath:
        path: /data
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: data
          mountPath: /data
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: data
          mountPath: /data
`,
};
