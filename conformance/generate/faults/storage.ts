import type { Json } from '../case.ts';
import { attachment, capacity, csiNode, driver } from './csi.ts';
import { gone, long, product, type Row } from './faults.ts';
import { claimRows } from './pod-claims.ts';

/** One complete source of each type of a PersistentVolume. */
const sources: Record<string, Json> = {
  hostPath: { path: '/a' },
  gcePersistentDisk: { pdName: 'a' },
  awsElasticBlockStore: { volumeID: 'a' },
  glusterfs: { endpoints: 'a', path: 'a' },
  flocker: { datasetName: 'a' },
  nfs: { server: 'a', path: '/a' },
  rbd: { monitors: ['a'], image: 'a' },
  quobyte: { registry: 'a:1', volume: 'a' },
  cephfs: { monitors: ['a'] },
  iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0 },
  cinder: { volumeID: 'a' },
  fc: { wwids: ['a'] },
  flexVolume: { driver: 'a' },
  azureFile: { secretName: 'a', shareName: 'a' },
  vsphereVolume: { volumePath: 'a' },
  photonPersistentDisk: { pdID: 'a' },
  portworxVolume: { volumeID: 'a' },
  azureDisk: { diskName: 'a', diskURI: 'https://a' },
  scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: 'a' } },
  local: { path: '/a' },
  storageos: { volumeName: 'a' },
  csi: { driver: 'a', volumeHandle: 'b' },
};
const types = Object.keys(sources);

const iqns: Json[] = [
  '',
  'x',
  'iqn',
  'iqn.2001',
  'iqn.2001-04.com.example:a',
  'eui.02004567A425678D',
  'eui.0200',
  'naa.52004567BA64678D',
  'naa.x',
  'eui',
  'naa',
];
const secrets: Json[] = [
  {},
  null,
  { name: '' },
  { name: 'a' },
  { namespace: 'b' },
  { name: 'A_b', namespace: 'B_c' },
  gone,
];

const term = (requirement: Json): Json => ({
  required: { nodeSelectorTerms: [{ matchExpressions: [requirement] }] },
});

const volume: Row[] = [
  ...types.flatMap((type, i): Row[] => [
    { 'spec.hostPath': gone, [`spec.${type}`]: {} },
    { 'spec.hostPath': gone, [`spec.${type}`]: sources[type] as Json },
    ...types.slice(i + 1).map(
      (other): Row => ({
        'spec.hostPath': gone,
        [`spec.${type}`]: sources[type] as Json,
        [`spec.${other}`]: sources[other] as Json,
      }),
    ),
  ]),
  [
    'spec.accessModes',
    [],
    gone,
    ['x'],
    [''],
    ['ReadWriteOnce', 'ReadWriteOncePod'],
    ['ReadWriteOncePod', 'x'],
    ['ReadWriteOncePod'],
    ['ReadWriteMany'],
  ],
  [
    'spec.capacity',
    {},
    gone,
    null,
    { storage: '0' },
    { storage: '-1' },
    { storage: '1.5' },
    { cpu: '1' },
    { storage: '1', cpu: '-1' },
    { 'example.com/a': '1', storage: '1' },
  ],
  ['spec.persistentVolumeReclaimPolicy', '', 'Retain', 'Delete', 'Recycle', 'x', gone],
  ...product({
    'spec.hostPath.path': ['/', '/a', '//', '/.', '/a/..', ''],
    'spec.persistentVolumeReclaimPolicy': ['Recycle', 'Retain'],
  }),
  ['spec.storageClassName', '', 'A_b', 'a', gone],
  ['spec.volumeMode', 'Block', 'Filesystem', '', 'x', gone],
  ['spec.volumeAttributesClassName', '', 'A_b', 'a', gone],
  [
    'spec.nodeAffinity',
    {},
    null,
    gone,
    { required: {} },
    { required: { nodeSelectorTerms: [] } },
    { required: { nodeSelectorTerms: [{}] } },
    term({ key: 'a', operator: 'In', values: ['b c'] }),
    term({ key: 'a', operator: 'x' }),
    term({ key: 'a b', operator: 'Exists' }),
    term({ key: 'beta.kubernetes.io/os', operator: 'Exists' }),
    { required: { nodeSelectorTerms: [{ matchFields: [{ key: 'x', operator: 'In', values: ['a'] }] }] } },
  ],
  { 'spec.local': { path: '/a' }, 'spec.hostPath': gone, 'spec.nodeAffinity': gone },
  ['spec.local.path', '', 'rel', '/a/../b'],
  ['spec.hostPath.type', 'Directory', 'x', ''],
  ['spec.csi.driver', '', 'A.b', 'a_b', long('a', 64)],
  ['spec.csi.volumeHandle', '', gone],
  ...[
    'controllerPublishSecretRef',
    'controllerExpandSecretRef',
    'nodePublishSecretRef',
    'nodeExpandSecretRef',
    'nodeStageSecretRef',
  ].map((ref): Row => [`spec.csi.${ref}`, ...secrets]),
  ...['cephfs', 'cinder', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos'].map(
    (type): Row => [`spec.${type}.secretRef`, ...secrets],
  ),
  ['spec.iscsi.iqn', ...iqns],
  ['spec.iscsi.initiatorName', ...iqns],
  ['spec.iscsi.targetPortal', '', long('1', 58), long('1', 59), long('1', 57)],
  ['spec.iscsi.lun', -1, 255, 256],
  { 'spec.iscsi.secretRef': gone, 'spec.iscsi.chapAuthSession': false },
  { 'spec.iscsi.secretRef': gone, 'spec.iscsi.chapAuthSession': false, 'spec.iscsi.chapAuthDiscovery': false },
  ['spec.glusterfs.endpointsNamespace', '', 'A_b', 'a.b', gone],
  ['spec.azureFile.secretNamespace', '', 'A_b', gone],
  ['spec.azureDisk.kind', 'Shared', 'Managed', '', 'x', gone],
  ['spec.azureDisk.diskURI', '/subscriptions/a', 'x', ''],
  ['spec.azureDisk.cachingMode', '', 'x', 'None'],
  ['spec.fc', {}, { wwids: ['a'], targetWWNs: ['b'], lun: 0 }, { targetWWNs: ['b'] }, { targetWWNs: ['b'], lun: 256 }],
  ['spec.flexVolume.options', { 'kubernetes.io/a': 'b' }, { 'x.k8s.io/a': 'b' }, { 'K8S.io': 'b' }],
  ['spec.quobyte.registry', '', 'a', 'a:1,b', 'a:1,b:2'],
  ['spec.quobyte.tenant', long('a', 65)],
  ['spec.nfs.path', '', 'rel'],
  ['spec.flocker', {}, { datasetName: 'a', datasetUUID: 'b' }, { datasetName: 'a/b' }],
  ['spec.gcePersistentDisk.partition', -1, 255, 256],
  ['spec.awsElasticBlockStore.partition', -1, 256],
  ['spec.storageos', {}, { volumeName: 'A_b', volumeNamespace: 'B_c' }],
  ['spec.scaleIO', {}, { gateway: 'a', system: 'b', volumeName: '', secretRef: { name: 'a' } }],
  ['spec.claimRef', {}, null, { name: 'a' }],
  ['spec.mountOptions', [], [''], ['a', 'a']],
  ['metadata.annotations["volume.beta.kubernetes.io/storage-class"]', 'a', ''],
  ['metadata.annotations["volume.beta.kubernetes.io/mount-options"]', 'a'],
  ['metadata.name', long('a', 253), long('a', 254)],
];

