import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import type { DownwardAPIVolumeFile, ResourceFieldSelector } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'env',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    for (const at of namesIn(pod)) {
      const name = at.value ?? '';
      // Ephemeral containers have no resources and are not looked at.
      const known = pod.containers.filter(({ role }) => role !== 'ephemeral').map((container) => container.name);
      if (name === '' || known.includes(name) || known.includes('') || isPlaceholder(name) || !isComplete(pod))
        continue;
      const near = nearest(name, known);
      const fix =
        near !== undefined && at.node !== undefined
          ? fixOf(`write ${near}`, at, false, [replaceString(at.node, near)])
          : undefined;
      report(at, `no container named ${quote(name)}${near === undefined ? '' : `; did you mean ${quote(near)}?`}`, {
        fix,
      });
    }
  },
};

/** Every `containerName` of a resourceFieldRef. */
function namesIn({ spec, containers }: Pod): Field<string>[] {
  const names: Field<string>[] = [];
  for (const { field, value } of containers) {
    if (!value.env?.some((one) => one.valueFrom?.resourceFieldRef !== undefined)) continue;
    for (const one of field.get('env').items()) addName(one.get('valueFrom').get('resourceFieldRef'), names);
  }
  const { volumes = [] } = spec.value ?? {};
  for (let i = 0; i < volumes.length; i++) {
    const { downwardAPI, projected } = volumes[i] ?? {};
    const volume = spec.get('volumes').item(i);
    if (downwardAPI !== undefined) addFiles(volume.get('downwardAPI').get('items'), names);
    if (projected === undefined) continue;
    for (const source of volume.get('projected').get('sources').items())
      addFiles(source.get('downwardAPI').get('items'), names);
  }
  return names;
}

function addFiles(files: Field<DownwardAPIVolumeFile[]>, names: Field<string>[]): void {
  for (const file of files.items()) addName(file.get('resourceFieldRef'), names);
}

function addName(reference: Field<ResourceFieldSelector>, names: Field<string>[]): void {
  if (reference.value !== undefined) names.push(reference.get('containerName'));
}

function isComplete({ spec }: Pod): boolean {
  return !spec.get('initContainers').unknown && !spec.get('containers').unknown;
}

export const docs: RuleDocs = {
  summary: 'A `resourceFieldRef` that names no container of its Pod.',
  why: `The API server takes any \`containerName\`; the node looks it up when it starts the container, does not find it, and the Pod hangs with \`CreateContainerConfigError\`, or its volume
is never set up. Init containers and sidecars can be named too. In \`env\` the name may be left out: then it is the container itself.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: MEMORY_LIMIT
          valueFrom:
            resourceFieldRef:
              containerName: wep
              resource: limits.memory
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: MEMORY_LIMIT
          valueFrom:
            resourceFieldRef:
              resource: limits.memory
`,
};
