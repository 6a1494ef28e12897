import type { Field } from '../model/field.ts';
import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Volume } from '../schema/types.gen.ts';

/** The minor whose nodes can mount a disk for several volumes of a Pod. */
const FIXED = 35;

export const rule: Rule = {
  category: 'volumes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec, manifest }, report) {
    const { volumes = [] } = spec.value ?? {};
    if (volumes.length < 2) return;
    const seen = new Map<string, number>();
    for (let i = 0; i < volumes.length; i++) {
      const disk = diskOf(volumes[i] as Volume);
      if (disk === undefined || isPlaceholder(disk.name)) continue;
      const key = `${disk.kind} ${disk.name}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, i);
      else {
        const related = { at: disk.at(spec.get('volumes').item(first)), message: 'the first one' };
        const hangs = manifest.minor >= FIXED ? `; nodes before 1.${FIXED} hang on it` : '';
        const message = `${disk.kind} ${quote(disk.name)} is already volume ${quote(volumes[first]?.name ?? '')}: mount that one again${hangs}`;
        const severity = manifest.minor >= FIXED ? 'info' : 'warning';
        report(disk.at(spec.get('volumes').item(i)), message, { related, severity });
      }
    }
  },
};

interface Disk {
  readonly kind: string;
  readonly name: string;
  readonly at: (volume: Field<Volume>) => Field;
}

function diskOf({
  persistentVolumeClaim: claim,
  gcePersistentDisk: gce,
  awsElasticBlockStore: aws,
  rbd,
  iscsi,
}: Volume): Disk | undefined {
  if (claim?.claimName)
    return {
      kind: 'claim',
      name: claim.claimName,
      at: (volume) => volume.get('persistentVolumeClaim').get('claimName'),
    };
  // Two partitions of a disk are two volumes.
  if (gce?.pdName)
    return {
      kind: 'disk',
      name: withPartition(gce.pdName, gce.partition),
      at: (volume) => volume.get('gcePersistentDisk').get('pdName'),
    };
  if (aws?.volumeID)
    return {
      kind: 'disk',
      name: withPartition(aws.volumeID, aws.partition),
      at: (volume) => volume.get('awsElasticBlockStore').get('volumeID'),
    };
  if (rbd?.image)
    return { kind: 'image', name: `${rbd.pool ?? 'rbd'}/${rbd.image}`, at: (volume) => volume.get('rbd').get('image') };
  if (iscsi?.iqn)
    return {
      kind: 'target',
      name: `${iscsi.targetPortal} ${iscsi.iqn} ${iscsi.lun ?? 0}`,
      at: (volume) => volume.get('iscsi').get('iqn'),
    };
  return undefined;
}

function withPartition(name: string, partition: number | undefined): string {
  return partition ? `${name} partition ${partition}` : name;
}

export const docs: RuleDocs = {
  summary: 'One claim or disk under two volumes of a Pod.',
  why: `Nodes before 1.35 know a volume by what is behind it. If two volumes of a Pod are the same claim or disk, they set up one and wait for the other, and the Pod hangs in ContainerCreating. From 1.35
on it works, and is still one volume too many: an info. Declare the volume once and mount it as often as you like, with \`subPath\` for parts of it and \`readOnly\` where it is only to be read.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: data
          mountPath: /data
        - name: logs
          mountPath: /logs
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: web
    - name: logs
      persistentVolumeClaim:
        claimName: web
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: data
          mountPath: /data
          subPath: data
        - name: data
          mountPath: /logs
          subPath: logs
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: web
`,
};
