import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestFault } from '../../src/apiserver/certificates/request.ts';
import { decodePem } from '../../src/apiserver/pem.ts';

/** Requests made for these tests with keys that nobody kept. */
const EC =
  'MIHIMG8CAQAwDTELMAkGA1UEAwwCw6QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS8WcmpFQKqWg3Il/MoTxrOK9GNIWJPwEuSl1gnW3OcEL' +
  '3fF9Oe1lZRYobQhRt+a983itl9qQT8u/hoo2wBoEQ0oAAwCgYIKoZIzj0EAwIDSQAwRgIhAJvtEpY1ykoP6hJ4G51Io+VRqOu0QBRXH+b7vAHs' +
  'haHQAiEAgtCOE4YnvP5gVd1rX27vt9l/QdEJqOFRuafHzhiJy5s=';
const ED25519 =
  'MIGLMD8CAQAwDDEKMAgGA1UEAwwBYTAqMAUGAytlcAMhALziGkimAiEv2Nsy2MhCkUbrBXvcREtemNLL99tTVXhIoAAwBQYDK2VwA0EAj2jw0h' +
  'bm4sA1lChcEqbriPIyUasHyaKsUt0fTpwgOESwgKpRbvyOwnj8qdPVXVPEQryf9E6/xFprTOE/naIBBQ==';
const RSA_PSS =
  'MIIChTCCATkCAQAwDDEKMAgGA1UEAwwBYTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAJf6QQ410XR9e/4y6vdkd/CX/sG+ZUmOf2' +
  '5QgAChxf6s0Sgw4GLYpNeeJW59r4du9wDdAJOWlGysVnfmHp7MTH2PiBBIiTUp0qgQkQauBAb+F1T37Ged6v+v714riLYP4qWRZ3rfIzJzSZtq' +
  'Yfld0QucWUfq5YSrnZJCDWQyrnieXXhJgjk3DDkdeK7NvyFqf9RD7CmKnpRaJ+E8MapmvDpZr/yC1SyEGCO8V+wwYPWZ31XfojNJBZU7kV8Jjt' +
  'P2F+gyyiuk0bv5yzBqJC/zd4ZjzH0vJj+vrHkJFBBytSDBqgTC7TRz4SwxXnFKaKtITJmBq7YQxSz0FCct/Z/jcw0CAwEAAaAAMEEGCSqGSIb3' +
  'DQEBCjA0oA8wDQYJYIZIAWUDBAIBBQChHDAaBgkqhkiG9w0BAQgwDQYJYIZIAWUDBAIBBQCiAwIBIAOCAQEAUb2WWCRIFqL5K15E70Sicd+dmo' +
  'tGiSIYemuE6sJCjwyQDRJ/Qx/qszNufWuEYzKJ8vB51M3hw4+30tP6T7THI3sPdFSwBSWQurnL3qIDVwEQ++kNXKHYF2j3kqa4GRPlzFqmfpNM' +
  't+FWwev8rmmCeAQIBvSkRdrG0a0G1G2j43IBoTTVMS8d6y/2hqx8jESP1o6Bn+nh/BT5SKpCTMi2qiSEFsfWmhxIlh2YXkSQYC5OCxz9poVQbk' +
  'm9VmgcSMsX4Fma2sA5qxXJ6ft3r32r/Ja3dBLmTu6fwh3fY1+R1LHM5cX3s51uvD7MkzZp4tCZMdmotrB6CWOCVE7W+m6oZw==';
const RSA_512 =
  'MIHFMHECAQAwDDEKMAgGA1UEAwwBYTBcMA0GCSqGSIb3DQEBAQUAA0sAMEgCQQDSqQKgON1jQfflVRmvTvqSNyba6niTTEsxC5U4HQ7PIg3zcM' +
  '5CrHtZDjGzm6npsspYQLCc7rl51gpXAPteQdJDAgMBAAGgADANBgkqhkiG9w0BAQsFAANBADqVvcC8yywRjF1uzHUgbA+G44QZn86sKIcYN08X' +
  'DgsUMuOjkcS2EnrVJmFCDQPVRTcOmiXWmR72zP810k3P1WE=';
const CURVE_OF_COINS =
  'MIHEMGwCAQAwDTELMAkGA1UEAwwCw6QwVjAQBgcqhkjOPQIBBgUrgQQACgNCAAQygHunl9Gke/Ko5IazLJ+xgxGXWxgF60KbAQllfHeGH9OScA' +
  'DgyAjpRNC3f7wNOzgpUDDaafwcR3RgMIiBGRxsoAAwCgYIKoZIzj0EAwIDSAAwRQIgBvCH+nEveFJpSqyQEVE7h6G12wXREPiwYCyNCBRDixcC' +
  'IQCL8D4igGdNl2gSTjBJVrgG2gemlACKJv/8cT5+UawtdA==';
