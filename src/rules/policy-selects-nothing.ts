import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry, MonitorFacts } from '../project/entry.ts';
import { type Selector, isFromController } from '../project/labels.ts';
import { type Project, mayShare } from '../project/project.ts';
import type { NetworkPolicy, PodDisruptionBudget } from '../schema/types.gen.ts';
import { isForOperator, mayHaveHiddenPods, unmatched } from './shared/selection.ts';

export const rule: Rule = {
  category: 'network',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  project(project, report) {
    for (const asked of selectors(project)) {
      const { entry, of } = asked;
      const selector = asked.selector.without(isFromController);
      if (entry.file.context || selector.empty || selector.unclear) continue;
      const message = of === 'Pod' ? podFault(project, entry, selector) : serviceFault(project, entry, selector);
      const at = message === undefined ? undefined : asked.place();
      if (message !== undefined && at !== undefined) report(at.atKey(), message);
    }
  },
};

interface Asked {
  readonly entry: Entry;
  readonly selector: Selector;
  readonly of: 'Pod' | 'Service';
  place(): Field | undefined;
}

/** Every selector of a policy, a budget or a monitor that looks at its own namespace. */
function* selectors(project: Project): Iterable<Asked> {
  for (const entry of project.of('NetworkPolicy')) {
    if (entry.facts?.is !== 'policy') continue;
    const spec = (): Field<NonNullable<NetworkPolicy['spec']>> | undefined =>
      project.open(entry)?.field<NetworkPolicy>().get('spec');
    if (entry.facts.selector !== undefined)
      yield { entry, selector: entry.facts.selector, of: 'Pod', place: () => spec()?.get('podSelector') };
    for (const { selector, direction, rule: index, peer } of entry.facts.peers) {
      const place = (): Field | undefined => {
        const at =
          direction === 'ingress'
            ? spec()?.get('ingress').item(index).get('from')
            : spec()?.get('egress').item(index).get('to');
        return at?.item(peer).get('podSelector');
      };
      yield { entry, selector, of: 'Pod', place };
    }
  }
  for (const kind of [
    'PodDisruptionBudget',
    'ServiceMonitor.monitoring.coreos.com',
    'PodMonitor.monitoring.coreos.com',
  ]) {
    for (const entry of project.of(kind)) {
      const { facts } = entry;
      if (
        (facts?.is !== 'budget' && facts?.is !== 'monitor') ||
        facts.selector === undefined ||
        (facts.is === 'monitor' && looksElsewhere(facts))
      )
        continue;
      const place = (): Field | undefined =>
        project.open(entry)?.field<PodDisruptionBudget>().get('spec').get('selector');
      yield { entry, selector: facts.selector, of: facts.is === 'monitor' ? facts.of : 'Pod', place };
    }
  }
}

function looksElsewhere({ namespaces }: MonitorFacts): boolean {
  return namespaces !== undefined;
}

function podFault(project: Project, entry: Entry, selector: Selector): string | undefined {
  if (project.selectsAny(entry.namespace, selector)) return undefined;
  if (
    !hasOwn(entry, ({ workload }) => workload !== undefined) ||
    mayHaveHiddenPods(project, entry) ||
    isForOperator(project, entry, selector)
  )
    return undefined;
  return unmatched(project, entry, selector).message;
}

function serviceFault(project: Project, entry: Entry, selector: Selector): string | undefined {
  const services = project.of('Service');
  if (services.some(({ labels, namespace }) => mayShare(namespace, entry.namespace) && selector.matches(labels)))
    return undefined;
  if (services.some((service) => (service.unclear || service.labels.unclear) && project.mayMeet(service, entry)))
    return undefined;
  if (!hasOwn(entry, ({ service }) => service !== undefined)) return undefined;
  if (
    !project.horizon.isComplete(entry.file) ||
    project.horizon.isExternal('Service', entry.namespace, '') ||
    isForOperator(project, entry, selector)
  )
    return undefined;
  return 'no Service in the input has these labels';
}

/** Whether what is sought should be in the input: its file, or what kustomizations tie it to, has others of its kind in the namespace. */
function hasOwn({ file, namespace }: Entry, test: (entry: Entry) => boolean): boolean {
  const files = file.group?.files ?? [file];
  return files.some(
    ({ entries, patch }) => !patch && entries.some((entry) => mayShare(entry.namespace, namespace) && test(entry)),
  );
}

export const docs: RuleDocs = {
  summary: 'A policy, budget or monitor that selects nothing.',
  why: `A NetworkPolicy, a PodDisruptionBudget, a ServiceMonitor or a PodMonitor whose selector matches nothing is accepted and protects or watches nothing; the same goes for a peer of a NetworkPolicy, which then
lets nobody in. The rule looks at selectors for the policy's own namespace, and speaks where the same file, or what kustomizations tie together, holds Pods (or Services) of that
namespace. Labels that controllers and operators put on their Pods are taken for present as far as they can be told.`,
  bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: wbe
---
apiVersion: apps/v1
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
  good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
---
apiVersion: apps/v1
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
