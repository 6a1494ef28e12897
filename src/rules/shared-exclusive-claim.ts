import type { Manifest } from '../model/manifest.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { podOf } from '../model/workload.ts';
import type { Entry } from '../project/entry.ts';
import type { Project } from '../project/project.ts';
import type { Resolved } from '../project/references.ts';
import type { Deployment, PersistentVolumeClaim, PodSpec } from '../schema/types.gen.ts';
import { resolved } from './shared/percent.ts';

const KINDS = ['Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];
const EXCLUSIVE: ReadonlySet<string> = new Set(['ReadWriteOnce', 'ReadWriteOncePod']);

export const rule: Rule = {
  category: 'volumes',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  project(project, report) {
    for (const resolved of project.references.claims) {
      const { entry, reference } = resolved;
      const claim = KINDS.includes(entry.kind) ? exclusiveClaim(project, resolved) : undefined;
      const manifest = claim && project.open(entry);
      const why = claim && manifest && danger(manifest, claim, project.replicasOf(entry));
      const at = why && project.place(entry, reference);
      const modes = claim && project.open(claim)?.field<PersistentVolumeClaim>().get('spec').get('accessModes').atKey();
      if (why && at && modes) report(at, why, { related: { at: modes, message: 'for one node at a time' } });
    }
  },
};

/** The claim, if it can be mounted on one node only. */
function exclusiveClaim(project: Project, { entry, found: all }: Resolved): Entry | undefined {
  const found = project.variants(entry, all);
  const isExclusive = ({ facts }: Entry): boolean =>
    facts?.is === 'claim' && facts.modes.length > 0 && facts.modes.every((mode) => EXCLUSIVE.has(mode));
  return found.every(isExclusive) ? found[0] : undefined;
}

function danger(manifest: Manifest, claim: Entry, replicas: number | undefined): string | undefined {
  const spec = podOf(manifest)?.spec.value;
  if (replicas === undefined || replicas === 0 || spec === undefined || isPinned(spec)) return undefined;
  const mode = claim.facts?.is === 'claim' ? claim.facts.modes.join(', ') : '';
  if (replicas > 1)
    return `${replicas} replicas share ${mode} claim "${claim.name}": those on another node than the first never start`;
  if (manifest.kind !== 'Deployment') return undefined;
  const strategy = (manifest.object as Deployment).spec?.strategy;
  if (strategy?.type === 'Recreate' || resolved(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, 'up') === 0)
    return undefined;
  return `a rollout starts a second Pod on ${mode} claim "${claim.name}" and hangs if that is on another node; use \`strategy.type: Recreate\``;
}

const HOSTNAME = 'kubernetes.io/hostname';

/** Whether all Pods go to one node, or follow each other to it. */
function isPinned({ nodeName, nodeSelector, affinity }: PodSpec): boolean {
  if (nodeName || nodeSelector?.has(HOSTNAME)) return true;
  if (
    affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.some(
      ({ topologyKey }) => topologyKey === HOSTNAME,
    )
  )
    return true;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.some(({ matchExpressions = [], matchFields = [] }) =>
    [...matchExpressions, ...matchFields].some(({ key }) => key === HOSTNAME || key === 'metadata.name'),
  );
}

export const docs: RuleDocs = {
  summary: 'Several Pods on a volume that only one node at a time can mount.',
  why: `A ReadWriteOnce claim is attached to one node, a ReadWriteOncePod claim to one Pod. Further replicas that land on another node stay in \`ContainerCreating\` with a Multi-Attach error, and so does the
new Pod of a rolling update, which waits for a volume that the old Pod will not give up. Use \`strategy.type: Recreate\` for a single copy, a StatefulSet with \`volumeClaimTemplates\` for one volume a copy,
or a ReadWriteMany volume. Claims that are not in the input, and Pods that are pinned to one node, are left alone.`,
  bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 1Gi
---
apiVersion: apps/v1
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
      containers:
        - name: web
          image: registry.example/web:2.4.1
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: data
`,
  good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteMany]
  resources:
    requests:
      storage: 1Gi
---
apiVersion: apps/v1
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
      containers:
        - name: web
          image: registry.example/web:2.4.1
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: data
`,
};
