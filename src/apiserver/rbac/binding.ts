import type { Field } from '../../model/field.ts';
import type { ClusterRoleBinding, RbacV1Subject, RoleBinding, RoleRef } from '../../schema/types.gen.ts';
import { validateFormat } from '../core/checks.ts';
import { setDefaultText } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { dns1123Subdomain, pathSegmentName } from '../formats.ts';
import { nameIsRBACName } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';

type Binding = RoleBinding | ClusterRoleBinding;

const GROUP = 'rbac.authorization.k8s.io';

/**
 * @mirrors rbac/v1.SetDefaults_RoleBinding
 * @mirrors rbac/v1.SetDefaults_ClusterRoleBinding
 * @mirrors rbac/v1.SetDefaults_Subject
 */
function setDefaults(binding: Field<Binding>): void {
  const { value } = binding;
  if (value !== undefined && value.roleRef === undefined && !binding.get('roleRef').unknown) value.roleRef = {};
  setDefaultText(binding.get('roleRef'), 'apiGroup', GROUP);
  for (const subject of binding.get('subjects').items()) {
    if (subject.value?.kind === 'User' || subject.value?.kind === 'Group') setDefaultText(subject, 'apiGroup', GROUP);
  }
}

/**
 * @mirrors rbac/validation.ValidateRoleBinding
 * @mirrors rbac/validation.ValidateClusterRoleBinding
 */
function validateBinding(binding: Field<Binding>, errors: Errors, env: Env, namespaced: boolean): void {
  validateObjectMeta(binding.get('metadata'), errors, env, { namespaced, name: nameIsRBACName });
  validateRoleRef(binding.get('roleRef'), namespaced, errors);
  for (const subject of binding.get('subjects').items()) validateRoleBindingSubject(subject, namespaced, errors);
}

const GROUPS: readonly string[] = [GROUP];
const ROLES: readonly string[] = ['Role', 'ClusterRole'];
const CLUSTER_ROLES: readonly string[] = ['ClusterRole'];

function validateRoleRef(ref: Field<RoleRef>, namespaced: boolean, errors: Errors): void {
  const { apiGroup = '', kind = '', name = '' } = ref.value ?? {};
  if (apiGroup !== GROUP) errors.notSupported(ref.get('apiGroup'), GROUPS);
  const kinds = namespaced ? ROLES : CLUSTER_ROLES;
  if (!kinds.includes(kind)) errors.notSupported(ref.get('kind'), kinds);
  if (name === '') errors.required(ref.get('name'), 'is required: the role that is granted');
  else validateFormat(ref.get('name'), pathSegmentName, errors);
}

const KINDS: readonly string[] = ['Group', 'ServiceAccount', 'User'];
const NO_GROUP: readonly string[] = [''];

/** @mirrors rbac/validation.ValidateRoleBindingSubject */
function validateRoleBindingSubject(subject: Field<RbacV1Subject>, namespaced: boolean, errors: Errors): void {
  const { apiGroup = '', kind = '', name = '', namespace = '' } = subject.value ?? {};
  if (name === '') errors.required(subject.get('name'));
  if (!KINDS.includes(kind)) {
    errors.notSupported(subject.get('kind'), KINDS);
  } else if (kind !== 'ServiceAccount') {
    if (apiGroup !== GROUP) errors.notSupported(subject.get('apiGroup'), GROUPS);
  } else {
    if (name !== '') validateFormat(subject.get('name'), dns1123Subdomain, errors);
    if (apiGroup !== '') errors.notSupported(subject.get('apiGroup'), NO_GROUP);
    if (!namespaced && namespace === '') {
      errors.required(subject.get('namespace'), 'is required: a ServiceAccount is in one, a ClusterRoleBinding is not');
    }
  }
}

/** How RoleBindings are created. */
export const roleBindingStrategy: Strategy<RoleBinding> = {
  namespaced: true,
  defaults: setDefaults,
  prepare() {},
  validate(binding, errors, env) {
    validateBinding(binding, errors, env, true);
  },
  warn() {},
};

/** How ClusterRoleBindings are created. */
export const clusterRoleBindingStrategy: Strategy<ClusterRoleBinding> = {
  namespaced: false,
  defaults: setDefaults,
  prepare() {},
  validate(binding, errors, env) {
    validateBinding(binding, errors, env, false);
  },
  warn() {},
};
