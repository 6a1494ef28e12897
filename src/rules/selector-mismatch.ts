import { setBelow } from '../fix/below.ts';
import { fixOf } from '../fix/edits.ts';
import type { Edit } from '../model/document.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { Deployment } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'unsafe',
  fix({ manifest }) {
    const template = podOf(manifest)?.metadata;
    const selector = manifest.field<Deployment>().get('spec').get('selector').value;
    const wanted = selector instanceof Map ? selector : selector?.matchLabels;
    if (template?.node === undefined || wanted === undefined) return undefined;
    const labels = template.value?.labels;
    const missing = [...(wanted as ReadonlyMap<string, string>)].filter(([key, value]) => labels?.get(key) !== value);
    // What can be no label is mended in the selector first.
    if (missing.some(([key, value]) => !/^[\w./-]+ [\w.-]*$/.test(`${key} ${value}`))) return undefined;
    const edits = missing.map(([key, value]) => template.node && setBelow(template.node, ['labels', key], value));
    return fixOf('write the labels of the selector into the template', template, false, joined(edits));
  },
};

/** What is to be inserted at one place is one edit. Several nested maps at one place can't be joined. */
function joined(edits: readonly (Edit | undefined)[]): (Edit | undefined)[] {
  const byPlace = new Map<number, Edit[]>();
  for (const edit of edits) {
    const before = edit && byPlace.get(edit.start);
    if (edit === undefined || before?.at(-1)?.text.includes('labels:')) return [undefined];
    if (before === undefined) byPlace.set(edit.start, [edit]);
    else before.push(edit);
  }
  return [...byPlace.values()].map((all) => ({ ...(all.at(-1) as Edit), text: all.map(({ text }) => text).join('') }));
}

export const docs: RuleDocs = {
  summary: 'A selector that does not select the Pods of its own template.',
  why: `A Deployment, StatefulSet, DaemonSet, ReplicaSet or ReplicationController knows its Pods by labels alone. If its template's labels do not match its selector it would make Pods without end and find none of them, so the
API server refuses it, and also a selector that is missing or empty (in \`apps/v1\`; older versions took it from the template). The selector can't be changed once the object is there: it
is most often the template that is to be mended. A Job's selector is made by the server and must be left out.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: wbe
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
};
