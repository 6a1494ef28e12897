import type { Json } from '../case.ts';
import { gone, long, many, type Row } from './faults.ts';

const schema = 'spec.versions[0].schema.openAPIV3Schema';
const field = `${schema}.properties.spec.properties.extra`;

/** Schemas that are tried as a property of an object. */
const properties: readonly Json[] = [
  {},
  { type: '' },
  { type: 'x' },
  { type: 'null' },
  { type: 'any' },
  { type: 'string', format: 'x' },
  { type: 'string', format: 'date-time' },
  { type: 'array' },
  { type: 'array', items: {} },
  { type: 'array', items: { type: 'string' } },
  { type: 'array', items: [{ type: 'string' }] },
  { type: 'array', items: null },
  { type: 'object', properties: {} },
  { type: 'object', properties: { a: {} } },
  { type: 'object', additionalProperties: true },
  { type: 'object', additionalProperties: false },
  { type: 'object', additionalProperties: {} },
  { type: 'object', additionalProperties: { type: 'x' } },
  { type: 'object', additionalProperties: { type: 'string' }, properties: { a: { type: 'string' } } },
  { type: 'object', additionalProperties: true, properties: { a: { type: 'string' } } },
  { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } },
  { type: 'string', id: 'a' },
  { type: 'string', $schema: 'a' },
  { $ref: '#/definitions/a' },
  { type: 'string', $ref: '' },
  { type: 'object', definitions: { a: { type: 'string' } } },
  { type: 'object', dependencies: { a: ['b'] } },
  { type: 'object', dependencies: { a: { type: 'string' } } },
  { type: 'object', patternProperties: { a: { type: 'string' } } },
  { type: 'array', items: { type: 'string' }, additionalItems: true },
  { type: 'array', items: { type: 'string' }, additionalItems: { type: 'string' } },
  { type: 'array', items: { type: 'string' }, uniqueItems: true },
  { type: 'array', items: { type: 'string' }, uniqueItems: false },
  { type: 'string', pattern: '(' },
  { type: 'string', pattern: '(?=a)' },
  { type: 'string', pattern: '\\d+' },
  { type: 'string', minLength: -1, maxLength: -1 },
  { type: 'string', enum: [] },
  { type: 'string', enum: [1, 'a', null] },
  { type: 'integer', minimum: 'x' },
  { type: 'integer', minimum: 5, maximum: 1 },
  { type: 'integer', multipleOf: 0 },
  { type: 'integer', multipleOf: -1 },
  { type: 'string', nullable: true },
  { nullable: true },
  { 'x-kubernetes-int-or-string': true },
  { 'x-kubernetes-int-or-string': true, type: 'string' },
  { 'x-kubernetes-int-or-string': true, 'x-kubernetes-preserve-unknown-fields': true },
  { 'x-kubernetes-int-or-string': true, 'x-kubernetes-embedded-resource': true },
  { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'string' }, { type: 'integer' }] },
  { 'x-kubernetes-int-or-string': true, allOf: [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, { minimum: 1 }] },
  { 'x-kubernetes-preserve-unknown-fields': true },
  { 'x-kubernetes-preserve-unknown-fields': false },
  { type: 'object', 'x-kubernetes-preserve-unknown-fields': false },
  { 'x-kubernetes-embedded-resource': true },
  { type: 'string', 'x-kubernetes-embedded-resource': true },
  { type: 'object', 'x-kubernetes-embedded-resource': true },
  { type: 'object', 'x-kubernetes-embedded-resource': true, additionalProperties: { type: 'string' } },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: { kind: { type: 'integer' }, apiVersion: { type: 'integer' }, metadata: { type: 'string' } },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: {
      metadata: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          labels: { type: 'object', additionalProperties: { type: 'string', default: 'a' } },
        },
      },
    },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: {
      metadata: {
        type: 'object',
        'x-kubernetes-embedded-resource': true,
        'x-kubernetes-preserve-unknown-fields': true,
      },
    },
  },
  { type: 'object', 'x-kubernetes-map-type': 'x' },
  { type: 'object', 'x-kubernetes-map-type': 'atomic' },
  { type: 'string', 'x-kubernetes-map-type': 'atomic' },
  { 'x-kubernetes-map-type': 'atomic' },
  { type: 'string', 'x-kubernetes-list-type': 'atomic' },
  { 'x-kubernetes-list-type': 'atomic' },
  ...['x', 'atomic', 'set', 'map'].flatMap((list): Json[] => [
    { type: 'array', 'x-kubernetes-list-type': list },
    { type: 'array', 'x-kubernetes-list-type': list, items: { type: 'string' } },
    { type: 'array', 'x-kubernetes-list-type': list, items: { type: 'string', nullable: true } },
    { type: 'array', 'x-kubernetes-list-type': list, items: { type: 'object' } },
    { type: 'array', 'x-kubernetes-list-type': list, items: { type: 'object', 'x-kubernetes-map-type': 'atomic' } },
    { type: 'array', 'x-kubernetes-list-type': list, items: { type: 'array', items: { type: 'string' } } },
    {
      type: 'array',
      'x-kubernetes-list-type': list,
      items: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    },
    ...[['a'], ['a', 'a'], ['b'], []].map(
      (keys): Json => ({
        type: 'array',
        'x-kubernetes-list-type': list,
        'x-kubernetes-list-map-keys': keys,
        items: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
      }),
    ),
    {
      type: 'array',
      'x-kubernetes-list-type': list,
      'x-kubernetes-list-map-keys': ['a'],
      items: { type: 'object', properties: { a: { type: 'string' } } },
    },
    {
      type: 'array',
      'x-kubernetes-list-type': list,
      'x-kubernetes-list-map-keys': ['a'],
      items: { type: 'object', properties: { a: { type: 'string', default: 'x', nullable: true } } },
    },
    {
      type: 'array',
      'x-kubernetes-list-type': list,
      'x-kubernetes-list-map-keys': ['a'],
      items: { type: 'object', required: ['a'], properties: { a: { type: 'object' } } },
    },
  ]),
  {
    type: 'array',
    'x-kubernetes-list-map-keys': ['a'],
    items: { type: 'object', properties: { a: { type: 'string' } } },
  },
  ...['anyOf', 'oneOf', 'allOf'].flatMap((junctor): Json[] =>
    [
      {},
      { type: 'object' },
      { description: 'a' },
      { title: 'a' },
      { default: 'a' },
      { nullable: true },
      { required: ['a'] },
      { minLength: 1 },
      { properties: { a: { minLength: 1 } } },
      { properties: { none: { minLength: 1 } } },
      { properties: { metadata: { minProperties: 1 } } },
      { items: { minLength: 1 } },
      { additionalProperties: { minLength: 1 } },
      { 'x-kubernetes-preserve-unknown-fields': true },
      { 'x-kubernetes-embedded-resource': true },
      { 'x-kubernetes-int-or-string': true },
      { 'x-kubernetes-list-type': 'set' },
      { 'x-kubernetes-list-map-keys': ['a'] },
      { 'x-kubernetes-map-type': 'atomic' },
      { 'x-kubernetes-validations': [{ rule: 'true' }] },
      { pattern: '(' },
      { not: { type: 'string' } },
      { anyOf: [{ type: 'string' }] },
    ].map((nested: Json): Json => ({ type: 'object', properties: { a: { type: 'string' } }, [junctor]: [nested] })),
  ),
  { type: 'object', not: { type: 'object', properties: { b: {} } } },
  { type: 'string', anyOf: [{ items: { minLength: 1 } }] },
];

