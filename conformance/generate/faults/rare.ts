import { taints } from './device-slices.ts';
import { gone, long, type Row } from './faults.ts';

const authority =
  'MIIBcDCCARWgAwIBAgIUTiuI5bgiGT7JfJLQ6FRPen/+tGowCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYTAgFw0yNjExMjAxNjUx' +
  'MTFaGA8yMTI2MTAyNzE2NTExMVowDDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNQ6qavXlGqOiDSB6yYP' +
  'CFVIKPE9RVMWLQEQ8IpxgOExPl4YmhVhwDuevAvHQ98tPZQ1bC52QJeTEdWriLdxy++jUzBRMB0GA1UdDgQWBBRDN60BgLp++YQa' +
  'Dd2F8sVHT2koTzAfBgNVHSMEGDAWgBRDN60BgLp++YQaDd2F8sVHT2koTzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kA' +
  'MEYCIQDlh60MrRekbPscxKE0Yp4EsBm5uhurklDkH/H0QhvqJgIhAIeJLWZh3+ijOxNo3gwGtkvmvfpdQL0aMlAzpMFZ7iV+';
const otherAuthority =
  'MIIBbzCCARWgAwIBAgIUflXMmOLZ3jjYWaktH2vtFbt3hxowCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYzAgFw0yNjExMjAxNjUx' +
  'MTFaGA8yMTI2MTAyNzE2NTExMVowDDEKMAgGA1UEAwwBYzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIWfIQymu9EXI+1U7fJR' +
  'n6ekyEcI/rGbyRkZ79NTzuUntLvGfoSX7ReJSpWgvb9h73+K+MkmQfY0nYM+6EOyupOjUzBRMB0GA1UdDgQWBBTOjizWeR7XLWOk' +
  'D1oSeDuXC6krHzAfBgNVHSMEGDAWgBTOjizWeR7XLWOkD1oSeDuXC6krHzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gA' +
  'MEUCIGZhLegwbagKbaoOUYi7yKOgCD0OateNqO3lgpP2EVGAAiEAiXyCTQx6vifP8RhXKuHS+r90LH0pgQeY4Q5F2L2YhuU=';
/** A certificate that may not sign others. */
const noAuthority =
  'MIIBbTCCARKgAwIBAgIUR2Cj09sMF1+P2IZx1YfSd7AUhvkwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBYjAgFw0yNjExMjAxNjUx' +
  'MTFaGA8yMTI2MTAyNzE2NTExMVowDDEKMAgGA1UEAwwBYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJkcDK/o8VIYAk9kp64G' +
  'zRtGEuFvLfVUZOjyaoc52LZu6EX5ZKx5fUl82qfGRApoMjfRk2yE5Ro5oJNxOZ8iIN6jUDBOMB0GA1UdDgQWBBTZiUNY129Tvoef' +
  'yGbe0r/rOGXG9TAfBgNVHSMEGDAWgBTZiUNY129TvoefyGbe0r/rOGXG9TAMBgNVHRMBAf8EAjAAMAoGCCqGSM49BAMCA0kAMEYC' +
  'IQCQ4dVG3b8Yc/xdRgimO85xtGabBqH0SHPe+/azClovggIhALiUAsgi6EvEHvNcOp4tdb7xn2PbS3v85GtOOrgnSK2b';

const block = (base64: string, type = 'CERTIFICATE', headers = ''): string =>
  `-----BEGIN ${type}-----\n${headers}${base64}\n-----END ${type}-----\n`;

const bundle: Row[] = [
  [
    'spec.trustBundle',
    gone,
    '',
    'x',
    block(authority) + block(otherAuthority),
    block(authority) + block(authority),
    block(noAuthority),
    block(authority) + block(noAuthority),
    block(authority, 'X509 CRL'),
    block(authority, 'PRIVATE KEY') + block(authority),
    block(authority, 'CERTIFICATE', 'A: b\n\n'),
    block(authority.slice(0, 40)),
    block(`${authority.slice(0, 80)}AAAA${authority.slice(84)}`),
    `# of the lab\n${block(authority)}`,
    `${block(authority)}-----BEGIN CERTIFICATE-----\n`,
    block(authority).replaceAll('\n', '\r\n'),
    block(authority).trimEnd(),
    long('x', 1024 * 1024),
    long('x', 1024 * 1024 + 1),
  ],
  ['spec.signerName', gone, '', 'a', 'a.b/c', 'example.com/', 'A.b/c'],
  { 'spec.signerName': gone, 'metadata.name': 'a' },
  { 'spec.signerName': gone, 'metadata.name': 'A' },
  { 'spec.signerName': '', 'metadata.name': 'a:b' },
  { 'spec.signerName': 'a.b/c', 'metadata.name': 'a.b:c:d' },
  { 'spec.signerName': 'a.b/c', 'metadata.name': 'a.b:c:' },
  { 'spec.signerName': 'a.b/c', 'metadata.name': 'a.b:c:D' },
];

