import type { Field } from '../model/field.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Volume } from '../schema/types.gen.ts';
import { RESTRICTED_SOURCES, isOtherwiseAllowed } from './shared/restricted-volumes.ts';

export const rule: Rule = {
  category: 'security',
  severity: 'warning',
  presets: ['security-restricted'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec }, report) {
    if (spec.value?.volumes === undefined) return;
    for (const volume of spec.get('volumes').items()) {
      // Of host paths host-path-volume speaks, which both standards hold.
      if (volume.value === undefined || isOtherwiseAllowed(volume) || volume.value.hostPath !== undefined) continue;
      const source = sourceOf(volume);
      if (source !== undefined)
        report(
          source.atKey(),
          `a volume of type ${quote(source.step)} is not allowed; allowed: ${RESTRICTED_SOURCES.join(', ')}`,
        );
    }
  },
};

/** What the volume is made of, as it is written. */
function sourceOf(volume: Field<Volume>): Field | undefined {
  for (const { key } of volume.node?.items ?? []) {
    if (key === undefined || key === 'name') continue;
    const field = volume.get(key as keyof Volume) as Field;
    if (field.value !== undefined) return field;
  }
  return undefined;
}

export const docs: RuleDocs = {
  summary: 'A volume of a kind that Pod Security restricted does not allow.',
  why: `Restricted allows volumes that are a part of the cluster (configMap, secret, projected, downwardAPI), that come and go with the Pod (emptyDir,
ephemeral, csi, image), or that an administrator has made (persistentVolumeClaim). All others (nfs, iscsi, azureFile …) name machines and disks in
the manifest itself: whoever may create Pods could mount anything that a node can reach. Make a PersistentVolume of it and claim that. Images
count as allowed from 1.33 on.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: data
      nfs:
        server: files.example
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
