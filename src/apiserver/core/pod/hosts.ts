import type { Field } from '../../../model/field.ts';
import type { ContainerPort, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import type { Errors } from '../../errors.ts';
import { byteLength } from '../../formats.ts';
import { validateDNS1123Subdomain } from '../checks.ts';
import { visitContainers } from './context.ts';

/**
 * A container in its node's network has no other port there than its own.
 * @mirrors core/validation.validatePodHostNetworkDeps
 */
export function validatePodHostNetworkDeps(spec: Field<PodSpec>, errors: Errors): void {
  if (spec.value?.hostNetwork !== true) return;
  for (const container of spec.get('containers').items()) {
    const ports = container.value?.ports ?? [];
    for (let i = 0; i < ports.length; i++) {
      const { hostPort = 0, containerPort = 0 } = ports[i] as ContainerPort;
      const port = container.get('ports').item(i);
      if (hostPort === 0 || hostPort === containerPort || port.get('containerPort').unknown) continue;
      errors.invalid(
        port.get('hostPort'),
        `must be equal to containerPort (${containerPort}) with \`hostNetwork: true\``,
      );
    }
  }
}

/** @mirrors core/validation.validateShareProcessNamespace */
export function validateShareProcessNamespace(spec: Field<PodSpec>, errors: Errors): void {
  if (!spec.value?.shareProcessNamespace || !spec.value.hostPID) return;
  errors.invalid(spec.get('shareProcessNamespace'), 'and hostPID exclude each other');
}

/**
 * A user namespace of its own goes with no other namespace of the host. Upstream spells two of the fields in capitals.
 * @mirrors core/validation.validateHostUsers
 */
export function validateHostUsers(spec: Field<PodSpec>, errors: Errors, env: Env): void {
  const value = spec.value ?? {};
  if (value.hostUsers !== false) return;
  const message = 'is not allowed with `hostUsers: false`';
  if (value.hostNetwork) errors.forbidden(spec.get('hostNetwork').atKey(), message);
  if (value.hostPID) errors.forbidden(spec.get('hostPID').atKey().shownAs('HostPID'), message);
  if (value.hostIPC) errors.forbidden(spec.get('hostIPC').atKey().shownAs('HostIPC'), message);
  if (!env.gates.HostUsersRefuseVolumeDevices) return;
  visitContainers(spec, (container) => {
    if ((container.value?.volumeDevices?.length ?? 0) > 0)
      errors.forbidden(container.get('volumeDevices').atKey(), message);
  });
}

const MOST_HOST_NAME = 64;

/** @mirrors core/validation.validatePodHostName */
export function validatePodHostName(spec: Field<PodSpec>, errors: Errors): void {
  const { hostnameOverride: name, setHostnameAsFQDN, hostNetwork } = spec.value ?? {};
  if (name === undefined) return;
  const at = spec.get('hostnameOverride');
  if (setHostnameAsFQDN) errors.forbidden(at.atKey(), 'and setHostnameAsFQDN exclude each other');
  if (hostNetwork) errors.forbidden(at.atKey(), 'and hostNetwork exclude each other');
  if (byteLength(name) > MOST_HOST_NAME) errors.tooLong(at, MOST_HOST_NAME);
  validateDNS1123Subdomain(at, errors);
}
