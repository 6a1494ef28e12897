import { controllerRevisionStrategy } from './apps/controllerrevision.ts';
import { replicaSetStrategy } from './apps/replicaset.ts';
import { horizontalPodAutoscalerStrategy } from './autoscaling/horizontalpodautoscaler.ts';
import { nodeStrategy } from './core/node/node.ts';
import { persistentVolumeStrategy } from './core/persistentvolume/persistentvolume.ts';
import { persistentVolumeClaimStrategy } from './core/persistentvolumeclaim/persistentvolumeclaim.ts';
import { ingressStrategy } from './networking/ingress.ts';
import { ingressClassStrategy } from './networking/ingressclass.ts';
import { ipAddressStrategy } from './networking/ipaddress.ts';
import { networkPolicyStrategy } from './networking/networkpolicy.ts';
import { podDisruptionBudgetStrategy } from './policy/poddisruptionbudget.ts';
import { serviceCIDRStrategy } from './networking/servicecidr.ts';
import { clusterRoleBindingStrategy, roleBindingStrategy } from './rbac/binding.ts';
import { clusterRoleStrategy, roleStrategy } from './rbac/role.ts';
import { configMapStrategy } from './core/configmap.ts';
import { endpointsStrategy } from './core/endpoints.ts';
import { limitRangeStrategy } from './core/limitrange/limitrange.ts';
import { namespaceStrategy } from './core/namespace.ts';
import { podTemplateStrategy } from './core/podtemplate.ts';
import { replicationControllerStrategy } from './core/replicationcontroller.ts';
import { resourceQuotaStrategy } from './core/resourcequota/resourcequota.ts';
import { secretStrategy } from './core/secret/secret.ts';
import { serviceStrategy } from './core/service/service.ts';
import { serviceAccountStrategy } from './core/serviceaccount.ts';
import { endpointSliceStrategy } from './discovery/endpointslice.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of the rarer workloads, and of what workloads need around them: storage, network, access and scaling, by group and kind. */
export const otherStrategies: ReadonlyMap<string, Strategy> = new Map<string, Strategy>([
  ['Node', nodeStrategy],
  ['PersistentVolume', persistentVolumeStrategy],
  ['PersistentVolumeClaim', persistentVolumeClaimStrategy],
  ['PodTemplate', podTemplateStrategy],
  ['ReplicationController', replicationControllerStrategy],
  ['apps/ReplicaSet', replicaSetStrategy],
  ['apps/ControllerRevision', controllerRevisionStrategy],
  ['autoscaling/HorizontalPodAutoscaler', horizontalPodAutoscalerStrategy],
  ['networking.k8s.io/IPAddress', ipAddressStrategy],
  ['networking.k8s.io/ServiceCIDR', serviceCIDRStrategy],
  ['networking.k8s.io/Ingress', ingressStrategy],
  ['networking.k8s.io/IngressClass', ingressClassStrategy],
  ['networking.k8s.io/NetworkPolicy', networkPolicyStrategy],
  ['policy/PodDisruptionBudget', podDisruptionBudgetStrategy],
  ['rbac.authorization.k8s.io/ClusterRole', clusterRoleStrategy],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', clusterRoleBindingStrategy],
  ['rbac.authorization.k8s.io/Role', roleStrategy],
  ['rbac.authorization.k8s.io/RoleBinding', roleBindingStrategy],
  ['ConfigMap', configMapStrategy],
  ['Endpoints', endpointsStrategy],
  ['LimitRange', limitRangeStrategy],
  ['Namespace', namespaceStrategy],
  ['ResourceQuota', resourceQuotaStrategy],
  ['Secret', secretStrategy],
  ['Service', serviceStrategy],
  ['ServiceAccount', serviceAccountStrategy],
  ['discovery.k8s.io/EndpointSlice', endpointSliceStrategy],
]);