const defaults: readonly Json[] = [
  { type: 'string', default: 'a' },
  { type: 'string', default: 1 },
  { type: 'string', default: null },
  { type: 'string', nullable: true, default: null },
  { type: 'string', enum: ['b'], default: 'a' },
  { type: 'string', maxLength: 1, default: 'ab' },
  { type: 'string', pattern: '^b', default: 'a' },
  { type: 'integer', default: '1' },
  { type: 'integer', default: 1.5 },
  { type: 'integer', minimum: 5, default: 1 },
  { type: 'number', default: 1.5 },
  { type: 'boolean', default: 'true' },
  { type: 'object', default: { a: 1 } },
  { type: 'object', default: { a: 1 }, properties: { a: { type: 'integer' } } },
  { type: 'object', default: {}, required: ['a'], properties: { a: { type: 'integer' } } },
  { type: 'object', default: { a: 1 }, 'x-kubernetes-preserve-unknown-fields': true },
  { type: 'object', default: { a: 'x', b: 'y' }, maxProperties: 1, additionalProperties: { type: 'string' } },
  { type: 'array', default: ['a', 'b'], maxItems: 1, items: { type: 'string' } },
  { type: 'array', default: [1], items: { type: 'string' } },
  { type: 'array', default: ['a', 'a'], items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
    default: { apiVersion: 'v1', kind: 'A', metadata: { name: 'A_b', labels: { 'a b': 'c' } } },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
    default: { apiVersion: 'v1' },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
    default: { apiVersion: 1, kind: 2, metadata: 3 },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: { metadata: { type: 'object', properties: { name: { type: 'string', default: 'a b' } } } },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: {
      metadata: {
        type: 'object',
        properties: { name: { type: 'string', default: 'a' }, x: { type: 'string', default: 'b' } },
      },
    },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: { metadata: { type: 'object', default: { labels: 'x' } } },
  },
  ...[
    { apiVersion: '', kind: '' },
    { apiVersion: 'a/b/c', kind: 'A_b' },
    { apiVersion: 'v1', kind: 'A', metadata: { labels: { 'a b': 'c' } } },
  ].map(
    (value: Json): Json => ({
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
      default: value,
    }),
  ),
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: {
      metadata: {
        type: 'object',
        properties: { labels: { type: 'object', additionalProperties: { type: 'string' }, default: { 'a b': 'c d' } } },
      },
    },
  },
  {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    properties: {
      metadata: {
        type: 'object',
        properties: { finalizers: { type: 'array', items: { type: 'string' }, default: ['a b'] } },
      },
    },
  },
  { 'x-kubernetes-int-or-string': true, default: 1.5 },
  { 'x-kubernetes-int-or-string': true, default: 'a' },
];

