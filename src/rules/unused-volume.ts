import { fixOf, removeEntry, removeItem } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';
import type { StatefulSet } from '../schema/types.gen.ts';
import { mountedIn } from './shared/mounts.ts';

export const rule: Rule = {
  category: 'volumes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod(pod, report) {
    const lists = declaredIn(pod);
    if (lists.length === 0) return;
    const used = mountedIn(pod);
    if (used === undefined) return;
    for (const { list, names, what } of lists) {
      for (let i = 0; i < names.length; i++) {
        const name = names[i];
        if (name === undefined || name === '' || used.has(name) || isPlaceholder(name)) continue;
        if (isInjected(pod)) return;
        const item = list.item(i);
        const at = what === 'volume' ? item.get('name') : item.get('metadata').get('name');
        report(at as Field, `${what} ${quote(name)} is never mounted`, { fix: fixFor(list, item) });
      }
    }
  },
};

interface Declared {
  readonly list: Field<Record<string, never>[]>;
  readonly names: readonly (string | undefined)[];
  readonly what: 'volume' | 'claim template';
}

function declaredIn({ spec, owner, manifest }: Pod): Declared[] {
  const declared: Declared[] = [];
  const volumes = spec.value?.volumes;
  if (volumes?.length) {
    declared.push({
      list: spec.get('volumes') as unknown as Declared['list'],
      names: volumes.map(({ name }) => name),
      what: 'volume',
    });
  }
  if (owner !== 'StatefulSet') return declared;
  const templates = manifest.field<StatefulSet>().get('spec').get('volumeClaimTemplates');
  const names = (templates.value ?? []).map(({ metadata }) => metadata?.name);
  if (names.length > 0)
    declared.push({ list: templates as unknown as Declared['list'], names, what: 'claim template' });
  return declared;
}

/** A webhook adds containers, which may mount it. */
function isInjected({ metadata }: Pod): boolean {
  const { annotations, labels } = metadata.value ?? {};
  for (const map of [annotations, labels]) {
    for (const [key, value] of map ?? [])
      if (/inject|volumemount/i.test(key) && !/^(?:false|disabled)$/i.test(value)) return true;
  }
  return false;
}

function fixFor(list: Field, item: Field): Fix | undefined {
  const [node, one, parent] = [list.node, item.node, list.parent?.node];
  if (node === undefined || one === undefined || parent === undefined) return undefined;
  return fixOf('remove it', item, false, [node.items.length === 1 ? removeEntry(parent, node) : removeItem(node, one)]);
}

export const docs: RuleDocs = {
  summary: 'A volume or claim template that no container mounts.',
  why: `It is attached, waited for and paid for, and nobody sees it: often the mount was forgotten, or stands in another container than was meant, or the name of volume and mount drifted apart.
A missing ConfigMap or Secret keeps the Pod from starting even if nobody reads it. All containers count, init containers and sidecars too. Pods with an annotation or label of an
injector (Istio, Linkerd, Vault) are left alone: what is injected may mount it.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
  volumes:
    - name: cache
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
        - name: cache
          mountPath: /var/cache/web
  volumes:
    - name: cache
      emptyDir: {}
`,
};
