import type { Field } from '../../../model/field.ts';
import type { Container, ContainerPort } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { portName, portNumber } from '../../formats.ts';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** @mirrors core/validation.validateContainerPorts (partly: the protocol has a default) */
export function validateContainerPorts(ports: Field<ContainerPort[]>, errors: Errors): void {
  const names = new Set<string>();
  const list = ports.value ?? [];
  for (let i = 0; i < list.length; i++) {
    const { name = '', containerPort = 0, hostPort = 0, protocol = '' } = list[i] as ContainerPort;
    if (name !== '') validatePortName(ports.item(i), names, errors);
    if (containerPort === 0) errors.required(ports.item(i).get('containerPort'));
    else if (portNumber(containerPort) !== undefined) reportPortNumber(ports.item(i).get('containerPort'), errors);
    if (hostPort !== 0 && portNumber(hostPort) !== undefined) reportPortNumber(ports.item(i).get('hostPort'), errors);
    if (!PROTOCOLS.includes(protocol)) errors.notSupported(ports.item(i).get('protocol'), PROTOCOLS);
  }
}

function reportPortNumber(port: Field<number>, errors: Errors): void {
  errors.invalid(port, `port ${port.value} ${portNumber(port.value as number)}`);
}

function validatePortName(port: Field<ContainerPort>, names: Set<string>, errors: Errors): void {
  const name = port.value?.name as string;
  const fault = portName(name);
  if (fault !== undefined) {
    const why = /^[0-9]+$/.test(name) ? 'is no name: it has no letter' : fault;
    errors.invalid(port.get('name'), `${quote(name)} ${why}`, 'invalid-port-name');
  } else if (names.has(name)) {
    errors.duplicate(
      port.get('name'),
      `${quote(name)} is the name of another port of this container`,
      'duplicate-port',
    );
  } else names.add(name);
}

/**
 * Two containers of a Pod can't listen on one port of the node. An init container runs alone: upstream looks at each by itself and
 * then calls it the first one, whichever it is.
 * @mirrors core/validation.checkHostPortConflicts
 * @mirrors core/validation.AccumulateUniqueHostPorts
 */
export function checkHostPortConflicts(containers: readonly Field<Container>[], errors: Errors): void {
  let taken: Map<string, Field<Container>> | undefined;
  for (const container of containers) {
    const ports = container.value?.ports;
    if (ports === undefined) continue;
    for (let i = 0; i < ports.length; i++) {
      const { hostPort = 0, hostIP = '', protocol = '' } = ports[i] as ContainerPort;
      if (hostPort === 0) continue;
      const key = `${protocol}/${hostIP}/${hostPort}`;
      const other = taken?.get(key);
      if (other === undefined) (taken ??= new Map()).set(key, container);
      else {
        const message = `hostPort ${hostPort}/${protocol} is taken already by container ${quote(other.value?.name ?? '')}`;
        const at = container.get('ports').item(i).get('hostPort');
        const isFirst = containers.length > 1 || container.step === 0;
        const shown = isFirst ? at : at.shownAsPath(`${container.parent?.path}[0].ports[${i}].hostPort`);
        errors.duplicate(shown, message, 'duplicate-port');
      }
    }
  }
}
