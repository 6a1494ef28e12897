import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { isPlaceholder } from '../model/image.ts';
import { nearest } from '../model/nearest.ts';
import type { Rule, RuleDocs, RuleFinding } from '../model/rule.ts';
import type { Entry, ScalerFacts } from '../project/entry.ts';
import { kindOf } from '../project/kinds.ts';
import { type Project, isInFolder, mayShare } from '../project/project.ts';
import type { HorizontalPodAutoscaler } from '../schema/types.gen.ts';

/** Kinds that can be scaled, and their apiVersion; those of Kubernetes that can't. */
const SCALABLE: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  ReplicationController: 'v1',
};
const FIXED = ['CronJob', 'DaemonSet', 'Job', 'Pod', 'PodTemplate', 'Service'];
const OWN_GROUPS = ['', 'apps', 'batch', 'extensions'];

export const rule: Rule = {
  category: 'autoscaling',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  project(project, report) {
    for (const scaler of [...project.of('HorizontalPodAutoscaler'), ...project.of('ScaledObject.keda.sh')]) {
      const facts = scaler.facts?.is === 'scaler' ? scaler.facts : undefined;
      const fault = facts && (kindFault(facts) ?? nameFault(project, scaler, facts));
      const target = fault && project.open(scaler)?.field<HorizontalPodAutoscaler>().get('spec').get('scaleTargetRef');
      if (fault === undefined || target === undefined) continue;
      const at = target.get(fault.at) as Field<string>;
      report(at.node === undefined ? target.get('kind') : at, fault.message, more(at, fault.instead));
    }
  },
};

interface Fault {
  readonly at: 'name' | 'kind' | 'apiVersion';
  readonly message: string;
  /** What was meant, if that is clear. */
  readonly instead?: string | undefined;
}

function more(at: Field<string>, instead: string | undefined): RuleFinding {
  const fix =
    instead === undefined || at.node === undefined
      ? undefined
      : fixOf(`write ${instead}`, at, false, [replaceValue(at.node, instead)]);
  return { fix };
}

function kindFault({ apiVersion, targetKind: kind }: ScalerFacts): Fault | undefined {
  if (isPlaceholder(kind) || isPlaceholder(apiVersion)) return undefined;
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  if (!OWN_GROUPS.includes(group)) return undefined;
  if (FIXED.includes(kind)) return { at: 'kind', message: `a ${kind} can't be scaled` };
  const own = SCALABLE[kind];
  if (own === undefined || group === (own === 'v1' ? '' : 'apps')) return undefined;
  const wrong = apiVersion === '' ? 'without an apiVersion the autoscaler finds no' : `\`${apiVersion}\` has no kind`;
  return { at: 'apiVersion', message: `${wrong} ${kind}: it is in ${own}`, instead: own };
}

/** The target is not there, while others of its kind are in the same file or folder. */
function nameFault(
  project: Project,
  scaler: Entry,
  { apiVersion, targetKind, target: name }: ScalerFacts,
): Fault | undefined {
  const sought = { kind: kindOf(apiVersion, targetKind), namespace: scaler.namespace, name };
  if (project.find(sought.kind, sought.namespace, name).length > 0) return undefined;
  const others = project
    .of(sought.kind)
    .filter((entry) => isInFolder(entry, scaler) && mayShare(entry.namespace, scaler.namespace));
  if (others.length === 0 || project.horizon.mayExist(scaler, sought)) return undefined;
  // A slip in a longer name has a rule of its own.
  if (project.horizon.near(scaler, sought) !== undefined) return undefined;
  const instead = nearest(name, new Set(others.map((entry) => entry.name)));
  const hint = instead === undefined ? '' : `; did you mean "${instead}"?`;
  return { at: 'name', message: `no ${targetKind} "${name}"${hint}`, instead };
}

export const docs: RuleDocs = {
  summary: 'An autoscaler that finds nothing to scale.',
  why: `A HorizontalPodAutoscaler whose target does not exist is accepted and does nothing but report \`FailedGetScale\`. The target must be of a kind that can be scaled (not a DaemonSet or a Job), under the group that
holds it today (\`apps\`, no longer \`extensions\`; the version does not matter), and \`apiVersion\` may not be left out. A name counts as unknown only where the same file or folder holds other workloads of that kind.`,
  bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: cart
  maxReplicas: 5
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: carts
spec:
  selector:
    matchLabels:
      app: carts
  template:
    metadata:
      labels:
        app: carts
    spec:
      containers:
        - name: carts
          image: registry.example/carts:2.4.1
          resources:
            requests:
              cpu: 100m
`,
  good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: cart
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: carts
  maxReplicas: 5
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: carts
spec:
  selector:
    matchLabels:
      app: carts
  template:
    metadata:
      labels:
        app: carts
    spec:
      containers:
        - name: carts
          image: registry.example/carts:2.4.1
          resources:
            requests:
              cpu: 100m
`,
};
