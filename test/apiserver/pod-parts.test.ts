import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getIntOrPercentValue } from '../../src/apiserver/apps/intorpercent.ts';
import { isHostPort, isInitiatorName } from '../../src/apiserver/core/pod/volumes/iscsi.ts';
import { lint } from '../../src/lint.ts';

test('names of iSCSI initiators', () => {
  const good = [
    'iqn.2001-04.com.example:storage',
    'iqn.2001-04.com.example:a:b',
    // Only the end of the text is held against the form.
    'iqn-iqn.2001-04.com:x',
    'eui.0123456789abcdef',
    'euix0123456789abcdef',
    `naa.${'0'.repeat(32)}`,
  ];
  const bad = [
    '',
    'iqn',
    'iqn.2001-04.com.example',
    'iqn.2001-04.com.example:',
    'iqn.2001-4.com:x',
    'iqn.2001-04.:x',
    'iqn.2001-04.com:a,b',
    'iqn.2001-04.com:a b',
    'eui.0123456789abcde',
    'naa.0',
    'x.2001-04.com:a',
  ];
  for (const name of good) assert.equal(isInitiatorName(name), true, name);
  for (const name of bad) assert.equal(isInitiatorName(name), false, name);
});

test('a long name without an end takes no longer than its length', () => {
  const started = performance.now();
  assert.equal(isInitiatorName('iqn.2001-04.'.repeat(100_000)), false);
  assert.ok(performance.now() - started < 2000);
});

test('host and port', () => {
  for (const good of ['a:1', ':', 'a:', '[::1]:2', '[a]:']) assert.equal(isHostPort(good), true, good);
  for (const bad of ['', 'a', 'a:b:c', '[::1]', '[::1]2', '[::1:2', '::1:2', 'a]:1', '[a]]:1', '[[a]:1']) {
    assert.equal(isHostPort(bad), false, bad);
  }
});

test('numbers and percentages of replicas', () => {
  const values: [number | string | undefined, number][] = [
    [undefined, 0],
    [3, 3],
    ['25%', 25],
    ['007%', 7],
    ['5', 5],
    ['+5', 5],
    ['-1%', 0],
    ['x', 0],
    ['', 0],
  ];
  for (const [value, number] of values) assert.equal(getIntOrPercentValue(value), number, String(value));
});

/** The API's errors in a Pod with this pod spec, as `path type`. */
function errorsOf(spec: Record<string, unknown>, minor = '1.37'): string[] {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
  };
  const findings = lint([{ file: 'pod.yaml', text: JSON.stringify(pod) }], {
    presets: ['api'],
    asIs: true,
    kubernetesVersion: minor,
  });
  return findings.filter(({ severity }) => severity === 'error').map(({ path, type }) => `${path} ${type}`);
}

const windowsUser = (runAsUserName: string): string[] =>
  errorsOf({ securityContext: { windowsOptions: { runAsUserName } } });

test('users of Windows', () => {
  for (const good of ['user', 'domain\\user', 'a.example.com\\user', 'NT AUTHORITY\\SYSTEM', 'ä', 'a'.repeat(104)]) {
    assert.deepEqual(windowsUser(good), [], good);
  }
  const bad = [
    '',
    '\\',
    'a\\',
    '\\a',
    'a\\b\\c',
    '..',
    ' ',
    'a\u0001',
    'a@b',
    'a'.repeat(105),
    `${'a'.repeat(256)}\\b`,
    '.x y z, and more\\a',
  ];
  for (const name of bad) {
    assert.deepEqual(windowsUser(name), ['spec.securityContext.windowsOptions.runAsUserName FieldValueInvalid'], name);
  }
});

test('kernel parameters of the host', () => {
  const sysctl = (name: string): string[] =>
    errorsOf({ hostNetwork: true, hostIPC: true, securityContext: { sysctls: [{ name, value: '1' }] } });
  const wrong = ['spec.securityContext.sysctls[0].name FieldValueInvalid'];
  for (const name of [
    'net.ipv4.ip_forward',
    'net/ipv4/conf/eth0.1/x',
    'kernel.shmmax',
    'fs.mqueue.x',
    'kernel..x',
    'A',
    '-a',
  ]) {
    assert.deepEqual(sysctl(name), wrong, name);
  }
  for (const name of ['vm.max_map_count', 'kernel.panic', 'network.x', 'a']) assert.deepEqual(sysctl(name), [], name);
});

test('values that cannot be read are followed by no other complaint', () => {
  const unread: Record<string, unknown>[] = [
    {
      volumes: [{ name: 5, emptyDir: {} }],
      containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/v' }] }],
    },
    { volumes: 'none', containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/v' }] }] },
    { volumes: [{ name: 'v', azureDisk: { kind: 1, diskName: 'd', diskURI: '/subscriptions/x' } }] },
    { volumes: [{ name: 'v', fc: { targetWWNs: [], wwids: 'x' } }] },
    { tolerations: [{ key: 'a', operator: 5, value: 'a b' }] },
    { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 1, minDomains: 1 }] },
    { securityContext: { seccompProfile: { type: 1, localhostProfile: 'x' } } },
  ];
  for (const spec of unread)
    assert.deepEqual(new Set(errorsOf(spec).map((error) => error.split(' ')[1])), new Set(['undefined']));
});
