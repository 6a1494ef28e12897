import type { ContainerPort, ServicePort } from '../schema/types.gen.ts';
import type { Workload } from './entry.ts';

/** A port that a container declares, with what is left out filled in. */
export interface DeclaredPort {
  readonly container: string;
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
}

/** The ports of a workload's main containers and sidecars: where a Service may send to. */
export function portsOf({ containers }: Workload): DeclaredPort[] {
  const ports: DeclaredPort[] = [];
  for (const { name, ports: declared } of containers) {
    for (const port of declared ?? [])
      ports.push({
        container: name,
        name: port.name ?? '',
        number: port.containerPort ?? 0,
        protocol: protocolOf(port),
      });
  }
  return ports;
}

/** Where a port of a Service leads to: its own number unless something else is said. */
export function targetOf({ targetPort, port = 0 }: ServicePort): number | string {
  return targetPort || port;
}

export function protocolOf({ protocol }: ServicePort | ContainerPort): string {
  return protocol || 'TCP';
}
