import type { Json } from '../case.ts';
import { budget, defaulted, selectable, validations } from './definition-rules.ts';
import { defaults, field, properties, schema } from './definition-schemas.ts';
import { gone, long, many, type Row } from './faults.ts';

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
