/** A field of each type that JSON decoding knows, in a manifest with `@` where its value stands. Values are written on one line. */
export const places: Readonly<Record<string, string>> = {
  string: pod('nodeName: @'),
  bool: pod('hostNetwork: @'),
  int32: workload('replicas: @'),
  int64: pod('terminationGracePeriodSeconds: @'),
  number: schema('{type: number, minimum: @}'),
  bytes: 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: @}\n',
  quantity: pod('overhead: {cpu: @}'),
  intOrString: 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80, targetPort: @}]}\n',
  time: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, creationTimestamp: @}\n',
  microTime: 'apiVersion: coordination.k8s.io/v1\nkind: Lease\nmetadata: {name: a}\nspec: {renewTime: @}\n',
  any: 'apiVersion: apps/v1\nkind: ControllerRevision\nmetadata: {name: a}\nrevision: 1\ndata: @\n',
  object: pod('securityContext: @'),
  objectInList: pod('tolerations: [@]'),
  list: pod('tolerations: @'),
  stringInList: pod('hostAliases: [{ip: 1.2.3.4, hostnames: [@]}]'),
  int64InList: pod('securityContext: {supplementalGroups: [@]}'),
  map: pod('nodeSelector: @'),
  stringInMap: pod('nodeSelector: {a: @}'),
  bytesInMap: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nbinaryData: {a: @}\n',
  objectOrBool: schema('{type: object, additionalProperties: @}'),
  objectOrList: schema('{type: array, items: @}'),
  objectOrStrings: schema('{type: object, dependencies: {a: @}}'),
};

function pod(field: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: a}]\n  ${field}\n`;
}

function workload(field: string): string {
  const template = '{metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}';
  return `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: a}\nspec:\n  ${field}\n  selector: {matchLabels: {a: b}}\n  template: ${template}\n`;
}

function schema(written: string): string {
  const version = `{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: ${written}}}}}`;
  const spec = `{group: example.com, scope: Namespaced, names: {kind: A, plural: as}, versions: [${version}]}`;
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.example.com}\nspec: ${spec}\n`;
}

// Words, nothing, whole numbers, fractions, tags, lists, maps, texts, base64, amounts, times.
const groups: readonly (readonly string[])[] = [
  ['yes', 'no', 'on', 'Off', 'y', 'N', 'true', 'True', 'TRUE', '"true"', 'false', 'tRue'],
  ['~', 'null', 'Null', 'NULL', 'nUll', '"null"', '""', "''"],
  [
    '0',
    '1',
    '-1',
    '+1',
    '-0',
    '"1"',
    '"-1"',
    '"01"',
    '007',
    '08',
    '0o17',
    '0x1F',
    '0b11',
    '0b2',
    '1_000',
    '1__0',
    '_1',
    '1:30',
  ],
  ['2147483647', '2147483648', '-2147483648', '-2147483649', '4294967296'],
  [
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '-9223372036854775809',
    '18446744073709551615',
    '18446744073709551616',
  ],
  ['123456789012345678901234567890', '"9223372036854775808"'],
  [
    '1.0',
    '1.5',
    '-1.5',
    '0.0',
    '.5',
    '5.',
    '1e3',
    '1E3',
    '1e+3',
    '1e-3',
    '1.0e2',
    '1e20',
    '1e400',
    '-1e400',
    '"1.5"',
    '"1e3"',
    '.inf',
    '-.Inf',
    '.nan',
  ],
  ['!!str 5', '!!int "5"', '!!float 1', '!!bool "true"', '!!binary aGk=', '!!null ""', '!foo x', '!!str [a]'],
  ['[]', '{}', '[null]', '[a]', '[1, 2]', '[1.5]', '[256]', '["1"]', '[[]]', '[{}]', '[{a: b}]', '[true]'],
  ['{a: b}', '{a: null}', '{a: 1}', '{a: {}}', '{a: []}', '{"": b}', '{type: string}', '{key: a}', '{"key": 5}'],
  ['text', '"te xt"', '"a\\nb"', '"\\u00e9"', '"\\ud83d\\ude00"', '=', '"<<"'],
  ['YWJj', 'YWJ', 'YWI=', '"YWJj\\n"', '"YW Jj"', '"YWJj="', '"YW=="', '"-_-_"', '"===="'],
  [
    '100m',
    '1Gi',
    '"1 Gi"',
    '1ki',
    '1Ki',
    '1K',
    '1k',
    '1KB',
    '5E',
    '5Ei',
    '0.1m',
    '-5m',
    '+5m',
    '.5Gi',
    '5.Gi',
    '1e3Ki',
    '1E',
    '1.1.1',
    '"1m "',
    '1mi',
    '1n',
    '1u',
    '1µ',
  ],
  [
    '2024-01-01',
    '2024-01-01T00:00:00Z',
    '"2024-01-01T00:00:00Z"',
    '"2024-01-01T00:00:00.123456Z"',
    '"2024-01-01T00:00:00.1Z"',
    '"2024-01-01T0:00:00,123456+01:00"',
    '"2024-01-01T00:00:00.1234567Z"',
    '"2024-01-01T00:00:00+02:00"',
  ],
  [
    '"2024-01-01T00:00:00"',
    '"2024-01-01T00:00:00z"',
    '"2024-13-01T00:00:00Z"',
    '"2024-02-30T00:00:00Z"',
    '"2024-02-29T24:00:00Z"',
    '"2023-02-29T00:00:00Z"',
  ],
  [
    '"2024-01-01 00:00:00Z"',
    '"2024-01-01T0:00:00Z"',
    '"2024-01-01T00:00:60Z"',
    '"2024-01-01T00:00:00,5Z"',
    '"0000-01-01T00:00:00Z"',
    '"2024-01-01T00:00:00+25:00"',
  ],
  ['30s', '1h30m', '80%', '"80"', '"%"'],
];

/** What people write, and what readers of YAML, JSON and Go take in different ways. */
export const values: readonly string[] = groups.flat();

/** The manifest with a value in the field of a type. */
export function manifestWith(type: string, value: string): string {
  return (places[type] as string).replace('@', () => value);
}

/** The releases that refuse, as bits: 4 for 1.37, 2 for 1.33, 1 for 1.29. Written as `.` if none does, `x` if all do. */
export const releaseBits: Readonly<Record<string, number>> = { '1.37': 4, '1.33': 2, '1.29': 1 };

/** A line of the table for a value: it, and what came of it in the field of each type. */
export function lineOf(value: string, refusals: readonly number[]): string {
  return `${value}\t${refusals.map((bits) => (bits === 0 ? '.' : bits === 7 ? 'x' : String(bits))).join(' ')}`;
}

/** The table as recorded: for each value the bits of each type, in the order of `places`. */
export function readTable(text: string): { value: string; refusals: readonly number[] }[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const [value = '', cells = ''] = line.split('\t');
      return { value, refusals: cells.split(' ').map((cell) => (cell === '.' ? 0 : cell === 'x' ? 7 : Number(cell))) };
    });
}
