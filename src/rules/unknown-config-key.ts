import { fixOf, replaceString } from '../fix/edits.ts';
import { isPlaceholder } from '../model/image.ts';
import type { Manifest } from '../model/manifest.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { Resolved } from '../project/references.ts';
import type { ConfigMap, Secret } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'accounts',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    for (const resolved of project.references.keyed) {
      const { entry, reference } = resolved;
      const key = reference.key as string;
      const holder = reference.kind === 'Service' ? undefined : holderWithout(project, resolved, key);
      const at = holder && project.place(entry, reference, 'key');
      if (holder === undefined || at?.node === undefined || holder.facts?.is !== 'data') continue;
      const keys = holder.facts.keys ?? [];
      const near = nearest(key, keys);
      const hint = near === undefined ? `it has ${listed(keys)}` : `did you mean ${quote(near)}?`;
      const fix =
        near === undefined || reference.form.key === 'subPath'
          ? undefined
          : fixOf(`write ${near}`, at, false, [replaceString(at.node, near)]);
      const data = project.open(holder)?.field<ConfigMap>().get('metadata').get('name');
      report(at, `${holder.title} has no key ${quote(key)}; ${hint}`, {
        fix,
        related: data && { at: data, message: `${holder.title} is defined here` },
      });
    }
  },
};

/** The ConfigMap or Secret that surely is the one meant and lacks the key; undefined if one of that name has it or may have it. */
function holderWithout(project: Project, { entry, sought, found: all }: Resolved, key: string): Entry | undefined {
  const found = project.variants({ file: entry.file, namespace: sought.namespace }, all);
  for (const { facts } of found)
    if (facts?.is !== 'data' || facts.keys === undefined || facts.keys.includes(key)) return undefined;
  if (isPlaceholder(key) || !project.horizon.isComplete(entry.file) || project.horizon.isMade(entry, sought))
    return undefined;
  if (found.some((one) => isFilledLater(project.open(one)))) return undefined;
  return found.find(({ file }) => !file.patch);
}

/** Whether a controller puts something in: tokens of accounts, and what annotations ask for (`inject-…`, `replicate-from`, `reflects`). */
function isFilledLater(manifest: Manifest | undefined): boolean {
  const { metadata, type } = (manifest?.object ?? {}) as Secret;
  if (type === 'kubernetes.io/service-account-token') return true;
  const keys = [...(metadata?.annotations?.keys() ?? []), ...(metadata?.labels?.keys() ?? [])];
  return keys.some((key) => key.includes('inject') || key.includes('replicat') || key.includes('reflect'));
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
