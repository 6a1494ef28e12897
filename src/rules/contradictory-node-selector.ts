import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { NodeSelectorTerm } from '../schema/types.gen.ts';
import { type Clash, type Demand, clashOf, demandsOfMap, demandsOfTerm } from './shared/node-terms.ts';

export const rule: Rule = {
  category: 'scheduling',
  severity: 'error',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec, manifest }, report) {
    const required = spec.value?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    if (required?.nodeSelectorTerms === undefined || required.nodeSelectorTerms.length === 0) return;
    const selector = spec.get('nodeSelector');
    if (manifest.unknown !== undefined && manifest.touchesUnknown(selector.walkedPath)) return;
    const terms = spec
      .get('affinity')
      .get('nodeAffinity')
      .get('requiredDuringSchedulingIgnoredDuringExecution')
      .get('nodeSelectorTerms');
    let first: Clash | undefined;
    for (const term of terms.items()) {
      const clash = clashOfTerm(term, demandsOfMap(selector));
      // One term that can be met is enough.
      if (clash === undefined) return;
      first ??= clash;
    }
    if (first === undefined) return;
    const others = required.nodeSelectorTerms.length > 1 ? '; nor can any of the other terms be met' : '';
    const related = first.with && { at: first.with.at, message: 'this excludes it' };
    report(first.demand.at, `${first.why}: the Pod stays Pending${others}`, { related });
  },
};

function clashOfTerm(term: Field<NodeSelectorTerm>, before: readonly Demand[]): Clash | undefined {
  const demands = demandsOfTerm(term);
  if (demands === undefined) return undefined;
  if (demands.length > 0) return clashOf([...before, ...demands]);
  return {
    demand: { key: '', operator: '', values: [], at: term },
    with: undefined,
    why: 'an empty term matches no node',
  };
}

export const docs: RuleDocs = {
  summary: 'Demands on nodes that no node can meet.',
  why: `A Pod is scheduled where its \`nodeSelector\` and one of its required \`nodeSelectorTerms\` are met; within a term all expressions have to be. The API
server does not compare them, so a Pod may ask for a zone that it excludes, for a label with a value and for its absence, for a number above 5 and
below 6. An empty term matches nothing, and \`Gt\` and \`Lt\` with anything but a whole number never do. Such Pods stay Pending for ever. Alternatives
belong in several terms, or in the values of one expression.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    topology.kubernetes.io/zone: eu-1a
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: topology.kubernetes.io/zone
                operator: In
                values: [eu-1b, eu-1c]
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: topology.kubernetes.io/zone
                operator: In
                values: [eu-1b, eu-1c]
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
