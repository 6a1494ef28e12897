import { customResourceDefinitionStrategy } from './apiextensions/customresourcedefinition.ts';
import { daemonSetStrategy } from './apps/daemonset.ts';
import { deploymentStrategy } from './apps/deployment.ts';
import { replicaSetStrategy } from './apps/replicaset.ts';
import { statefulSetStrategy } from './apps/statefulset.ts';
import { cronJobStrategy } from './batch/cronjob.ts';
import { jobStrategy } from './batch/job.ts';
import { configMapStrategy } from './core/configmap.ts';
import { endpointsStrategy } from './core/endpoints.ts';
import { limitRangeStrategy } from './core/limitrange/limitrange.ts';
import { namespaceStrategy } from './core/namespace.ts';
import { podStrategy } from './core/pod/pod.ts';
import { podTemplateStrategy } from './core/podtemplate.ts';
import { replicationControllerStrategy } from './core/replicationcontroller.ts';
import { resourceQuotaStrategy } from './core/resourcequota/resourcequota.ts';
import { secretStrategy } from './core/secret/secret.ts';
import { serviceStrategy } from './core/service/service.ts';
import { serviceAccountStrategy } from './core/serviceaccount.ts';
import { endpointSliceStrategy } from './discovery/endpointslice.ts';
import { clusterStrategies } from './registry-cluster.ts';
import { otherStrategies } from './registry-others.ts';
import type { Strategy } from './strategy.ts';

/** Strategies by group and kind; the core group has no name. One strategy serves all versions that look alike. */
const strategies: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([
  ['ConfigMap', configMapStrategy],
  ['Endpoints', endpointsStrategy],
  ['LimitRange', limitRangeStrategy],
  ['Namespace', namespaceStrategy],
  ['Pod', podStrategy],
  ['PodTemplate', podTemplateStrategy],
  ['ReplicationController', replicationControllerStrategy],
  ['ResourceQuota', resourceQuotaStrategy],
  ['Secret', secretStrategy],
  ['Service', serviceStrategy],
  ['ServiceAccount', serviceAccountStrategy],
  ['apiextensions.k8s.io/CustomResourceDefinition', customResourceDefinitionStrategy],
  ['apps/DaemonSet', daemonSetStrategy],
  ['apps/Deployment', deploymentStrategy],
  ['apps/ReplicaSet', replicaSetStrategy],
  ['apps/StatefulSet', statefulSetStrategy],
  ['batch/CronJob', cronJobStrategy],
  ['batch/Job', jobStrategy],
  ...clusterStrategies,
  ['discovery.k8s.io/EndpointSlice', endpointSliceStrategy],
  ...otherStrategies,
]);

/** How objects of a kind are created; undefined for kinds that are not mirrored. */
export function strategyOf(apiVersion: string, kind: string): Strategy | undefined {
  const slash = apiVersion.indexOf('/');
  return strategies.get(slash === -1 ? kind : `${apiVersion.slice(0, slash)}/${kind}`);
}
