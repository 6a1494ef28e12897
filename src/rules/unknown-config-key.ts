import { fixOf, replaceValue } from '../fix/edits.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry, Reference } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { ConfigMap } from '../schema/types.gen.ts';
import { soughtBy } from './shared/dangling.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    for (const { entry, reference, key } of keyReferences(project)) {
      const holder = holderWithout(project, entry, reference);
      const at = holder && project.place(entry, reference, 'key');
      if (holder === undefined || at?.node === undefined || holder.facts?.is !== 'data') continue;
      const keys = holder.facts.keys ?? [];
      const near = nearest(key, keys);
      const hint = near === undefined ? `it has ${listed(keys)}` : `did you mean ${quote(near)}?`;
      const fix = near === undefined || reference.keyStep === 'subPath' ? undefined : fixOf(`write ${near}`, at, false, [replaceValue(at.node, near)]);
      const data = project.open(holder)?.field<ConfigMap>().get('metadata').get('name');
      report(at, `${holder.title} has no key ${quote(key)}; ${hint}`, { fix, related: data && { at: data, message: `${holder.title} is defined here` } });
    }
  },
};

interface KeyReference {
  readonly entry: Entry;
  readonly reference: Reference;
  readonly key: string;
}

function* keyReferences(project: Project): Iterable<KeyReference> {
  for (const { entries, patch, context } of project.files) {
    if (patch || context) continue;
    for (const entry of entries) {
      for (const reference of entry.references) {
        const { key, optional, kind } = reference;
        if (typeof key === 'string' && !optional && kind !== 'Service') yield { entry, reference, key };
      }
    }
  }
}

/** The ConfigMap or Secret that surely is the one meant and lacks the key; undefined if one of that name has it or may have it. */
function holderWithout(project: Project, entry: Entry, reference: Reference): Entry | undefined {
  const sought = soughtBy(entry, reference);
  const found = project.find(sought.kind, sought.namespace, sought.name);
  const key = reference.key as string;
  for (const { facts } of found) if (facts?.is !== 'data' || facts.keys === undefined || facts.keys.includes(key)) return undefined;
  if (found.length === 0 || isPlaceholder(key)) return undefined;
  if (!project.horizon.isComplete(entry.file) || project.horizon.isMade(entry, sought)) return undefined;
  return project.partners(entry, found).find(({ file }) => !file.patch);
}

function listed(keys: readonly string[]): string {
  const some = keys.slice(0, 5).map(quote).join(', ');
  return keys.length > 5 ? `${some} and ${keys.length - 5} more` : some;
}

export const docs: RuleDocs = {
  summary: 'A key that the ConfigMap or Secret does not have.',
  why: `A container whose environment asks for a missing key never starts (\`CreateContainerConfigError\`), nor does a Pod with a volume that names one; a \`subPath\` that no key has becomes an empty
folder where the program expects a file. This rule looks at env, at the \`items\` of volumes, and at the \`subPath\` of ConfigMaps and Secrets that are mounted whole. It is quiet on \`optional\`, on
objects that are encrypted or filled at run time, and if any object of that name in the input has the key.`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: LOG_LEVEL
          valueFrom:
            configMapKeyRef:
              name: web
              key: LOG_LEVL
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: LOG_LEVEL
          valueFrom:
            configMapKeyRef:
              name: web
              key: LOG_LEVEL
`,
};
