import type { Field } from '../../../model/field.ts';
import type { AppArmorProfile, PodSpec, SeccompProfile, SecurityContext } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { byteLength } from '../../formats.ts';
import { validateUserOrGroupID } from '../checks.ts';
import { validateSysctls } from './security-sysctls.ts';
import { validateLocalDescendingPath } from './volumes/paths.ts';
import { validateWindowsSecurityContextOptions } from './windows-options.ts';

const PROC_MOUNTS: readonly string[] = ['Default', 'Unmasked'];

/**
 * What a container asks for. `hostUsers`: the Pod has no user namespace of its own. A cluster that allows privileged containers is assumed.
 * @mirrors core/validation.ValidateSecurityContext
 */
export function validateSecurityContext(context: Field<SecurityContext>, errors: Errors, hostUsers: boolean): void {
  const value = context.value;
  if (value === undefined) return;
  if (value.runAsUser !== undefined) validateUserOrGroupID(context.get('runAsUser'), errors);
  if (value.runAsGroup !== undefined) validateUserOrGroupID(context.get('runAsGroup'), errors);
  if (value.procMount !== undefined) validateProcMountType(context.get('procMount'), errors, hostUsers);
  if (value.seccompProfile !== undefined) validateSeccompProfileField(context.get('seccompProfile'), errors);
  if (value.allowPrivilegeEscalation === false) {
    if (value.privileged) errors.invalid(context, 'has allowPrivilegeEscalation: false and privileged: true');
    if (value.capabilities?.add?.includes('CAP_SYS_ADMIN')) {
      errors.invalid(context, 'has allowPrivilegeEscalation: false and adds CAP_SYS_ADMIN');
    }
  }
  if (value.windowsOptions !== undefined) validateWindowsSecurityContextOptions(context.get('windowsOptions'), errors);
  if (value.appArmorProfile !== undefined) validateAppArmorProfileField(context.get('appArmorProfile'), errors);
}

/** @mirrors core/validation.ValidateProcMountType */
function validateProcMountType(type: Field<string>, errors: Errors, hostUsers: boolean): void {
  if (!PROC_MOUNTS.includes(type.value ?? '')) errors.notSupported(type, PROC_MOUNTS);
  if (hostUsers && type.value === 'Unmasked') errors.invalid(type, '`Unmasked` needs `hostUsers: false` in the Pod');
}

const SECCOMP_TYPES: readonly string[] = ['Localhost', 'RuntimeDefault', 'Unconfined'];

/**
 * @mirrors core/validation.validateSeccompProfileField
 * @mirrors core/validation.validateSeccompProfileType
 */
function validateSeccompProfileField(profile: Field<SeccompProfile>, errors: Errors): void {
  const { type = '', localhostProfile } = profile.value ?? {};
  if (type === '') errors.required(profile.get('type'));
  else if (!SECCOMP_TYPES.includes(type)) errors.notSupported(profile.get('type'), SECCOMP_TYPES);
  const path = profile.get('localhostProfile');
  if (type === 'Localhost') {
    if (localhostProfile === undefined) errors.required(path, 'is required where the type is Localhost');
    else validateLocalDescendingPath(path, errors);
  } else if (localhostProfile !== undefined) {
    errors.given(profile.get('type')).invalid(path, 'may be set only where the type is Localhost');
  }
}

const APP_ARMOR_TYPES: readonly string[] = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const LONGEST_PATH = 4095;

/** @mirrors core/validation.ValidateAppArmorProfileField */
function validateAppArmorProfileField(profile: Field<AppArmorProfile>, errors: Errors): void {
  const { type = '', localhostProfile } = profile.value ?? {};
  if (type === 'Localhost') {
    validateAppArmorLocalhostProfile(profile.get('localhostProfile'), errors);
  } else if (type === '') {
    errors.required(profile.get('type'));
  } else if (!APP_ARMOR_TYPES.includes(type)) {
    errors.notSupported(profile.get('type'), APP_ARMOR_TYPES);
  } else if (localhostProfile !== undefined) {
    errors.invalid(profile.get('localhostProfile'), 'may be set only where the type is Localhost');
  }
}

function validateAppArmorLocalhostProfile(name: Field<string>, errors: Errors): void {
  const text = name.value ?? '';
  if (text === '') errors.required(name, 'is required where the type is Localhost');
  else if (PADDED.test(text)) errors.invalid(name, `${quote(text)} must not have blanks around it`);
  if (byteLength(text) > LONGEST_PATH) errors.tooLong(name, LONGEST_PATH);
}

/** What Go takes for white space, at one of the ends. */
const PADDED =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

const FS_GROUP_POLICIES: readonly string[] = ['Always', 'OnRootMismatch'];
const GROUPS_POLICIES: readonly string[] = ['Merge', 'Strict'];

/** @mirrors core/validation.validatePodSpecSecurityContext */
export function validatePodSpecSecurityContext(spec: Field<PodSpec>, errors: Errors, env: Env): void {
  const value = spec.value?.securityContext;
  if (!env.gates.PodHostFieldsInSpec) validateHostProcesses(spec, errors);
  if (value === undefined) return;
  const context = spec.get('securityContext');
  if (value.fsGroup !== undefined) validateUserOrGroupID(context.get('fsGroup'), errors);
  if (value.runAsUser !== undefined) validateUserOrGroupID(context.get('runAsUser'), errors);
  if (value.runAsGroup !== undefined) validateUserOrGroupID(context.get('runAsGroup'), errors);
  if (value.supplementalGroups !== undefined) {
    for (const group of context.get('supplementalGroups').items()) validateUserOrGroupID(group, errors);
  }
  if (value.sysctls !== undefined) validateSysctls(spec, errors);
  if (value.fsGroupChangePolicy !== undefined)
    validatePolicy(context.get('fsGroupChangePolicy'), FS_GROUP_POLICIES, errors);
  if (value.seccompProfile !== undefined) validateSeccompProfileField(context.get('seccompProfile'), errors);
  if (value.windowsOptions !== undefined) validateWindowsSecurityContextOptions(context.get('windowsOptions'), errors);
  if (value.appArmorProfile !== undefined) validateAppArmorProfileField(context.get('appArmorProfile'), errors);
  if (value.supplementalGroupsPolicy !== undefined)
    validatePolicy(context.get('supplementalGroupsPolicy'), GROUPS_POLICIES, errors);
  if (value.seLinuxChangePolicy !== undefined)
    validateSELinuxChangePolicy(context.get('seLinuxChangePolicy'), errors, env);
}

/**
 * @mirrors core/validation.validateFSGroupChangePolicy
 * @mirrors core/validation.validateSupplementalGroupsPolicy
 */
function validatePolicy(policy: Field<string>, allowed: readonly string[], errors: Errors): void {
  if (!allowed.includes(policy.value ?? '')) errors.notSupported(policy, allowed);
}

/** @mirrors core/validation.validateSELinuxChangePolicy */
function validateSELinuxChangePolicy(policy: Field<string>, errors: Errors, env: Env): void {
  validatePolicy(policy, env.gates.SELinuxMount ? ['MountOption', 'Recursive'] : ['Recursive'], errors);
}

/** Up to 1.36 the fields that a Pod shares its host's namespaces with counted as parts of the security context. */
function validateHostProcesses(spec: Field<PodSpec>, errors: Errors): void {
  if (!spec.value?.shareProcessNamespace || !spec.value.hostPID) return;
  const at = spec.get('shareProcessNamespace').shownAsPath(`${spec.path}.securityContext.shareProcessNamespace`);
  errors.invalid(at, 'must not be set beside hostPID');
}
