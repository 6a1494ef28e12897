import type { Json } from '../case.ts';
import { gone, long, type Row } from './faults.ts';
import { remote } from './pod-claims.ts';
import { projections } from './pod-projections.ts';
import { modes, paths, users, volume } from './pod-paths.ts';

/** One complete source of each type, so that every pair of them can stand in one volume. */
const sources: Record<string, Json> = {
  hostPath: { path: '/a' },
  emptyDir: {},
  gcePersistentDisk: { pdName: 'a' },
  awsElasticBlockStore: { volumeID: 'a' },
  gitRepo: { repository: 'a' },
  secret: { secretName: 'a' },
  nfs: { server: 'a', path: '/a' },
  iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0 },
  glusterfs: { endpoints: 'a', path: 'a' },
  persistentVolumeClaim: { claimName: 'a' },
  rbd: { monitors: ['a'], image: 'a' },
  flexVolume: { driver: 'a' },
  cinder: { volumeID: 'a' },
  cephfs: { monitors: ['a'] },
  flocker: { datasetName: 'a' },
  downwardAPI: {},
  fc: { wwids: ['a'] },
  azureFile: { secretName: 'a', shareName: 'a' },
  configMap: { name: 'a' },
  vsphereVolume: { volumePath: 'a' },
  quobyte: { registry: 'a:1', volume: 'a' },
  azureDisk: { diskName: 'a', diskURI: 'https://a' },
  photonPersistentDisk: { pdID: 'a' },
  projected: {},
  portworxVolume: { volumeID: 'a' },
  scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: 'a' } },
  storageos: { volumeName: 'a' },
  csi: { driver: 'a' },
  ephemeral: {
    volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1' } } } },
  },
  image: { reference: 'a' },
};

const types = Object.keys(sources);

const unions: Row[] = [
  ...types.flatMap((type, i): Row[] => [
    [
      'spec.volumes[none]',
      { name: 'none', [type]: {} },
      { name: 'none', [type]: null },
      { name: 'none', [type]: sources[type] as Json },
    ],
    ...types
      .slice(i + 1)
      .map(
        (other): Row => [
          'spec.volumes[none]',
          { name: 'none', [type]: sources[type] as Json, [other]: sources[other] as Json },
        ],
      ),
    ['spec.volumes[empty]', { name: 'empty', emptyDir: {}, [type]: {} }],
  ]),
  [`${volume('none')}.name`, '', 'empty', 'a.b', 'A', long('a', 63), long('a', 64)],
  ['spec.volumes', gone, null, []],
];

const files: Row[] = [
  ...['configMap', 'secret'].flatMap((type): Row[] => {
    const at = `${volume(type === 'secret' ? 'secret' : 'settings')}.${type}`;
    return [
      [`${at}.defaultMode`, ...modes],
      [`${at}.defaultUser`, ...users],
      [`${at}.items[0].mode`, ...modes],
      [`${at}.items[0].user`, ...users],
      [`${at}.items[0].path`, ...paths],
      [`${at}.items[0].key`, '', 'a b', '../x', gone],
      [
        `${at}.items`,
        [],
        [{}],
        [
          { key: 'a', path: 'same' },
          { key: 'b', path: 'same' },
        ],
      ],
    ];
  }),
  [`${volume('settings')}.configMap.name`, '', 'A', gone, 'a b'],
  [`${volume('secret')}.secret.secretName`, '', 'A', gone],
  [`${volume('info')}.downwardAPI.defaultMode`, ...modes],
  [`${volume('info')}.downwardAPI.defaultUser`, ...users],
  [`${volume('info')}.downwardAPI.items[0].mode`, ...modes],
  [`${volume('info')}.downwardAPI.items[0].user`, ...users],
  [`${volume('info')}.downwardAPI.items[0].path`, ...paths],
  [
    `${volume('info')}.downwardAPI.items`,
    [],
    [{}],
    [{ path: 'a' }],
    [{ path: 'a', fieldRef: {} }],
    [
      {
        path: 'a',
        fieldRef: { fieldPath: 'metadata.name' },
        resourceFieldRef: { containerName: 'a', resource: 'limits.cpu' },
      },
    ],
  ],
  [
    `${volume('info')}.downwardAPI.items[0].fieldRef.fieldPath`,
    '',
    'metadata.name',
    'metadata.namespace',
    'metadata.labels',
    'metadata.annotations',
    'metadata.uid',
    'spec.nodeName',
    'status.podIP',
    'status.hostIP',
    "metadata.labels['a']",
    "metadata.annotations['A_b/c']",
    "metadata.labels['']",
    'x',
  ],
  [`${volume('info')}.downwardAPI.items[0].fieldRef.apiVersion`, '', 'v2', gone],
  [`${volume('info')}.downwardAPI.items[1].resourceFieldRef.containerName`, '', 'nobody', gone],
  [
    `${volume('info')}.downwardAPI.items[1].resourceFieldRef.resource`,
    '',
    'cpu',
    'limits.hugepages-2Mi',
    'requests.hugepages-1Gi',
    'limits.memory',
    'limits.ephemeral-storage',
  ],
  [`${volume('info')}.downwardAPI.items[1].resourceFieldRef.divisor`, '1', '1m', '1k', '0', '-1'],
  [`${volume('empty')}.emptyDir.sizeLimit`, '-1', '0', '1.5', 'x', '1m'],
  [`${volume('empty')}.emptyDir.medium`, '', 'Memory', 'HugePages', 'HugePages-1Gi', 'HugePages-', 'memory', 'x'],
  [`${volume('empty')}.emptyDir.mode`, -1, 0, 1023, 1024, 511],
  [`${volume('host')}.hostPath.path`, '', 'rel', '/a/../b', '..', '/..a'],
  [
    `${volume('host')}.hostPath.type`,
    '',
    'Directory',
    'DirectoryOrCreate',
    'File',
    'FileOrCreate',
    'Socket',
    'CharDevice',
    'BlockDevice',
    'directory',
  ],
];

/** Faults of volumes: every source, and every pair of sources in one volume. */
export const volumeRows: readonly Row[] = [...unions, ...files, ...projections, ...remote];