const claim: Row[] = [
  ...claimRows('spec'),
  ['metadata.annotations["volume.beta.kubernetes.io/storage-class"]', 'a', '', 'A_b'],
  ['metadata.annotations["volume.kubernetes.io/selected-node"]', 'a', 'A_b'],
  ['spec', gone, {}],
];

const topology = (...values: Json[]): Json => ({ matchLabelExpressions: values });

const storageClass: Row[] = [
  ['provisioner', '', 'A/b', 'a b', 'a/b/c', 'kubernetes.io/no-provisioner', gone],
  [
    'parameters',
    {},
    null,
    { '': 'a' },
    { a: 1 },
    { $map: ['k%d', 'v', 512] },
    { $map: ['k%d', 'v', 513] },
    { a: long('x', 262143) },
    { a: long('x', 262144) },
  ],
  ['reclaimPolicy', '', 'Retain', 'Delete', 'Recycle', 'x', gone],
  ['volumeBindingMode', '', 'Immediate', 'WaitForFirstConsumer', 'x', gone, null],
  [
    'allowedTopologies',
    [],
    [{}],
    [topology()],
    [topology({})],
    [topology({ key: 'a', values: [] })],
    [topology({ key: 'a', values: ['b', 'b'] })],
    [topology({ key: 'a b', values: ['c'] })],
    [topology({ key: 'a', values: ['b'] }), topology({ key: 'a', values: ['b'] })],
    [topology({ key: 'a', values: ['b'] }, { key: 'a', values: ['c'] })],
    [topology({ key: 'beta.kubernetes.io/os', values: ['a'] })],
    [topology({ key: 'failure-domain.beta.kubernetes.io/zone', values: ['a b'] })],
  ],
  ['mountOptions', [''], []],
];

/** Faults of kinds of storage, by kind. */
export const storageFaults: Readonly<Record<string, readonly Row[]>> = {
  PersistentVolume: volume,
  PersistentVolumeClaim: claim,
  StorageClass: storageClass,
  CSIDriver: driver,
  CSINode: csiNode,
  CSIStorageCapacity: capacity,
  VolumeAttachment: attachment,
};
