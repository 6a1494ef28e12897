import type { Json } from '../case.ts';
import { gone, long, type Row } from './faults.ts';
import { modes, paths, users, volume } from './pod-paths.ts';

const projected = `${volume('all')}.projected`;
const source = (one: Json): Row => [`${projected}.sources`, [one], [one, one]];
const bundle = (one: Record<string, Json>): Row => source({ clusterTrustBundle: one });
const certificate = (one: Record<string, Json>): Row =>
  source({ podCertificate: { signerName: 'example.com/a', keyType: 'ED25519', credentialBundlePath: 'a', ...one } });

/** Faults of projected sources. */
export const projections: Row[] = [
  [`${projected}.defaultMode`, ...modes],
  [`${projected}.defaultUser`, ...users],
  [`${projected}.sources`, [], gone, null, [{}], [null]],
  source({ secret: {} }),
  source({
    secret: {
      name: 'a',
      items: [
        { key: 'a', path: 'a' },
        { key: 'b', path: 'a' },
      ],
    },
  }),
  source({ secret: { name: '', items: [{}] } }),
  source({ configMap: {} }),
  source({
    configMap: {
      name: 'a',
      items: [
        { key: 'a', path: 'a' },
        { key: '', path: '../a', mode: 512 },
      ],
    },
  }),
  source({ downwardAPI: {} }),
  source({ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'metadata.name' } }, { path: 'a' }] } }),
  source({ serviceAccountToken: { path: 'a' } }),
  ...[-1, 0, 599, 600, 4294967296, 4294967297].map((seconds) =>
    source({ serviceAccountToken: { path: 'a', expirationSeconds: seconds } }),
  ),
  ...paths.map((path) => source({ serviceAccountToken: path === gone ? {} : { path } })),
  ...users.map((user) => source({ serviceAccountToken: { path: 'a', user } })),
  source({ secret: { name: 'a' }, configMap: { name: 'a' } }),
  source({ secret: { name: 'a' }, downwardAPI: {}, serviceAccountToken: { path: 'a' } }),
  source({
    clusterTrustBundle: { name: 'a', path: 'a' },
    podCertificate: { signerName: 'a.b/c', keyType: 'ED25519', keyPath: 'k' },
  }),
  bundle({}),
  bundle({ path: 'a' }),
  bundle({ name: '', path: 'a' }),
  bundle({ signerName: '', path: 'a' }),
  bundle({ name: 'a', signerName: 'a.b/c', path: 'a' }),
  bundle({ name: 'a', path: 'a', labelSelector: {} }),
  bundle({ name: 'A_b', path: 'a' }),
  bundle({ name: 'example.com:signer:name', path: 'a' }),
  bundle({ name: 'example.com:signer:Bad_Name', path: 'a' }),
  bundle({ name: ':name', path: 'a' }),
  bundle({ name: 'a:', path: 'a' }),
  bundle({ signerName: 'a.b/c', path: 'a', labelSelector: { matchLabels: { 'a b': 'c d' } } }),
  bundle({
    signerName: 'a.b/c',
    path: 'a',
    labelSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['a b'] }] },
  }),
  bundle({ signerName: 'a.b/c', path: 'a', labelSelector: { matchExpressions: [{ key: '', operator: 'x' }] } }),
  ...['a', 'a/b', 'a.b/c/d', 'a.b/', '/c', 'A.b/c', 'a_b.c/d', 'a.b/C', 'a.b/c.d', 'kubernetes.io/x'].map(
    (signerName) => bundle({ signerName, path: 'a' }),
  ),
  bundle({ signerName: long('a.', 150), path: 'a' }),
  bundle({ signerName: `${'a.'.repeat(130)}b/c`, path: 'a' }),
  bundle({ signerName: `${'a.'.repeat(120)}b/${'c.'.repeat(200)}d`, path: 'a' }),
  ...paths.map((path) => bundle(path === gone ? { name: 'a' } : { name: 'a', path })),
  ...users.map((user) => bundle({ name: 'a', path: 'a', user })),
  certificate({}),
  ...['', 'a', 'a/b', 'A.b/c', 'a.b/c/d', 'a.b/C'].map((signerName) => certificate({ signerName })),
  ...['', 'RSA2048', 'RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ed25519'].map((keyType) =>
    certificate({ keyType }),
  ),
  ...[-1, 0, 3599, 3600, 86400, 86401, 7862400, 7862401].flatMap((seconds) => [
    certificate({ maxExpirationSeconds: seconds }),
    certificate({ maxExpirationSeconds: seconds, signerName: 'kubernetes.io/a' }),
    certificate({ maxExpirationSeconds: seconds, signerName: 'a.kubernetes.io/a' }),
  ]),
  certificate({ credentialBundlePath: '' }),
  certificate({ keyPath: 'a' }),
  certificate({ keyPath: 'k', certificateChainPath: 'k' }),
  certificate({ credentialBundlePath: '/abs', keyPath: '../up', certificateChainPath: '..x' }),
  ...users.map((user) => certificate({ user })),
  certificate({ userAnnotations: {} }),
  certificate({ userAnnotations: { a: 'b' } }),
  certificate({ userAnnotations: { 'A.b/C': 'b', 'a/b/c': '', '': 'x' } }),
  certificate({ userAnnotations: { 'kubernetes.io/a': 'b', 'a b/c': 'd' } }),
  certificate({ userAnnotations: { 'a.b/c': long('x', 262144) } }),
  { [`${projected}.sources[0].secret.items[0].path`]: 'config/a' },
  { [`${projected}.sources[1].configMap.items[0].path`]: 'info/name' },
  { [`${projected}.sources[2].downwardAPI.items[0].path`]: 'roots.pem' },
  { [`${projected}.sources[3].serviceAccountToken.path`]: 'roots.pem' },
  { [`${projected}.sources[4].clusterTrustBundle.path`]: 'more.pem' },
  { [`${projected}.sources[6].podCertificate.credentialBundlePath`]: 'key.pem' },
  { 'spec.serviceAccountName': gone, 'spec.serviceAccount': gone },
  { 'spec.serviceAccountName': '' },
];