const address: Row[] = [
  ['metadata.name', '::1', '2001:db8::1', '2001:DB8::1', '010.0.0.1', '1.2.3', '1.2.3.4/32', '::ffff:1.2.3.4'],
  ['spec', gone, {}],
  ['spec.parentRef', gone, {}, { resource: 'services', name: 'a' }],
  ...['resource', 'name', 'namespace'].map(
    (field): Row => [`spec.parentRef.${field}`, gone, '', '.', '..', 'a/b', 'a%b', 'A b'],
  ),
  ['spec.parentRef.group', gone, '', 'A', 'a_b', 'a.b'],
];

const ranges: Row[] = [
  ['spec', gone, {}],
  [
    'spec.cidrs',
    gone,
    [],
    ['10.0.0.0/8'],
    ['2001:db8::/64'],
    ['10.0.0.0/8', '10.1.0.0/16'],
    ['2001:db8::/64', '2001:db9::/64'],
    ['2001:db8::/64', '10.0.0.0/8'],
    ['10.0.0.0/8', '2001:db8::/64', '11.0.0.0/8'],
    ['10.0.0.1/8'],
    ['010.0.0.0/8'],
    ['10.0.0.0'],
    ['10.0.0.0/8', 'x'],
    ['x', 'y'],
    [''],
    ['2001:DB8::/64'],
    ['::ffff:10.0.0.0/104'],
  ],
];

const attributes: Row[] = [
  ['driverName', gone, '', 'A.b', 'a b', 'a/b', 'a/b/c', long('a', 63), long('a', 64)],
  ['parameters', gone, {}, { '': 'a' }, { a: null }, { a: '' }],
  ['parameters.iops', long('x', 256 * 1024), long('x', 256 * 1024 + 1)],
  ['parameters', { $map: ['a%d', 'b', 512] }, { $map: ['a%d', 'b', 513] }],
];

const migration: Row[] = [
  ['spec', gone, {}],
  ['spec.resource', gone, {}],
  ['spec.resource.resource', gone, '', 'A', '0a', 'a.b', 'a/b', long('a', 63), long('a', 64)],
  ['spec.resource.group', gone, '', 'A', 'a_b', 'a.b'],
];

const taintRule: Row[] = [
  ['spec', gone, {}],
  ['spec.deviceSelector', gone, {}, { driver: '' }, { pool: '' }, { device: '' }],
  ['spec.deviceSelector.driver', 'A.b', 'a_b', long('a', 64), gone],
  ['spec.deviceSelector.pool', 'A', 'a/b', 'a//b', long('a', 254), gone],
  ['spec.deviceSelector.device', 'A', 'a.b', long('a', 64), gone],
  ['spec.taint', gone, {}, ...taints],
];

/** Faults of kinds that few people write. */
const apiService: Row[] = [
  ['metadata.name', 'v1', 'v1.', '.apps', 'v1.other', 'V1.apps', 'v1/apps', '..'],
  ['spec', gone, null, {}],
  { 'spec.group': gone, 'spec.version': 'v1', 'metadata.name': 'v1.' },
  { 'spec.group': '', 'spec.version': 'v2', 'metadata.name': 'v2.' },
  { 'spec.group': 'A_b', 'metadata.name': 'v1.A_b' },
  { 'spec.group': 'a/b', 'metadata.name': 'v1.a/b' },
  { 'spec.version': '', 'metadata.name': '.apps' },
  { 'spec.version': 'V1', 'metadata.name': 'V1.apps' },
  { 'spec.version': '1', 'metadata.name': '1.apps' },
  ['spec.groupPriorityMinimum', -1, 0, 1, 20000, 20001, gone],
  ['spec.versionPriority', -1, 0, 1, 1000, 1001, gone],
  [
    'spec.service',
    gone,
    null,
    {},
    { name: 'a' },
    { namespace: 'a' },
    { name: '', namespace: '' },
    { name: 'A_b', namespace: 'A_b' },
  ],
  ['spec.service.port', gone, null, -1, 0, 1, 65535, 65536],
  ['spec.caBundle', gone, '', 'YQ==', 'x'],
  { 'spec.caBundle': 'YQ==', 'spec.insecureSkipTLSVerify': true },
  { 'spec.caBundle': 'YQ==', 'spec.insecureSkipTLSVerify': false },
  { 'spec.service': gone, 'spec.caBundle': 'YQ==', 'spec.insecureSkipTLSVerify': true },
  { 'spec.service': gone, 'spec.caBundle': 'YQ==' },
  { 'spec.service': gone, 'spec.insecureSkipTLSVerify': true },
];

const podRequest: Row[] = [
  { 'spec.signerName': 'kubernetes.io/kube-apiserver-client-pod', 'spec.maxExpirationSeconds': 86400 },
  { 'spec.signerName': 'kubernetes.io/kube-apiserver-client-pod', 'spec.maxExpirationSeconds': 86401 },
  ['spec.maxExpirationSeconds', 3599, 3600, 7862400, 7862401],
];

export const rareFaults: Readonly<Record<string, readonly Row[]>> = {
  APIService: apiService,
  ClusterTrustBundle: bundle,
  DeviceTaintRule: taintRule,
  IPAddress: address,
  PodCertificateRequest: podRequest,
  ServiceCIDR: ranges,
  StorageVersionMigration: migration,
  VolumeAttributesClass: attributes,
};