const rule = (more: Record<string, Json>): Json => ({ rule: 'true', ...more });

const rules: readonly Json[] = [
  {},
  rule({ rule: '' }),
  rule({ rule: ' ' }),
  rule({ rule: '1' }),
  rule({ rule: 'self.' }),
  rule({ rule: 'self.none == 1' }),
  rule({ rule: 'nobody' }),
  rule({ rule: 'true\n|| false' }),
  rule({ rule: 'true\n|| false', message: 'a' }),
  rule({ message: ' ' }),
  rule({ message: 'a\nb' }),
  rule({ message: long('a', 2049) }),
  rule({ messageExpression: '' }),
  rule({ messageExpression: ' ' }),
  rule({ messageExpression: '1' }),
  rule({ messageExpression: '"a"' }),
  rule({ messageExpression: 'self.none' }),
  rule({ reason: '' }),
  rule({ reason: 'x' }),
  ...['FieldValueRequired', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueDuplicate'].map(
    (reason): Json => rule({ reason }),
  ),
  ...['', ' ', '.', '.a', '.none', 'a', ".a['b']", '.a\n', '.list[0]'].map((fieldPath): Json => rule({ fieldPath })),
  rule({ optionalOldSelf: true }),
  rule({ rule: 'self == oldSelf' }),
  rule({ rule: 'oldSelf.hasValue()', optionalOldSelf: true }),
  rule({ rule: 'self.list.all(x, self.list.all(y, self.list.all(z, x + y + z != "")))' }),
  rule({
    rule: 'self.list.all(x, x != "")',
    messageExpression: 'self.list.map(x, self.list.map(y, x + y).join()).join()',
  }),
];

const ruled = (one: Json): Json => ({
  type: 'object',
  properties: { a: { type: 'string' }, list: { type: 'array', items: { type: 'string' } } },
  'x-kubernetes-validations': [one],
});

