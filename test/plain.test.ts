import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { type PlainVerdict, judgePlain } from '../scripts/fuzz/plain.ts';
import { plainFieldsOf, plainTypes } from '../src/schema/plain.ts';
import { tables } from '../src/schema/tables.ts';
import { Shapes } from '../src/shapes/shapes.ts';

/** What is valid somewhere, or nearly so, or not at all: every place of every fixture is tried with each. */
const VALUES: readonly unknown[] = [
  ...[0, 1, -1, 2, 80, 1.5, 60, 511, 512, 65535, 65536, 2147483647, 2147483648, 4294967296, true, false, null, {}, []],
  ...[
    '',
    ' ',
    'a',
    'A',
    '1',
    '0',
    '-1',
    'a ',
    ' a',
    'a.b',
    'a..b',
    'a_b',
    'a-',
    '-a',
    'a--b',
    'a/b',
    '/a',
    '/',
    '//',
    'a:b',
  ],
  ...['/a:b', '/a/../b', '/a/./b', '/..', '..', '.', '..a', '.a', 'a/..', '/a b', 'a,b', 'é', '\u0000', '\ud83d\ude00'],
  ...['web', 'http', 'http-web', 'a1', '1a', '80', '123456', 'abcdefghijklmnop', '$(A)', 'a=b', '*', '*.example.com'],
  ...[
    '0%',
    '1%',
    '100%',
    '101%',
    '-1%',
    '1',
    '100m',
    '0.5',
    '1e3',
    '1Ki',
    '1Gi',
    '2Gi',
    '1k',
    '1000000000000Ti',
    '0Gi',
  ],
  ...['a'.repeat(53), 'a'.repeat(63), 'a'.repeat(64), 'a'.repeat(253), 'a'.repeat(254), 'a'.repeat(300_000)],
  ...['None', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'Always', 'Never', 'OnFailure', 'IfNotPresent'],
  ...[
    'RollingUpdate',
    'Recreate',
    'OnDelete',
    'Localhost',
    'Unconfined',
    'SCTP',
    'UDP',
    'tcp',
    'HTTPS',
    'Exists',
    'Equal',
  ],
  ...[
    'NoExecute',
    'SYS_ADMIN',
    'CAP_SYS_ADMIN',
    'kubernetes.io/hostname',
    'beta.kubernetes.io/arch',
    'metadata.labels',
  ],
  ...[
    'failure-domain.beta.kubernetes.io/zone',
    'status.podIPs',
    'v2',
    'Secret',
    'kubernetes.io/tls',
    'ReadWriteOncePod',
  ],
  ...[
    'node.kubernetes.io/x',
    'x.kubernetes.io/name',
    'example.com/a/b',
    'Ingress',
    'Egress',
    'spec.nodeName',
    'default',
  ],
];

/** Names of fields and keys that are put beside those of a fixture. */
const KEYS = ['a', '', 'a b', 'cpu', 'memory', 'storage', 'hugepages-2Mi', 'example.com/gpu', 'requests.cpu', 'app'];

type Json = { [key: string]: unknown } | unknown[];

const fixtures = (): Record<string, unknown>[] =>
  ['workloads', 'others'].flatMap((name) =>
    parseAllDocuments(readFileSync(new URL(`fixtures/plain/${name}.yaml`, import.meta.url), 'utf8')).map(
      (document) => document.toJS() as Record<string, unknown>,
    ),
  );

describe('plain objects', () => {
  for (const [minor, step] of [
    ['1.37', 1],
    ['1.33', 7],
    ['1.29', 7],
  ] as const) {
    describe(minor, () => {
      let shapes: Shapes;
      before(() => {
        shapes = new Shapes({ kubernetesVersion: minor });
      });

      test('every fixture is one', () => {
        for (const object of fixtures())
          assert.deepEqual(judge(object, shapes), { plain: true, said: [] }, describeOf(object));
      });

      test('nothing that the full validation objects to passes for one', () => {
        let plain = 0;
        let at = Number(minor.slice(2)) % step;
        const wrong: string[] = [];
        for (const object of fixtures()) {
          const name = describeOf(object);
          for (const where of change(object)) {
            // One release is asked everything, the others a part, each another.
            if (at++ % step !== 0) continue;
            const verdict = judge(object, shapes);
            if (!verdict.plain) continue;
            plain++;
            for (const said of verdict.said) wrong.push(`${name}: ${where}: ${said}`);
          }
        }
        assert.deepEqual(wrong, []);
        assert.ok(plain > 5_000 / step, `only ${plain} changed objects are plain`);
      });
    });
  }

  test('every field of the table stands in a fixture', () => {
    const { types } = tables();
    const met = new Set<string>();
    for (const object of fixtures()) collect(object, met);
    for (const type of plainTypes()) {
      // The rule server-owned-field passes over plain objects.
      for (const owned of ['status', 'creationTimestamp', 'uid', 'generation', 'managedFields', 'selfLink'])
        assert.ok(!plainFieldsOf(type)?.has(owned), `${type}.${owned}`);
      for (const field of plainFieldsOf(type)?.keys() ?? []) {
        assert.ok(types.type(type)?.fields.has(field), `${type} has no field ${field}`);
        assert.ok(met.has(field), `no fixture has ${type}.${field}`);
      }
    }
  });
});

function describeOf({ kind, metadata }: Record<string, unknown>): string {
  return `${String(kind)} ${String((metadata as { name: string }).name)}`;
}

function judge(object: unknown, shapes: Shapes): PlainVerdict {
  return judgePlain(JSON.stringify(object), shapes)[0] ?? { plain: false, said: [] };
}

/** Puts every value in every place below a node in turn, leaves out and repeats each entry, and puts each back. */
function* change(node: Json, path = ''): Generator<string> {
  if (Array.isArray(node)) {
    for (let i = 0; i < node.length; i++) {
      yield* changeEntry(node as unknown as Record<string, unknown>, String(i), `${path}[${i}]`);
      const [item] = node.splice(i, 1);
      yield `${path}[${i}] left out`;
      node.splice(i, 0, item, structuredClone(item));
      yield `${path}[${i}] repeated`;
      node.splice(i + 1, 1);
      if (typeof item === 'object' && item !== null) yield* change(item as Json, `${path}[${i}]`);
    }
    return;
  }
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (path === '' && (key === 'apiVersion' || key === 'kind')) continue;
    yield* changeEntry(node, key, `${path}.${key}`);
    delete node[key];
    yield `${path}.${key} left out`;
    node[key] = value;
    if (typeof value === 'object' && value !== null) yield* change(value as Json, `${path}.${key}`);
  }
  for (const key of KEYS) {
    if (Object.hasOwn(node, key)) continue;
    for (const value of ['1', '', '1Gi']) {
      node[key] = value;
      yield `${path}.${key} = ${value}`;
    }
    delete node[key];
  }
}

function* changeEntry(node: Record<string, unknown>, key: string, path: string): Generator<string> {
  const before = node[key];
  for (const value of VALUES) {
    node[key] = value;
    yield `${path} = ${JSON.stringify(value)?.slice(0, 80)}`;
  }
  node[key] = before;
}

function collect(node: unknown, met: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    met.add(key);
    collect(value, met);
  }
}
