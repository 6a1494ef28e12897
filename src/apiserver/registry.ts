import { daemonSetStrategy } from './apps/daemonset.ts';
import { deploymentStrategy } from './apps/deployment.ts';
import { statefulSetStrategy } from './apps/statefulset.ts';
import { podStrategy } from './core/pod/pod.ts';
import { batchStrategies } from './registry-batch.ts';
import { clusterStrategies } from './registry-cluster.ts';
import { otherStrategies } from './registry-others.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of the workloads that most files hold, by group and kind; the core group has no name. One strategy serves all versions that look alike. */
const workloads: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([
  ['Pod', podStrategy],
  ['apps/DaemonSet', daemonSetStrategy],
  ['apps/Deployment', deploymentStrategy],
  ['apps/StatefulSet', statefulSetStrategy],
]);

/** Where the other groups have theirs. They are asked group by group: nothing of a kind is loaded before one of its group is met. */
function strategiesOf(group: string): ReadonlyMap<string, Strategy> {
  switch (group) {
    case 'batch':
      return batchStrategies;
    case '':
    case 'apps':
    case 'autoscaling':
    case 'discovery.k8s.io':
    case 'networking.k8s.io':
    case 'policy':
    case 'rbac.authorization.k8s.io':
      return otherStrategies;
    default:
      return clusterStrategies;
  }
}

/** How objects of a kind are created; undefined for kinds that are not mirrored. */
export function strategyOf(apiVersion: string, kind: string): Strategy | undefined {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? '' : apiVersion.slice(0, slash);
  const key = group === '' ? kind : `${group}/${kind}`;
  return workloads.get(key) ?? strategiesOf(group).get(key);
}
