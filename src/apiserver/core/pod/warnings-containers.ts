import type { Field } from '../../../model/field.ts';
import type { Container, ContainerPort, EnvVar, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { quote } from '../../errors.ts';
import { parseResource } from '../../../model/quantity.ts';
import { visitContainers } from './context.ts';
import type { ResourceList } from './resources.ts';

/** What the server warns of in containers. */
export function warnOfContainers(spec: Field<PodSpec>, env: Env): void {
  const ports: PlacedPort[] = [];
  visitContainers(spec, (container) => {
    const { resources, ports: own = [], env: vars = [] } = container.value ?? {};
    if (hasFractions(resources?.limits)) warnOfFractions(container.get('resources').get('limits'), env);
    if (hasFractions(resources?.requests)) warnOfFractions(container.get('resources').get('requests'), env);
    if (vars.length > 1) warnOfHiddenEnv(container.get('env'), env);
    for (let i = 0; i < own.length; i++) ports.push({ container, index: i, port: own[i] as ContainerPort });
  });
  if (ports.length === 0) return;
  warnOfPorts(ports, env);
  if (env.gates.PortNameWarnings) warnOfPortNames(ports, env);
}

const BYTES = ['memory', 'ephemeral-storage'];

function hasFractions(list: ResourceList | undefined): boolean {
  return (
    list !== undefined &&
    BYTES.some((name) => list.has(name) && !(parseResource(list.get(name) as string)?.isInteger ?? true))
  );
}

/** Amounts of bytes that are no whole number of them: `128m` for `128M`. */
export function warnOfFractions(list: Field<ResourceList>, env: Env): void {
  for (const name of BYTES) {
    const text = list.value?.get(name);
    if (text === undefined || (parseResource(text)?.isInteger ?? true)) continue;
    const hint = text.endsWith('m') ? `; \`${text}i\` would be mebibytes`.replace('mi`', 'Mi`') : '';
    env.warn(list.key(name), `${quote(text)} is a fraction of a byte${hint}`, 'fractional-bytes');
  }
}

function warnOfHiddenEnv(vars: Field<EnvVar[]>, env: Env): void {
  const list = vars.value ?? [];
  const seen = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    const { name = '', value = '', valueFrom } = list[i] as EnvVar;
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    const reference = `$(${name})`;
    // A value that adds to the one before it is fine.
    if (valueFrom === undefined && value !== reference && value.includes(reference)) continue;
    env.warn(vars.item(i), `hides the ${quote(name)} before it, and apply may drop either`, 'duplicate-env');
  }
}

interface PlacedPort {
  readonly container: Field<Container>;
  readonly index: number;
  readonly port: ContainerPort;
}

function fieldOf({ container, index }: PlacedPort): Field<ContainerPort> {
  return container.get('ports').item(index);
}

/** Each port is set against those before it of its number, as the server does; against so many at most, or thousands of a kind would make millions of pairs. */
const MOST_PAIRS = 16;

function warnOfPorts(ports: readonly PlacedPort[], env: Env): void {
  const byNumber = new Map<string, PlacedPort[]>();
  for (const placed of ports) {
    const { containerPort = 0, protocol = '', hostIP = '', hostPort = 0 } = placed.port;
    if (hostIP !== '' && hostPort === 0) env.warn(fieldOf(placed), `has the hostIP ${quote(hostIP)} and no hostPort`);
    const key = `${containerPort}/${protocol}`;
    const others = byNumber.get(key);
    if (others === undefined) byNumber.set(key, [placed]);
    else {
      for (const other of others) warnOfPair(placed, other, env);
      if (others.length < MOST_PAIRS) others.push(placed);
    }
  }
}

function warnOfPair(placed: PlacedPort, other: PlacedPort, env: Env): void {
  const { containerPort = 0, protocol = '', hostIP = '', hostPort = 0 } = placed.port;
  const otherIP = other.port.hostIP ?? '';
  const otherPort = other.port.hostPort ?? 0;
  const what = `${containerPort}/${protocol}`;
  const where = `in container ${quote(other.container.value?.name ?? '')} (${fieldOf(other).path})`;
  let message: string | undefined;
  if (hostIP === otherIP && hostPort === otherPort) message = `port ${what} is there already ${where}`;
  else if (hostPort === 0 || otherPort === 0) message = `port ${what} overlaps with the one ${where}`;
  else if (hostPort === otherPort && (hostIP === '') !== (otherIP === '')) {
    message = `hostPort ${hostPort} is ambiguous with the one ${where}: one is for all addresses, the other for one`;
  }
  if (message !== undefined) env.warn(fieldOf(placed), message, 'duplicate-port');
}

function warnOfPortNames(ports: readonly PlacedPort[], env: Env): void {
  const byName = new Map<string, PlacedPort>();
  for (const placed of ports) {
    const name = placed.port.name ?? '';
    if (name === '') continue;
    const other = byName.get(name);
    if (other === undefined) byName.set(name, placed);
    else {
      const message = `the port name ${quote(name)} is taken by ${fieldOf(other).path}, which Services and probes mean by it`;
      env.warn(fieldOf(placed), message, 'duplicate-port');
    }
  }
}
