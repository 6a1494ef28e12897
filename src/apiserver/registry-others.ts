import { persistentVolumeStrategy } from './core/persistentvolume/persistentvolume.ts';
import { persistentVolumeClaimStrategy } from './core/persistentvolumeclaim/persistentvolumeclaim.ts';
import { ingressStrategy } from './networking/ingress.ts';
import { ingressClassStrategy } from './networking/ingressclass.ts';
import { networkPolicyStrategy } from './networking/networkpolicy.ts';
import { clusterRoleBindingStrategy, roleBindingStrategy } from './rbac/binding.ts';
import { clusterRoleStrategy, roleStrategy } from './rbac/role.ts';
import type { Strategy } from './strategy.ts';

/** Strategies of what workloads need around them: storage, network, access and scaling, by group and kind. */
export const otherStrategies: readonly (readonly [string, Strategy])[] = [
  ['PersistentVolume', persistentVolumeStrategy],
  ['PersistentVolumeClaim', persistentVolumeClaimStrategy],
  ['networking.k8s.io/Ingress', ingressStrategy],
  ['networking.k8s.io/IngressClass', ingressClassStrategy],
  ['networking.k8s.io/NetworkPolicy', networkPolicyStrategy],
  ['rbac.authorization.k8s.io/ClusterRole', clusterRoleStrategy],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', clusterRoleBindingStrategy],
  ['rbac.authorization.k8s.io/Role', roleStrategy],
  ['rbac.authorization.k8s.io/RoleBinding', roleBindingStrategy],
];
