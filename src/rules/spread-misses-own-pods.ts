import { fixOf, replaceString } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Fix } from '../model/finding.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { Labels, Selector, isFromController } from '../project/labels.ts';
import type { LabelSelector } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'scheduling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  pod({ spec, metadata }, report) {
    if (spec.value?.topologySpreadConstraints === undefined) return;
    const labels = metadata.get('labels');
    const own = Labels.of(labels.value, isUnreadable(labels));
    if (own.unclear) return;
    for (const constraint of spec.get('topologySpreadConstraints').items()) {
      const at = constraint.get('labelSelector');
      // Of a missing one the API server warns.
      if (at.value === undefined || isUnreadable(at)) continue;
      const selector = Selector.of(at.value)?.without(isFromController);
      if (selector === undefined || selector.unclear || selector.matches(own)) continue;
      const missing = own.size === 0 ? 'they have no labels' : `they have ${labelsOf(own)}`;
      report(at.atKey(), `the constraint counts other Pods and none of these: ${missing}`, { fix: ownValues(at, own) });
    }
  },
};

function isUnreadable({ manifest, walkedPath }: Field): boolean {
  return manifest.unknown !== undefined && manifest.touchesUnknown(walkedPath);
}

function labelsOf({ map }: Labels): string {
  const some: string[] = [];
  for (const [key, value] of map) if (!isFromController(key)) some.push(quote(`${key}: ${value}`));
  return some.length > 3 ? `${some.slice(0, 3).join(', ')} ...` : some.join(', ');
}

/** The same labels with the Pods' own values: only where nothing but the values differ. */
function ownValues(selector: Field<LabelSelector>, own: Labels): Fix | undefined {
  if ((selector.value?.matchExpressions?.length ?? 0) > 0) return undefined;
  const wrong = selector
    .get('matchLabels')
    .entries()
    .filter(([key, label]) => own.get(key) !== label.value);
  const edits = wrong.map(([key, { node }]) => {
    const value = own.get(key);
    return node === undefined || value === undefined ? undefined : replaceString(node, value);
  });
  return fixOf("select the Pods' own labels", selector, false, edits);
}

export const docs: RuleDocs = {
  summary: 'A topology spread constraint that does not count the Pods which have it.',
  why: `\`topologySpreadConstraints\` spread a Pod by counting the Pods that \`labelSelector\` selects in each zone or node. If the Pod itself is not among
them, the counts never change when copies of it start: all of them may land on one node. Most often the labels were copied from another workload,
or renamed in the template and not here. Select what the template's labels say; \`matchLabelKeys: [pod-template-hash]\` keeps rollouts apart.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app: wbe
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app: web
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
};
