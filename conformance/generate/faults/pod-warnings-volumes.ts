import type { Row } from './faults.ts';

/** Volumes of each type that upstream warns of. */
export const volumes: Row[] = [
  [
    'spec.volumes',
    [
      { name: 'a', emptyDir: { sizeLimit: '100m' } },
      { name: 'b', emptyDir: { sizeLimit: '1.5' } },
    ],
    [
      {
        name: 'a',
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1500m' }, limits: { storage: '2500m' } },
            },
          },
        },
      },
    ],
    [
      {
        name: 'a',
        ephemeral: {
          volumeClaimTemplate: {
            metadata: { annotations: { 'volume.beta.kubernetes.io/storage-class': 'x' } },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1' } } },
          },
        },
      },
    ],
    [
      { name: 'a', csi: { driver: 'a', nodePublishSecretRef: { name: '' } } },
      { name: 'b', rbd: { monitors: ['a'], image: 'b', secretRef: {} } },
    ],
    [{ name: 'a', iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.com.example:a', lun: 0, secretRef: {} } }],
    [
      { name: 'a', azureDisk: { diskName: 'a', diskURI: 'https://a' } },
      { name: 'b', cephfs: { monitors: ['a'], secretRef: {} } },
      { name: 'c', storageos: { volumeName: 'a' } },
    ],
    [
      { name: 'a', scaleIO: { gateway: 'a', system: 'a', volumeName: 'a', secretRef: { name: '' } } },
      { name: 'b', cinder: { volumeID: 'a' } },
      { name: 'c', flexVolume: { driver: 'a', secretRef: {} } },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [{ secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } }, { configMap: { name: 'b' } }],
        },
      },
    ],
    [{ name: 'a', projected: { sources: [{ secret: { name: 'a' } }, { secret: { name: 'a' } }] } }],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
            { secret: { name: 'b', items: [{ key: 'a', path: 'x/y' }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { configMap: { name: 'a', items: [{ key: 'a', path: 'x/y' }] } },
            { downwardAPI: { items: [{ path: 'x', fieldRef: { fieldPath: 'metadata.name' } }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'x' } },
            { configMap: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { serviceAccountToken: { path: 'x' } },
            { serviceAccountToken: { path: 'x' } },
            { serviceAccountToken: { path: 'x/y' } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { clusterTrustBundle: { name: 'a', path: 'x' } },
            { serviceAccountToken: { path: 'x' } },
            { secret: { name: 'a', items: [{ key: 'a', path: 'x' }] } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            { clusterTrustBundle: { name: 'a', path: 'x/y' } },
            { clusterTrustBundle: { name: 'a', path: 'x' } },
            { podCertificate: { signerName: 'a.b/c', keyType: 'ED25519', credentialBundlePath: 'x' } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        projected: {
          sources: [
            {
              podCertificate: {
                signerName: 'a.b/c',
                keyType: 'ED25519',
                credentialBundlePath: 'x',
                keyPath: 'x/y',
                certificateChainPath: 'x/y/z',
              },
            },
            { serviceAccountToken: { path: 'x' } },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        secret: {
          secretName: 'a',
          items: [
            { key: 'a', path: 'x' },
            { key: 'b', path: 'x/y' },
          ],
        },
      },
      {
        name: 'b',
        configMap: {
          name: 'a',
          items: [
            { key: 'a', path: 'x' },
            { key: 'b', path: 'x' },
          ],
        },
      },
    ],
    [
      {
        name: 'a',
        downwardAPI: {
          items: [
            { path: 'x', fieldRef: { fieldPath: 'metadata.name' } },
            { path: 'x', fieldRef: { fieldPath: 'metadata.name' } },
            { path: 'x/y', fieldRef: { fieldPath: 'metadata.name' } },
          ],
        },
      },
    ],
  ],
];
