/** Volumes that were part of Kubernetes and are drivers now, or gone. */
const OLD_VOLUMES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'glusterfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

/** Fields that Kubernetes still takes and nobody should write any more, by their types. */
const DEPRECATED: ReadonlyMap<string, readonly string[]> = new Map([
  ['core.v1.PodSpec', ['serviceAccount']],
  ['core.v1.Volume', [...OLD_VOLUMES, 'gitRepo']],
  ['core.v1.PersistentVolumeSpec', OLD_VOLUMES],
  ['core.v1.LifecycleHandler', ['tcpSocket']],
  ['core.v1.ServiceSpec', ['loadBalancerIP']],
  ['core.v1.NodeSpec', ['configSource', 'externalID']],
  ['meta.v1.ObjectMeta', ['selfLink']],
]);

/** Whether a field of a type is deprecated. */
export function isDeprecatedField(type: string, field: string): boolean {
  return DEPRECATED.get(type)?.includes(field) === true;
}
