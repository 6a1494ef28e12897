import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'warning',
  presets: ['api'],
  source: 'warning',
  since: '0.1.0',
};

export const docs: RuleDocs = {
  summary: 'Something that the API server takes and warns of.',
  why: `kubectl prints such warnings once and goes on; pipelines swallow them. What the API server warns of has no effect, will not work much longer, or does something else than it seems to. The message says which.`,
  bad: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteMany]
  persistentVolumeReclaimPolicy: Recycle
  nfs:
    server: nfs.example.com
    path: /archive
`,
  good: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: archive
spec:
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteMany]
  persistentVolumeReclaimPolicy: Retain
  nfs:
    server: nfs.example.com
    path: /archive
`,
};
