import type { Field } from '../../../model/field.ts';
import type { ServicePort, ServiceSpec } from '../../../schema/types.gen.ts';
import { type Errors, quote } from '../../errors.ts';
import { dns1123Label, portNumber } from '../../formats.ts';
import { validateQualifiedName } from '../checks.ts';
import { validatePortNumOrName } from '../pod/handlers.ts';

/** What a port can carry. */
export const PROTOCOLS: readonly string[] = ['SCTP', 'TCP', 'UDP'];

/** The ports of a Service one by one. */
export function validateServicePorts(ports: Field<ServicePort[]>, errors: Errors): void {
  const items = ports.items();
  const names = new Set<string>();
  for (const port of items) validateServicePort(port, items.length > 1, names, errors);
}

/** @mirrors core/validation.validateServicePort (partly: the protocol has a default) */
function validateServicePort(at: Field<ServicePort>, needsName: boolean, names: Set<string>, errors: Errors): void {
  const { name = '', port = 0, protocol = '', targetPort, appProtocol } = at.value ?? {};
  if (name !== '') {
    const fault = dns1123Label(name);
    if (fault !== undefined) errors.invalid(at.get('name'), `${quote(name)} ${fault}`);
    if (names.has(name)) errors.duplicate(at.get('name'), `${quote(name)} is the name of another port of this Service`);
    names.add(name);
  } else if (needsName) errors.required(at.get('name'), 'is required where there are several ports');
  const fault = portNumber(port);
  if (fault !== undefined) errors.invalid(at.get('port'), `port ${port} ${fault}`);
  if (!PROTOCOLS.includes(protocol)) errors.notSupported(at.get('protocol'), PROTOCOLS);
  validatePortNumOrName(at.get('targetPort'), targetPort === undefined ? errors.given(at.get('port')) : errors);
  if (appProtocol !== undefined) validateQualifiedName(at.get('appProtocol'), errors);
}

/** A number may be taken once for each protocol, inside the cluster and on its nodes. */
export function validateUniquePorts(spec: Field<ServiceSpec>, errors: Errors): void {
  const ports = spec.get('ports');
  const list = ports.value ?? [];
  const seen = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    const { port = 0, nodePort = 0, protocol = '' } = list[i] as ServicePort;
    const taken = `${port}/${protocol}`;
    const onNodes = `node ${nodePort}/${protocol}`;
    if (seen.has(taken)) reportPort(ports.item(i), `port ${taken} is a port of this Service already`, errors);
    if (nodePort !== 0 && seen.has(onNodes)) {
      const message = `${nodePort}/${protocol} is a nodePort of this Service already`;
      errors.given(ports.item(i).get('protocol')).duplicate(ports.item(i).get('nodePort'), message);
    }
    seen.add(taken).add(onNodes);
  }
}

/** Upstream names the whole item. */
function reportPort(item: Field<ServicePort>, message: string, errors: Errors): void {
  const port = item.get('port').shownAsPath(item.path);
  errors.given(item.get('protocol')).duplicate(port, message);
}
