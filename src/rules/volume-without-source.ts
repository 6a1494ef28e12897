import { appendKey, fixOf } from '../fix/edits.ts';
import { type Node, Type } from '../model/node.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { resolve } from '../model/scalar.ts';

export const rule: Rule = {
  category: 'volumes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod({ spec }, report) {
    const volumes = spec.value?.volumes;
    if (!volumes?.length) return;
    const list = spec.get('volumes');
    const written = list.node?.items ?? [];
    if (written.length !== volumes.length) return;
    for (let i = 0; i < written.length; i++) {
      const node = written[i] as Node;
      if (!lacksSource(node)) continue;
      const at = list.item(i);
      const fix =
        node.items.length === 1
          ? fixOf('write emptyDir: {}', at, false, [appendKey(node, 'emptyDir', '{}')])
          : undefined;
      report(at, `volume ${quote(at.value?.name ?? '')} has no source and becomes an emptyDir`, { fix });
    }
  },
};

/** Nothing but a name, or sources without anything in them. `emptyDir:` alone is what it becomes. */
function lacksSource({ type, items }: Node): boolean {
  if (type !== Type.Map || items.length > 3) return false;
  let named = false;
  for (const item of items) {
    if (item.key === 'name') named = resolve(item) === Type.String;
    else if (item.key === 'emptyDir' || resolve(item) !== Type.Null) return false;
  }
  return named;
}

export const docs: RuleDocs = {
  summary: 'A volume that says nothing of where it comes from.',
  why: `The API server makes an emptyDir of it without a word. Most often a source was meant and slipped out of the item: wrong indentation, a source name that stands alone with its fields
beside it instead of below it, an item of a list too many. The Pod then starts with an empty folder in the place of its configuration or data. If an emptyDir is meant, write it.`,
  bad: `apiVersion: v1
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
