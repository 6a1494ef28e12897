import { podOf } from '../model/workload.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';

type Direction = 'any' | 'ingress' | 'egress' | 'both';

export const rule: Rule<{ direction: Direction; always: boolean }> = {
  category: 'network',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    direction: {
      type: 'string',
      enum: ['any', 'ingress', 'egress', 'both'],
      description: 'the traffic that policies have to restrict',
    },
    always: { type: 'boolean', description: 'also where the input holds no NetworkPolicy of the namespace' },
  },
  defaults: { direction: 'any', always: false },
  project(project, report, { direction, always }) {
    const policies = project.of('NetworkPolicy');
    if ((policies.length === 0 && !always) || hasOtherPolicies(project)) return;
    const covered = coveredPods(project, policies);
    const doubts = new Doubts(policies);
    for (const entry of project.workloads) {
      const { workload } = entry;
      if (workload === undefined || entry.unclear || workload.hostNetwork || workload.owned || entry.file.context)
        continue;
      const open = openDirections(covered, entry, direction);
      if (open === undefined || workload.labels.unclear || doubts.mayCover(project, entry, always)) continue;
      const manifest = project.open(entry);
      const labels = manifest && podOf(manifest)?.metadata.get('labels');
      if (labels !== undefined) report(labels.atKey(), `no NetworkPolicy covers ${open}these Pods`);
    }
  },
};

/** Policies of network plugins do the same work, and more. */
function hasOtherPolicies(project: Project): boolean {
  return (
    ['cilium.io', 'crd.projectcalico.org', 'projectcalico.org'].some((group) =>
      POLICY_KINDS.some((kind) => project.of(`${kind}.${group}`).length > 0),
    ) || project.of('AdminNetworkPolicy').length > 0
  );
}

const POLICY_KINDS = ['NetworkPolicy', 'GlobalNetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'];

interface Covered {
  readonly ingress: ReadonlySet<Entry>;
  readonly egress: ReadonlySet<Entry>;
}

function coveredPods(project: Project, policies: readonly Entry[]): Covered {
  const [ingress, egress] = [new Set<Entry>(), new Set<Entry>()];
  for (const { facts, namespace } of policies) {
    if (facts?.is !== 'policy' || facts.selector === undefined) continue;
    for (const entry of project.pods.select(namespace, facts.selector)) {
      if (facts.ingress) ingress.add(entry);
      if (facts.egress) egress.add(entry);
    }
  }
  return { ingress, egress };
}

/** What is not covered and should be, in words; undefined if nothing is missing. */
function openDirections({ ingress, egress }: Covered, entry: Entry, wanted: Direction): string | undefined {
  if (wanted === 'any') return ingress.has(entry) || egress.has(entry) ? undefined : '';
  const open = (wanted === 'egress' ? [] : ['ingress'])
    .concat(wanted === 'ingress' ? [] : ['egress'])
    .filter((one) => !(one === 'ingress' ? ingress : egress).has(entry));
  return open.length === 0 ? undefined : `the ${open.join(' or ')} of `;
}

/** The policies that can't be read, and the namespaces that have some at all. */
class Doubts {
  readonly #unclear: readonly Entry[];
  readonly #namespaces: ReadonlySet<string>;

  constructor(policies: readonly Entry[]) {
    this.#unclear = policies.filter(
      ({ facts, unclear }) =>
        unclear || facts?.is !== 'policy' || facts.selector === undefined || facts.selector.unclear,
    );
    this.#namespaces = new Set(policies.map(({ namespace }) => namespace));
  }

  /** Whether the namespace has no policies in the input, one that can't be read, or some that live elsewhere. */
  mayCover(project: Project, entry: Entry, always: boolean): boolean {
    const { namespace, file } = entry;
    if (!always && !this.#namespaces.has(namespace) && !this.#namespaces.has('') && namespace !== '') return true;
    if (!project.horizon.isComplete(file) || project.horizon.isExternal('NetworkPolicy', namespace, '')) return true;
    return this.#unclear.some((policy) => project.mayMeet(policy, entry));
  }
}

export const docs: RuleDocs = {
  summary: 'Pods that no NetworkPolicy covers.',
  why: `A Pod that no policy selects takes connections from everywhere in the cluster and opens them to everywhere. Where a namespace has policies at all, a Pod without one was most often forgotten: an
empty \`podSelector\` that denies everything by default is the usual start. Pods on the network of their node are left alone, since policies do not hold there, and so is every
namespace without policies in the input (option \`always\`).`,
  bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes: [Ingress]
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: all
spec:
  podSelector: {}
  policyTypes: [Ingress]
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
