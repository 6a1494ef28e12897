import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as formats from '../../src/apiserver/formats.ts';
import * as ips from '../../src/apiserver/formats-ip.ts';
import { nameIsDNSSubdomain } from '../../src/apiserver/meta/names.ts';

/** Asserts which values a format takes and which it refuses. */
function check(format: (value: string) => string | undefined, good: readonly string[], bad: readonly string[]): void {
  for (const value of good) assert.equal(format(value), undefined, `${JSON.stringify(value)} is good`);
  for (const value of bad) assert.equal(typeof format(value), 'string', `${JSON.stringify(value)} is bad`);
}

const a = (length: number): string => 'a'.repeat(length);

test('DNS names', () => {
  check(formats.dns1123Label, ['a', '0', 'a-b', a(63)], ['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', a(64)]);
  check(formats.dns1123Subdomain, ['a', 'a.b', 'a-b.c', a(253)], ['', '.', 'a.', '.a', 'a..b', 'a.-b', 'a_b', a(254)]);
  check(formats.dns1123SubdomainWithUnderscore, ['_a', 'a_b.c', 'a'], ['', '__a', 'a_', 'A', 'a..b']);
  check(formats.dns1035Label, ['a', 'a0'], ['0a', '', 'a-', a(64)]);
  check(formats.wildcardDNS1123Subdomain, ['*.a', '*.a.b'], ['*', '*.', 'a', '*.*.a', 'b.*.a']);
});

test('a beginning of a name may end in a dash', () => {
  assert.equal(nameIsDNSSubdomain('web-', true), undefined);
  assert.equal(nameIsDNSSubdomain('web.-', true), undefined);
  assert.equal(typeof nameIsDNSSubdomain('web-', false), 'string');
  assert.equal(typeof nameIsDNSSubdomain('-', true), 'string');
});

test('keys and values of labels', () => {
  check(
    formats.qualifiedName,
    ['a', 'A_b.c-D', 'a.b/C', a(63)],
    ['', '/', 'a/', '/a', 'a/b/c', 'A/b', '-a', a(64), `a/${a(64)}`],
  );
  check(formats.labelValue, ['', 'a', 'A_b.c', a(63)], ['-a', 'a-', 'a b', 'a/b', a(64)]);
});

test('values of labels may be wrong in two ways', () => {
  const count = (value: string): number => formats.labelValueFaults(value).length;
  assert.deepEqual([count('a'), count('-'), count(a(64)), count(`-${a(63)}`)], [0, 1, 1, 2]);
});

test('ports', () => {
  check(formats.portName, ['http', 'a', '8080a', 'a-b'], ['', '80', 'HTTP', 'a--b', '-a', 'a-', 'a_b', a(16)]);
  assert.match(formats.portName('80') ?? '', /write 80 without quotes/);
  for (const port of [1, 65535]) assert.equal(formats.portNumber(port), undefined);
  for (const port of [0, -1, 65536]) assert.equal(typeof formats.portNumber(port), 'string');
});

test('variables and keys', () => {
  check(formats.envVarName, ['A', '_a', '-.a', 'a.b-c_1'], ['', '1a', 'a b', 'a=b', '..', '.', '..a']);
  check(formats.relaxedEnvVarName, ['1', ' ', '..', 'a$b'], ['', 'a=b', 'ä', 'a\u0007']);
  check(formats.configMapKey, ['a', 'a.b_C-1', '..data'.slice(1)], ['', '.', '..', '..a', 'a/b', a(254)]);
  check(formats.cIdentifier, ['_a1'], ['', '1a', 'a-b']);
});

test('what is left', () => {
  check(formats.percent, ['0%', '150%'], ['', '%', '1', '-1%', '1.5%']);
  check(formats.httpHeaderName, ['X-A'], ['', 'X A', 'a_b']);
  check(formats.pathSegmentName, ['a:b', ''], ['.', '..', 'a/b', 'a%b']);
  assert.equal(formats.unprintable('a ä 漢 1'), undefined);
  assert.equal(formats.unprintable('a\tb'), '\t');
});

test('addresses', () => {
  const sloppy = (text: string): string | undefined => ips.ipForLegacyField(text, false);
  const strict = (text: string): string | undefined => ips.ipForLegacyField(text, true);
  const bad = [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1.2.3.4/8',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    'fe80::1%eth0',
    '1.2.3.4:80',
    'a.b.c.d',
  ];
  check(sloppy, ['1.2.3.4', '010.1.1.1', '::', '::1', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4', '1::00008'], bad);
  check(
    strict,
    ['1.2.3.4', '::1', 'FE80::1', '1:0:0:0:0:0:0:1'],
    [...bad, '010.1.1.1', '::ffff:1.2.3.4', '::ffff:102:304', '1::00008'],
  );
  check(ips.ipStrict, ['1.2.3.4', '::', '::1', '1:0:0:2::3', 'fe80::1'], ['FE80::1', '1:0:0:0:0:0:0:1', '0::1']);
});

test('the usual form of an address', () => {
  const usual = (text: string): string => ips.formatIP(ips.parseIP(text) as ips.Address);
  assert.equal(usual('::ffff:1.2.3.4'), '1.2.3.4');
  assert.equal(usual('2001:DB8:0:0:1:0:0:1'), '2001:db8::1:0:0:1');
  assert.equal(usual('1:0:2:3:4:5:6:7'), '1:0:2:3:4:5:6:7');
  assert.equal(usual('0:0:0:0:0:0:0:0'), '::');
});

test('ranges', () => {
  const sloppy = (text: string): string | undefined => ips.cidrForLegacyField(text, false);
  const bad = ['', '1.2.3.4', '1.2.3.4/', '1.2.3.4/33', '::/129', '1.2.3.4/-1', '/8'];
  check(sloppy, ['1.2.3.0/24', '1.2.3.4/24', '::/0', '01.2.3.0/024'], bad);
  check(
    (text) => ips.cidrForLegacyField(text, true),
    ['1.2.3.0/24', '::/0'],
    [...bad, '1.2.3.4/24', '01.2.3.0/24', '1.2.3.0/024', '::ffff:1.2.3.0/120'],
  );
  check(ips.cidrStrict, ['10.0.0.0/8', '2001:db8::/32'], ['2001:DB8::/32']);
  check(ips.interfaceAddress, ['1.2.3.4/24'], ['1.2.3.4', '01.2.3.4/24']);
  assert.equal(ips.cidrWarnings('1.2.3.4/24').length, 1);
  assert.equal(ips.cidrWarnings('1.2.3.0/24').length, 0);
  assert.match(ips.ipWarning('010.1.1.1') ?? '', /10\.1\.1\.1/);
});
