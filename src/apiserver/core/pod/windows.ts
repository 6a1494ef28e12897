import type { Field } from '../../../model/field.ts';
import type { PodSpec } from '../../../schema/types.gen.ts';
import type { Errors } from '../../errors.ts';
import { containersOf, visitContainers } from './context.ts';

/** Fields that have no meaning on Windows, in a Pod's security context and in a container's. */
const LINUX_POD = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
] as const;
const LINUX_CONTAINER = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const;

/**
 * A Pod that says it is for Windows asks for nothing that only Linux has.
 * @mirrors core/validation.validateWindows
 */
export function validateWindows(spec: Field<PodSpec>, errors: Errors): void {
  const context = spec.get('securityContext');
  forbid(
    context,
    context.value?.sysctls?.length === 0 ? LINUX_POD.filter((name) => name !== 'sysctls') : LINUX_POD,
    errors,
  );
  forbid(spec, ['hostUsers', 'shareProcessNamespace'], errors);
  const { hostPID, hostIPC } = spec.value ?? {};
  if (hostPID) forbid(spec, ['hostPID'], errors);
  if (hostIPC) forbid(spec, ['hostIPC'], errors);
  visitContainers(spec, (container) => forbid(container.get('securityContext'), LINUX_CONTAINER, errors));
}

function forbid<T extends object>(at: Field<T>, names: readonly (keyof T & string)[], errors: Errors): void {
  const value = at.value;
  if (value === undefined) return;
  for (const name of names) {
    if (value[name] === undefined) continue;
    const os = name === 'windowsOptions' ? 'Linux' : 'Windows';
    errors.forbidden(at.get(name).atKey() as Field, `must not be set in a Pod for ${os}`);
  }
}

/** @mirrors core/validation.validateLinux */
export function validateLinux(spec: Field<PodSpec>, errors: Errors): void {
  forbid(spec.get('securityContext'), ['windowsOptions'], errors);
  visitContainers(spec, (container) => forbid(container.get('securityContext'), ['windowsOptions'], errors));
}

/**
 * Containers that run on the Windows host itself: all of a Pod or none, and with the host's network.
 * @mirrors core/validation.validateWindowsHostProcessPod
 */
export function validateWindowsHostProcessPod(spec: Field<PodSpec>, errors: Errors): void {
  const ofPod = spec.value?.securityContext?.windowsOptions?.hostProcess;
  if (ofPod === undefined && !hasHostProcess(spec.value ?? {})) return;
  let containers = 0;
  let onHost = 0;
  visitContainers(spec, (container) => {
    containers++;
    const own = container.value?.securityContext?.windowsOptions?.hostProcess;
    if (own ?? ofPod) onHost++;
    if (ofPod === undefined || own === undefined || ofPod === own) return;
    const at = container.get('securityContext').get('windowsOptions').get('hostProcess');
    errors.invalid(at, `${own} must be the same as the Pod's, which is ${ofPod}`);
  });
  if (onHost === 0) return;
  if (onHost < containers) {
    errors.invalid(spec, `${onHost} of ${containers} containers have hostProcess: true; it must be all or none`);
  }
  if (!spec.value?.hostNetwork)
    errors.invalid(spec.get('hostNetwork'), 'must be true where containers have hostProcess: true');
}

function hasHostProcess(spec: PodSpec): boolean {
  for (const container of containersOf(spec)) {
    if (container.securityContext?.windowsOptions?.hostProcess !== undefined) return true;
  }
  return false;
}
