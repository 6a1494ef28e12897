import { fixOf, replaceString } from '../fix/edits.ts';
import { nearest } from '../model/nearest.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { StatefulSet } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'volumes',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'unsafe',
  fix(at) {
    const { manifest, node, value } = at;
    if (node === undefined || typeof value !== 'string') return undefined;
    const names = (podOf(manifest)?.spec.value?.volumes ?? []).map(({ name }) => name ?? '');
    const claims =
      manifest.kind === 'StatefulSet'
        ? manifest.field<StatefulSet>().get('spec').get('volumeClaimTemplates').value
        : undefined;
    for (const { metadata } of claims ?? []) names.push(metadata?.name ?? '');
    const near = nearest(value, new Set(names));
    return near === undefined ? undefined : fixOf(`write ${near}`, at, false, [replaceString(node, near)]);
  },
};

export const docs: RuleDocs = {
  summary: 'A mount of a volume that the Pod does not have.',
  why: `\`volumeMounts\` and \`volumeDevices\` name volumes of their Pod: an entry of \`volumes\` beside the containers or, in a StatefulSet, of \`volumeClaimTemplates\`. That a claim, ConfigMap or Secret of that
name exists does not help: the Pod needs a volume that brings it in. A misspelt name, and a volume that was removed while its mount stayed, are the usual reasons.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      volumeMounts:
        - name: date
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
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
  volumes:
    - name: data
      emptyDir: {}
`,
};
