import type { Json } from '../case.ts';
import { gone, long, many, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';

const rule = (more: Record<string, Json>): Json => ({
  apiGroups: ['a'],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['pods'],
  ...more,
});

const rules: readonly Json[] = [
  {},
  rule({}),
  rule({ apiGroups: [] }),
  rule({ apiGroups: [''] }),
  rule({ apiGroups: ['*', 'a'] }),
  rule({ apiVersions: [] }),
  rule({ apiVersions: [''] }),
  rule({ apiVersions: ['*', 'v1'] }),
  rule({ operations: [] }),
  rule({ operations: ['*', 'CREATE'] }),
  rule({ operations: ['create'] }),
  rule({ operations: [''] }),
  rule({ operations: ['CREATE', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'] }),
  rule({ scope: 'x' }),
  rule({ scope: '' }),
  rule({ scope: '*' }),
  ...[
    [],
    [''],
    ['*'],
    ['*/*'],
    ['*/*', 'pods'],
    ['*', 'pods'],
    ['pods', '*'],
    ['*', 'pods/log'],
    ['pods/*', 'pods/log'],
    ['pods/log', 'pods/*'],
    ['*/log', 'pods/log'],
    ['*/scale', 'pods/log'],
    ['a/b/c'],
    ['/', 'a/'],
  ].map((resources): Json => rule({ resources })),
];

const named: readonly Json[] = [
  ...rules,
  rule({ resourceNames: [''] }),
  rule({ resourceNames: ['a', 'a'] }),
  rule({ resourceNames: ['a/b', '.', '..', 'a%b'] }),
];

const conditions: readonly Json[] = [
  [],
  [{}],
  [{ name: 'a', expression: '' }],
  [{ name: 'a', expression: ' ' }],
  [{ name: '', expression: 'true' }],
  [{ name: 'a b', expression: 'true' }],
  [{ name: 'a/b/c', expression: 'true' }],
  [
    { name: 'a', expression: 'true' },
    { name: 'a', expression: 'true' },
  ],
  many({ name: 'a%d', expression: 'true' }, 64),
  many({ name: 'a%d', expression: 'true' }, 65),
  [{ name: 'a', expression: '1' }],
  [{ name: 'a', expression: 'object.' }],
  [{ name: 'a', expression: 'nobody' }],
  [{ name: 'a', expression: 'params.x == 1' }],
  [{ name: 'a', expression: 'authorizer.path("/a").check("get").allowed()' }],
];

const clients: readonly Json[] = [
  {},
  { url: '' },
  { url: 'http://a' },
  { url: 'https://' },
  { url: 'https://a/b?c' },
  { url: 'https://a#b' },
  { url: 'https://u:p@a' },
  { url: 'a' },
  { url: 'https://a:b' },
  { url: 'https://a', service: { name: 'a', namespace: 'b' } },
  { service: {} },
  { service: { name: '', namespace: '' } },
  { service: { name: 'a', namespace: 'b' } },
  ...[-1, 0, 1, 65535, 65536].map((port): Json => ({ service: { name: 'a', namespace: 'b', port } })),
  ...['', '/', 'a', '/a/b', '/a//b', '/a/', '//', '/A_b', '/a b', '/a/../b', '/a?b'].map(
    (path): Json => ({ service: { name: 'a', namespace: 'b', path } }),
  ),
  { url: 'https://a', caBundle: 'YQ==' },
  { url: 'https://a', caBundle: '' },
];

const webhook: Row[] = [
  ['webhooks', [], null, gone, [{}]],
  [
    'webhooks[0].name',
    '',
    'a',
    'a.b',
    'a.b.c',
    'A.b.c',
    'a_b.c.d',
    'other.example.com',
    'a.b.c.',
    long('a.', 130),
    gone,
  ],
  [
    'webhooks[0].admissionReviewVersions',
    [],
    gone,
    ['v1'],
    ['v1beta1'],
    ['v2'],
    ['v1', 'v1'],
    ['V1'],
    ['', 'v1'],
    ['1'],
  ],
  ['webhooks[0].sideEffects', '', 'None', 'NoneOnDryRun', 'Some', 'Unknown', 'x', gone, null],
  ['webhooks[0].failurePolicy', '', 'Ignore', 'Fail', 'x', gone],
  ['webhooks[0].matchPolicy', '', 'Exact', 'Equivalent', 'x', gone],
  ['webhooks[0].reinvocationPolicy', '', 'Never', 'IfNeeded', 'x', gone],
  ['webhooks[0].timeoutSeconds', -1, 0, 1, 30, 31, gone],
  ['webhooks[0].clientConfig', gone, ...clients],
  ...labelSelectors.flatMap((selector): Row[] => [
    { 'webhooks[0].namespaceSelector': selector },
    { 'webhooks[0].objectSelector': selector },
  ]),
  [
    'webhooks[0].rules',
    [],
    gone,
    ...rules.map((one): Json => [one]),
    [rule({ apiGroups: ['admissionregistration.k8s.io'], resources: ['*'] })],
    [
      rule({
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations', 'mutatingadmissionpolicies/*'],
      }),
    ],
    [rule({ apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews'] })],
    [rule({ apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews', '*/*'] })],
  ],
  ['webhooks[0].matchConditions', ...conditions],
  { 'webhooks[+]': { $copy: 'webhooks[0]' } },
  ['metadata.name', 'a.static.k8s.io', '.static.k8s.io', 'static.k8s.io'],
];

const matching = (at: string): Row[] => [
  [at, {}, null, gone],
  [`${at}.matchPolicy`, '', 'Exact', 'Equivalent', 'x', gone],
  [`${at}.namespaceSelector`, gone, ...labelSelectors],
  [`${at}.objectSelector`, gone, ...labelSelectors],
  [`${at}.resourceRules`, [], gone, ...named.map((one): Json => [one])],
  [`${at}.excludeResourceRules`, [], gone, ...named.map((one): Json => [one])],
];

const expressions: readonly Json[] = [
  '',
  ' ',
  'true',
  '1',
  'object.x',
  'nobody',
  'object.',
  'variables.replicas > 1',
  'variables.none',
  'params.x',
  'oldObject == null',
  'request.name == "a"',
  '"a"',
  'string(1)',
  'authorizer.path("/").check("get").allowed()',
  'namespaceObject.metadata.name == "a"',
  'object.a.b.c\n&& true',
];

const validation = (more: Record<string, Json>): Json => ({ expression: 'true', ...more });

const policy: Row[] = [
  ['spec', gone, {}],
  ['spec.failurePolicy', '', 'Ignore', 'Fail', 'x', gone],
  [
    'spec.paramKind',
    {},
    null,
    gone,
    ...['', 'v1', 'a/v1', 'a/b/c', '/', 'A_b/v1', 'a/V1', 'a.b/1'].map(
      (apiVersion): Json => ({ apiVersion, kind: 'A' }),
    ),
    { apiVersion: 'v1', kind: '' },
    { apiVersion: 'v1', kind: 'a_b' },
    { apiVersion: 'v1', kind: 'ConfigMap' },
  ],
  ...matching('spec.matchConstraints'),
  { 'spec.matchConstraints': gone },
  { 'spec.matchConstraints.resourceRules': [] },
  ['spec.matchConditions', ...conditions],
  [
    'spec.variables',
    [],
    gone,
    [{}],
    [{ name: 'a', expression: '' }],
    [{ name: ' ', expression: ' ' }],
    [{ name: 'a b', expression: '1' }],
    [{ name: '1a', expression: '1' }],
    [{ name: 'replicas', expression: 'x' }],
    [{ name: 'replicas', expression: 'variables.b' }],
    [
      { name: 'a', expression: '1' },
      { name: 'a', expression: '2' },
    ],
    [{ name: 'true', expression: '1' }],
  ],
  [
    'spec.validations',
    [],
    gone,
    [{}],
    ...expressions.flatMap((expression): Json[] => [
      [validation({ expression })],
      [validation({ messageExpression: expression })],
    ]),
    [validation({ message: ' ' })],
    [validation({ message: 'a\nb' })],
    [validation({ message: 'a', messageExpression: ' ' })],
    [validation({ reason: 'x' })],
    [validation({ reason: '' })],
    ...['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'].map(
      (reason): Json => [validation({ reason })],
    ),
  ],
  { 'spec.validations': gone, 'spec.auditAnnotations': gone },
  { 'spec.validations': gone, 'spec.auditAnnotations': [{ key: 'a', valueExpression: '"b"' }] },
  [
    'spec.auditAnnotations',
    [],
    gone,
    [{}],
    [{ key: '', valueExpression: '"a"' }],
    [{ key: 'a b', valueExpression: '"a"' }],
    [{ key: 'a', valueExpression: '' }],
    [
      { key: 'a', valueExpression: '"a"' },
      { key: 'a', valueExpression: '"b"' },
    ],
    many({ key: 'a%d', valueExpression: '"a"' }, 20),
    many({ key: 'a%d', valueExpression: '"a"' }, 21),
    [{ key: 'a', valueExpression: `"${'x'.repeat(5118)}"` }],
    [{ key: 'a', valueExpression: `"${'x'.repeat(5119)}"` }],
    ...expressions.map((valueExpression): Json => [{ key: 'a', valueExpression }]),
  ],
  { 'metadata.name': gone, 'metadata.generateName': gone },
  { 'metadata.name': long('a', 240) },
  ['metadata.name', 'a.static.k8s.io'],
  { 'spec.paramKind': gone, 'spec.validations': [validation({ expression: 'params.x == 1' })] },
  {
    'spec.paramKind': { apiVersion: 'v1', kind: 'ConfigMap' },
    'spec.validations': [validation({ expression: 'params.data.x == "1"' })],
  },
];

const binding: Row[] = [
  ['spec', gone, {}],
  ['spec.policyName', '', 'A_b', 'a', gone],
  [
    'spec.validationActions',
    [],
    gone,
    ['Deny'],
    ['Deny', 'Warn'],
    ['Warn', 'Warn'],
    ['x'],
    [''],
    ['Deny', 'Audit', 'Warn'],
  ],
  ...matching('spec.matchResources'),
  ...['', 'a', 'a/b', '..'].flatMap((name): Row[] =>
    [gone, {}, { matchLabels: { 'a b': 'c' } }].flatMap((selector: Json): Row[] =>
      ['', 'Deny', 'Allow', 'x', gone].map(
        (action): Row => ({
          'spec.paramRef.name': name,
          'spec.paramRef.selector': selector,
          'spec.paramRef.parameterNotFoundAction': action,
        }),
      ),
    ),
  ),
  ['spec.paramRef', {}, null],
  ['metadata.name', 'a.static.k8s.io'],
];

const mutation = (patchType: Json, more: Record<string, Json> = {}): Json => [
  { ...(patchType === null ? {} : { patchType }), ...more },
];
const apply = { applyConfiguration: { expression: 'Object{}' } };
const patch = { jsonPatch: { expression: '[]' } };

/** Faults of what a MutatingAdmissionPolicy changes. */
const mutations: Row[] = [
  [
    'spec.mutations',
    gone,
    [],
    [{}],
    ...[null, '', 'x', 'JSONPatch', 'ApplyConfiguration'].flatMap((type): Json[] => [
      mutation(type),
      mutation(type, apply),
      mutation(type, patch),
      mutation(type, { ...apply, ...patch }),
    ]),
    mutation('JSONPatch', { jsonPatch: { expression: '' } }),
    mutation('ApplyConfiguration', { applyConfiguration: {} }),
  ],
  ['spec.reinvocationPolicy', gone, '', 'x', 'Never', 'IfNeeded'],
];

/** Faults of webhooks and admission policies, by kind. */
export const admissionFaults: Readonly<Record<string, readonly Row[]>> = {
  ValidatingWebhookConfiguration: webhook,
  MutatingWebhookConfiguration: webhook,
  ValidatingAdmissionPolicy: policy,
  ValidatingAdmissionPolicyBinding: binding,
  MutatingAdmissionPolicy: [...policy, ...mutations],
  MutatingAdmissionPolicyBinding: binding,
};