const validations: Row[] = [
  ...rules.map(
    (one): Row => [
      field,
      ruled(one),
      { type: 'array', items: ruled(one) },
      { type: 'object', additionalProperties: ruled(one) },
    ],
  ),
  [
    field,
    {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['a'],
      items: {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] } },
      },
    },
  ],
  [
    field,
    {
      type: 'object',
      'x-kubernetes-map-type': 'atomic',
      properties: { a: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] } },
    },
  ],
  [field, { type: 'integer', default: 5, 'x-kubernetes-validations': [{ rule: 'self > 7' }] }],
  [
    field,
    {
      type: 'integer',
      default: 5,
      'x-kubernetes-validations': [{ rule: '1 / (self - 5) > 0', messageExpression: 'string(1 / (self - 5))' }],
    },
  ],
  [
    field,
    {
      type: 'string',
      default: 'a',
      'x-kubernetes-validations': [
        { rule: 'self == "b"', messageExpression: '"no " + self', reason: 'FieldValueRequired' },
      ],
    },
  ],
  {
    [`${schema}["x-kubernetes-validations"]`]: [
      { rule: 'self.metadata.name == "a"' },
      { rule: 'self.metadata.labels.x == ""' },
    ],
  },
];

const version = (more: Record<string, Json>): Json => ({
  name: 'v1',
  served: true,
  storage: true,
  schema: { openAPIV3Schema: { type: 'object' } },
  ...more,
});

/** A part that two versions may not have alike. */
const parts: Record<string, Json> = {
  schema: { openAPIV3Schema: { type: 'object', description: 'same' } },
  subresources: { status: {} },
  additionalPrinterColumns: [{ name: 'a', type: 'string', jsonPath: '.a' }],
  selectableFields: [],
};

const versions: Row[] = [
  [
    'spec.versions',
    [],
    gone,
    null,
    [{}],
    [version({})],
    [version({ storage: false })],
    [version({}), version({})],
    [version({}), version({ name: 'v2' })],
    [version({}), version({ name: 'v2', storage: false })],
    [version({ name: 'V1' })],
    [version({ name: '' })],
    [version({ name: 'a.b' })],
    [version({ name: long('v', 64) })],
    [version({ schema: {} })],
    [version({ schema: null })],
    [version({ schema: { openAPIV3Schema: {} } })],
    [version({ schema: { openAPIV3Schema: null } })],
    [version({ served: false })],
    [version({ deprecationWarning: 'a' })],
    [version({ deprecated: true, deprecationWarning: '' })],
    [version({ deprecated: true, deprecationWarning: long('a', 256) })],
    [version({ deprecated: true, deprecationWarning: long('a', 257) })],
    [version({ deprecated: true, deprecationWarning: 'a\u0007b' })],
    [version({ deprecated: false, deprecationWarning: 'a' })],
  ],
  ...['schema', 'subresources', 'additionalPrinterColumns', 'selectableFields'].map(
    (part): Row => [
      'spec.versions',
      [version({ [part]: parts[part] ?? {} }), version({ name: 'v2', storage: false, [part]: parts[part] ?? {} })],
    ],
  ),
  [`${schema}.type`, '', 'array', 'string', gone],
  [`${schema}.nullable`, true],
  [`${schema}.additionalProperties`, true, { type: 'string' }],
  [`${schema}.default`, {}],
  [`${schema}.not`, { required: ['a'] }],
  [`${schema}.enum`, [{}]],
  [
    `${schema}.properties.metadata`,
    { type: 'string' },
    { type: 'object', properties: { labels: { type: 'object' } } },
    { type: 'object', properties: { generateName: { type: 'string' }, name: { type: 'string', pattern: 'a' } } },
    { type: 'object', default: {} },
    { type: 'object', description: 'a', nullable: true },
    {},
  ],
  [`${schema}.properties.kind`, { type: 'integer' }, { type: 'string', default: 'a' }, {}],
  [`${schema}.properties.apiVersion`, { type: 'integer' }, { type: 'string', enum: ['a'] }],
  ['spec.versions[0].subresources', {}, null, { status: {} }, { status: null }, { scale: {} }],
  ...['specReplicasPath', 'statusReplicasPath', 'labelSelectorPath'].map(
    (path): Row => [
      `spec.versions[0].subresources.scale.${path}`,
      '',
      '.',
      'spec.size',
      '.size',
      '.spec.size',
      '.status.size',
      '.spec',
      '.spec.',
      '.spec.a[0]',
      '.metadata.name',
      gone,
    ],
  ),
  [
    'spec.versions[0].additionalPrinterColumns',
    [],
    [{}],
    ...['', 'x', 'integer', 'number', 'string', 'boolean', 'date'].map(
      (type): Json => [{ name: 'a', type, jsonPath: '.a' }],
    ),
    ...['x', 'int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'].map(
      (format): Json => [{ name: 'a', type: 'string', format, jsonPath: '.a' }],
    ),
    ...['', '.', 'a', '{.a}', '.a.b[0]'].map((jsonPath): Json => [{ name: 'a', type: 'string', jsonPath }]),
    [{ name: '', type: 'string', jsonPath: '.a' }],
  ],
  [
    'spec.versions[0].selectableFields',
    [],
    [{}],
    ...[
      '',
      '.spec.color',
      '.spec.size',
      '.spec.none',
      '.spec',
      '.metadata.name',
      'spec.color',
      '.spec.set',
      '.spec.list[0]',
      '.spec.map.a',
      '.spec.raw.a',
      '.status.size',
    ].map((jsonPath): Json => [{ jsonPath }]),
    [{ jsonPath: '.spec.color' }, { jsonPath: '.spec.color' }],
    many({ jsonPath: '.spec.s%d' }, 8),
    many({ jsonPath: '.spec.s%d' }, 9),
  ],
];