const SIGNED_WITH_MD5 =
  'MIICUTCCATkCAQAwDDEKMAgGA1UEAwwBYTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAODJWi7eC1RtmW4epn6oG2h7nAmdC0Ypl1' +
  '15QXZeBpFuJXsDmL1XSTOZEvbzKGsiytYC1PcVjJnmlx1IZpou+bIZqybbO6UWr6m+dCVPHrYoCgXTpg2JT6uWUfawKQH/1JIKSQeJSNMNjGkh' +
  'bP4s2e3jZnApHwC7H1XKBxJi+8VCqPyoDYCnAJvMQjyO0OvgvFTPEmBgDC2BB89JaDBREqkHBvBE21Rb+SZ0xoBk0xb2odUUaX06oneC8k6CpJ' +
  'RkTvJ7xC37BlWnEQNt8jC/toC1pIb9xItBqfusNqdDnRJUNF3icL9+iIBW0Oj0kCywDXceuKUBxRDV1tgIWpQAOj8CAwEAAaAAMA0GCSqGSIb3' +
  'DQEBBAUAA4IBAQCMgKtXL7sD0srTUZJMoVO5k8DnryaCYsDiZH/I+QFcZaIdHViHI+DPwlMa1ohp/Tu1+n+x38Mfp5ie70Jgf+pbEMMfDuzwGS' +
  'LDXNalOp/GFINLJryerWNWDE2/sxDiGWfOytO/NYATzvIhnATLHOIeSsveM8Nm5kIrHUf8kWhgP7zdxITcEMU0c3PBuUCdO8mvMPIMjhMlh1TA' +
  'pnAECL4FB230CymbgcNxssd9wFYxEzquGOPsL1I9k89f1hcrK6PqDrcaxVzjWkm5/vgFL40shIVWTRdRr4bWJQQVvDkjTEm+4UtrKhDsxKNhv1' +
  'PZG31YkZ8qSonyb7xx5weWh8jj';

const pem = (body: string, type = 'CERTIFICATE REQUEST'): string =>
  `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----\n`;

function fault(text: string, refusesSmallKeys = true): string | undefined {
  return requestFault(Buffer.from(text).toString('base64'), refusesSmallKeys);
}

test('requests that are signed with their own key', () => {
  for (const body of [EC, ED25519, RSA_PSS]) assert.equal(fault(pem(body)), undefined);
});

test('a text around a request, other line ends and blanks do not count', () => {
  const text = pem(EC);
  for (const same of [
    `# mine\n${text}`,
    `${text}more`,
    text.trimEnd(),
    text.replaceAll('\n', '\r\n'),
    text.replaceAll('\n', ' \n'),
  ]) {
    assert.equal(fault(same), undefined);
  }
});

test('what is no request', () => {
  const wrong = ['', 'x', pem(EC, 'CERTIFICATE'), ` ${pem(EC)}`, pem(EC).replace('END', 'END '), pem(EC.slice(0, -1))];
  for (const text of wrong) assert.match(fault(text) ?? '', /PEM block/, text.slice(0, 60));
  assert.match(fault(pem(EC.slice(0, 40))) ?? '', /can't be read/);
  assert.match(fault(pem('')) ?? '', /can't be read/);
});

test('a request that was changed after it was signed', () => {
  const bytes = Buffer.from(EC, 'base64');
  const name = bytes.indexOf('ä');
  assert.ok(name > 0);
  bytes.write('ö', name);
  assert.match(fault(pem(bytes.toString('base64'))) ?? '', /not signed with its own key/);
});

test('keys and signatures that are not taken', () => {
  assert.match(fault(pem(CURVE_OF_COINS)) ?? '', /key/);
  assert.match(fault(pem(SIGNED_WITH_MD5)) ?? '', /not supported/);
  assert.match(fault(pem(RSA_512)) ?? '', /512 bits/);
  assert.equal(fault(pem(RSA_512), false), undefined);
});

test('nothing that is broken is too much', () => {
  const bytes = Buffer.from(EC, 'base64');
  for (let i = 0; i < bytes.length; i++) {
    for (const bit of [1, 0x80]) {
      const broken = Buffer.from(bytes);
      broken[i] = (broken[i] as number) ^ bit;
      assert.equal(typeof fault(pem(broken.toString('base64'))), 'string', `byte ${i}`);
    }
  }
});

test('blocks of PEM, one behind the other', () => {
  const all = `x\n${pem('YQ==', 'A')}-----BEGIN B-----\n${pem('Yg==', 'C')}${pem('*', 'D')}${pem('ZQ==', 'E')}`;
  const found: string[] = [];
  for (let block = decodePem(all); block !== undefined; block = decodePem(block.rest))
    found.push(`${block.type} ${block.bytes}`);
  assert.deepEqual(found, ['A a', 'C b', 'E e']);
});

test('headers of a block', () => {
  assert.equal(decodePem(pem('Proc-Type: 4\n\nYQ=='))?.hasHeaders, true);
  assert.equal(decodePem(pem('YQ=='))?.hasHeaders, false);
});

test('beginnings without an end take no time', () => {
  const started = performance.now();
  assert.equal(decodePem('-----BEGIN A-----\n'.repeat(100_000)), undefined);
  assert.equal(decodePem('\n-----END A-----\n'.repeat(100_000)), undefined);
  assert.ok(performance.now() - started < 2000);
});
