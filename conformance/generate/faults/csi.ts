import type { Json } from '../case.ts';
import { gone, long, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';

/** Faults of CSIDrivers. */
export const driver: Row[] = [
  ['spec', gone, {}],
  ...[
    'attachRequired',
    'podInfoOnMount',
    'storageCapacity',
    'requiresRepublish',
    'seLinuxMount',
    'serviceAccountTokenInSecrets',
    'preventPodSchedulingIfMissing',
  ].map((field): Row => [`spec.${field}`, true, false, gone, null, 'x']),
  ['spec.fsGroupPolicy', '', 'ReadWriteOnceWithFSType', 'File', 'None', 'x', gone],
  ['spec.volumeLifecycleModes', [], gone, ['x'], ['Persistent', 'Persistent'], ['Ephemeral'], ['']],
  [
    'spec.tokenRequests',
    [],
    gone,
    [{}],
    [{ audience: 'a' }, { audience: 'a' }],
    ...[-1, 0, 599, 600, 4294967296, 4294967297].map(
      (seconds): Json => [{ audience: 'a', expirationSeconds: seconds }],
    ),
  ],
  { 'spec.tokenRequests': gone, 'spec.serviceAccountTokenInSecrets': true },
  { 'spec.tokenRequests': [], 'spec.serviceAccountTokenInSecrets': false },
  ['spec.nodeAllocatableUpdatePeriodSeconds', -1, 0, 9, 10, gone],
  ['metadata.name', 'A.b', 'a_b', long('a', 63), long('a', 64)],
];

const node = (more: Record<string, Json>): Json => ({ name: 'a', nodeID: 'b', ...more });

/** Faults of CSINodes. */
export const csiNode: Row[] = [
  [
    'spec.drivers',
    [],
    gone,
    [{}],
    [node({}), node({})],
    [node({ name: 'A.b' })],
    [node({ name: 'a_b' })],
    [node({ name: long('a', 64) })],
    [node({ nodeID: '' })],
    [node({ nodeID: long('a', 256) })],
    [node({ nodeID: long('a', 257) })],
    [node({ topologyKeys: [''] })],
    [node({ topologyKeys: ['a', 'a'] })],
    [node({ topologyKeys: ['a b'] })],
    [node({ topologyKeys: [] })],
    [node({ allocatable: {} })],
    [node({ allocatable: { count: -1 } })],
    [node({ allocatable: { count: 0 } })],
  ],
];

/** Faults of CSIStorageCapacities. */
export const capacity: Row[] = [
  ['storageClassName', '', 'A_b', gone],
  ['capacity', '-1', '0', '1.5', gone],
  ['maximumVolumeSize', '-1', '0', gone],
  ...labelSelectors.map((selector): Row => ({ nodeTopology: selector })),
  [
    'nodeTopology',
    {
      matchLabels: { 'beta.kubernetes.io/os': 'a' },
      matchExpressions: [{ key: 'beta.kubernetes.io/arch', operator: 'Exists' }],
    },
  ],
];

/** Values of what an inline volume must not have. */
const inline: Record<string, Json[]> = {
  claimRef: [{ name: 'a' }, {}],
  capacity: [{ storage: '1' }, {}],
  nodeAffinity: [{}, { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } }],
  storageClassName: ['a', ''],
  persistentVolumeReclaimPolicy: ['Retain', 'Delete', ''],
  volumeMode: ['Block', 'Filesystem'],
  volumeAttributesClassName: ['a', ''],
  mountOptions: [['a']],
};

/** Faults of VolumeAttachments. */
export const attachment: Row[] = [
  ['spec.attacher', '', 'A.b', 'a_b', long('a', 63), long('a', 64), gone],
  ['spec.nodeName', '', 'A_b', gone],
  [
    'spec.source',
    {},
    gone,
    { persistentVolumeName: '' },
    { persistentVolumeName: 'A_b' },
    { persistentVolumeName: 'a', inlineVolumeSpec: {} },
    { inlineVolumeSpec: {} },
  ],
  ...[
    'claimRef',
    'capacity',
    'nodeAffinity',
    'storageClassName',
    'persistentVolumeReclaimPolicy',
    'volumeMode',
    'volumeAttributesClassName',
    'mountOptions',
  ].flatMap((field): Row[] => [[`spec.source.inlineVolumeSpec.${field}`, ...(inline[field] ?? [])]]),
  { 'spec.source.inlineVolumeSpec.csi': gone },
  { 'spec.source.inlineVolumeSpec.csi': gone, 'spec.source.inlineVolumeSpec.nfs': { server: 'a', path: '/a' } },
  ['status.attachmentMetadata', { a: long('x', 262143) }, { a: long('x', 262144) }],
  [
    'status.attachError',
    { message: long('x', 1024) },
    { message: long('x', 1025) },
    { errorCode: -1 },
    { errorCode: 0 },
  ],
  ['status.detachError', { message: long('x', 1025) }, { errorCode: -1 }],
];