const names: Row[] = [
  ...['plural', 'singular', 'kind', 'listKind'].map(
    (name): Row => [`spec.names.${name}`, '', 'a', 'A', 'Widget', 'a.b', 'a_b', '1a', 'a-b', long('a', 64), gone],
  ),
  ['spec.names.shortNames', [], ['A'], ['a', 'a'], [''], ['a.b']],
  ['spec.names.categories', [], ['A'], [''], ['a_b']],
  { 'spec.names.kind': 'Widget', 'spec.names.listKind': 'Widget' },
  ['spec.names', gone, {}],
  ['spec.group', '', 'a', 'a.b', 'A.b', 'a_b.c', gone],
  ['spec.scope', '', 'Cluster', 'Namespaced', 'x', gone],
  ['spec.preserveUnknownFields', true, false, gone],
  ['metadata.name', 'widgets', 'widgets.example.org', 'WIDGETS.example.com', gone],
  ...['a.k8s.io', 'k8s.io', 'a.kubernetes.io', 'a.x-k8s.io', 'kubernetes.io'].flatMap((group): Row[] =>
    [undefined, '', 'x', 'https://github.com/kubernetes/kubernetes/pull/1', 'unapproved, a', 'unapproved'].map(
      (approval): Row => ({
        'spec.group': group,
        'metadata.name': `widgets.${group}`,
        ...(approval === undefined ? {} : { 'metadata.annotations["api-approved.kubernetes.io"]': approval }),
      }),
    ),
  ),
];

