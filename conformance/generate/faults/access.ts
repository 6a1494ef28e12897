import type { Json } from '../case.ts';
import { gone, many, product, type Row } from './faults.ts';
import { labelSelectors } from './pod-scheduling.ts';

const rule = (more: Record<string, Json>): Json => ({ apiGroups: [''], resources: ['pods'], verbs: ['get'], ...more });
const rules: readonly Json[] = [
  [],
  [{}],
  [rule({})],
  [rule({ verbs: [] })],
  [rule({ apiGroups: [] })],
  [rule({ resources: [] })],
  [rule({ resourceNames: [''] })],
  [rule({ verbs: ['', 'GET', '*'] })],
  [{ verbs: ['get'] }],
  [{ verbs: ['get'], apiGroups: [''] }],
  [{ verbs: ['get'], nonResourceURLs: ['/a'] }],
  [{ verbs: ['get'], nonResourceURLs: ['a', '*', '/a*b', ''] }],
  [rule({ nonResourceURLs: ['/a'] })],
  [{ verbs: ['get'], nonResourceURLs: ['/a'], resourceNames: ['a'] }],
  [{ nonResourceURLs: ['/a'] }],
  null,
];

const rbacNames: Json[] = ['system:a', 'a:b/c', 'a%b', '.', '..', 'A b', 'ä'];

/** Faults of Roles. */
export const role: Row[] = [
  ['rules', gone, ...rules],
  ['metadata.name', ...rbacNames],
];
/** Faults of ClusterRoles. */
export const clusterRole: Row[] = [
  ...role,
  [
    'aggregationRule',
    {},
    null,
    gone,
    { clusterRoleSelectors: [] },
    ...labelSelectors.map((selector): Json => ({ clusterRoleSelectors: [selector] })),
  ],
];

const subject = (more: Record<string, Json>): Json => ({ kind: 'User', name: 'a', ...more });
/** Faults of RoleBindings and ClusterRoleBindings. */
export const binding: Row[] = [
  ['metadata.name', ...rbacNames],
  ['roleRef', gone, {}, null],
  ...product({
    'roleRef.kind': ['Role', 'ClusterRole', '', 'x', 'role'],
    'roleRef.apiGroup': ['rbac.authorization.k8s.io', '', 'x', gone],
    'roleRef.name': ['a', '', 'a/b', '..', 'a%b'],
  }),
  [
    'subjects',
    [],
    null,
    gone,
    [{}],
    ...['User', 'Group', 'ServiceAccount', '', 'x', 'user'].flatMap((kind): Json[] =>
      [
        {},
        { apiGroup: '' },
        { apiGroup: 'rbac.authorization.k8s.io' },
        { apiGroup: 'x' },
        { name: '' },
        { namespace: 'a' },
        { namespace: '' },
        { name: 'A_b', namespace: 'a' },
        { name: 'a:b', namespace: 'A_b' },
      ].map((more: Record<string, Json>): Json => [subject({ kind, ...more })]),
    ),
    many(subject({}), 3),
  ],
];