const conversion: Row[] = [
  [
    'spec.conversion',
    {},
    null,
    gone,
    { strategy: '' },
    { strategy: 'x' },
    { strategy: 'None' },
    { strategy: 'None', webhook: {} },
    { strategy: 'Webhook' },
    { strategy: 'Webhook', webhook: {} },
    { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'] } },
    { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig: {} } },
    { strategy: 'None', webhook: { conversionReviewVersions: ['v1'] } },
    { strategy: 'None', webhook: { clientConfig: { url: 'https://a' }, conversionReviewVersions: ['v1'] } },
  ],
  ...[
    { url: 'https://a' },
    { url: 'http://a' },
    { url: '' },
    { url: 'https://a', service: { name: 'a', namespace: 'b' } },
    { service: {} },
    { service: { name: 'a', namespace: 'b', port: 0 } },
    { service: { name: 'a', namespace: 'b', port: 65536 } },
    { service: { name: 'a', namespace: 'b', path: 'x' } },
    { service: { name: 'a', namespace: 'b', path: '/a//b' } },
    { url: 'https://a', caBundle: 'YQ==' },
    { url: 'https://a', caBundle: '' },
  ].map(
    (clientConfig: Json): Row => [
      'spec.conversion',
      { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'], clientConfig } },
    ],
  ),
  ...[[], ['v2'], ['v1', 'v1'], ['V1', 'v1'], [''], ['v1beta1', 'v2']].map(
    (list: Json): Row => [
      'spec.conversion',
      { strategy: 'Webhook', webhook: { conversionReviewVersions: list, clientConfig: { url: 'https://a' } } },
    ],
  ),
  { 'spec.preserveUnknownFields': true, 'spec.versions': [version({})] },
  {
    'spec.preserveUnknownFields': true,
    'spec.versions': [version({ schema: { openAPIV3Schema: { properties: { a: {} } } } })],
    'spec.conversion': gone,
  },
];

const names60 = Array.from({ length: 60 }, (_, i) => `r${i}`);

const nine = Array.from({ length: 9 }, (_, i) => `.spec.s${i}`);

const selectable: Row[] = [8, 9].map((count) => ({
  [`${schema}.properties.spec.properties`]: Object.fromEntries(
    nine.map((path) => [path.slice('.spec.'.length), { type: 'string' }]),
  ),
  [`${schema}.properties.spec["x-kubernetes-validations"]`]: gone,
  'spec.versions[0].selectableFields': nine.slice(0, count).map((jsonPath) => ({ jsonPath })),
}));

const defaulted: Row[] = [
  [field, { type: 'string', default: 'a', 'x-kubernetes-validations': [{ rule: 'dyn(self) + 1 == 2' }] }],
  ...['FieldValueRequired', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueDuplicate'].map(
    (reason): Row => [
      field,
      { type: 'string', default: 'a', 'x-kubernetes-validations': [{ rule: 'self == "b"', reason }] },
    ],
  ),
  [
    field,
    {
      type: 'object',
      default: { a: 'x' },
      properties: { a: { type: 'string' } },
      'x-kubernetes-validations': [{ rule: 'self.a == "b"', fieldPath: '.a', reason: 'FieldValueDuplicate' }],
    },
  ],
  [
    field,
    {
      type: 'array',
      items: { type: 'integer' },
      default: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
      maxItems: 20,
      'x-kubernetes-validations': [{ rule: 'self.all(a, self.all(b, self.all(c, self.all(d, a + b + c + d > 0))))' }],
    },
  ],
];

const budget: Row[] = [
  {
    [field]: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: { type: 'string', 'x-kubernetes-validations': [{ rule: 'self.matches("^a+$")' }] },
      },
    },
  },
  {
    [field]: {
      type: 'object',
      properties: Object.fromEntries(
        names60.map((name) => [
          name,
          {
            type: 'array',
            items: { type: 'string' },
            'x-kubernetes-validations': [{ rule: 'self.all(x, self.exists_one(y, x == y))' }],
          },
        ]),
      ),
    },
  },
  {
    [field]: {
      type: 'object',
      properties: Object.fromEntries(
        names60.map((name) => [
          name,
          {
            type: 'array',
            maxItems: 1000,
            items: {
              type: 'string',
              maxLength: 10,
              'x-kubernetes-validations': [{ rule: 'self.contains("a") || self.contains("b")' }],
            },
          },
        ]),
      ),
    },
  },
];

/** Faults of CustomResourceDefinitions. */
export const definitionFaults: Readonly<Record<string, readonly Row[]>> = {
  CustomResourceDefinition: [
    ...names,
    ...versions,
    ...conversion,
    ...[...properties, ...defaults].map((one): Row => [field, one]),
    ...properties.map((one): Row => [schema, one]),
    ...validations,
    ...defaulted,
    ...selectable,
    ...budget,
    ['spec', gone, {}],
    ['status', { acceptedNames: { kind: 'A', plural: 'B_', listKind: 'A' }, storedVersions: [] }, gone],
  ],
};
