import type { Field } from '../../model/field.ts';
import type { IPBlock, NetworkPolicyPeer, NetworkPolicyPort } from '../../schema/types.gen.ts';
import { validateCIDRForLegacyField } from '../core/addresses.ts';
import { PROTOCOLS } from '../core/service/ports.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { portName, portNumber } from '../formats.ts';
import { type Cidr, parseCIDR } from '../formats-ip.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';

/** @mirrors networking/validation.ValidateNetworkPolicyPort */
export function validateNetworkPolicyPort(at: Field<NetworkPolicyPort>, errors: Errors): void {
  const { protocol, port, endPort } = at.value ?? {};
  if (protocol !== undefined && !PROTOCOLS.includes(protocol)) errors.notSupported(at.get('protocol'), PROTOCOLS);
  if (endPort !== undefined) validateEndPort(at, errors);
  if (typeof port === 'number') {
    const fault = portNumber(port);
    if (fault !== undefined) errors.invalid(at.get('port'), `port ${port} ${fault}`);
  } else if (port !== undefined) {
    const fault = portName(port);
    if (fault !== undefined) errors.invalid(at.get('port'), `${quote(port)} ${fault}`, 'invalid-port-name');
  }
}

/** The last port of a range that begins with a number. */
function validateEndPort(at: Field<NetworkPolicyPort>, errors: Errors): void {
  const { port, endPort = 0 } = at.value ?? {};
  const last = at.get('endPort');
  const given = errors.given(at.get('port'));
  if (typeof port !== 'number') {
    const why = port === undefined ? 'without a port' : 'where the port is a name';
    given.invalid(last, `must not be set ${why}: a range begins with a number`);
    return;
  }
  if (endPort < port) given.invalid(last, `${endPort} must not be less than the port, ${port}`);
  const fault = portNumber(endPort);
  if (fault !== undefined) given.invalid(last, `port ${endPort} ${fault}`);
}

/** @mirrors networking/validation.ValidateNetworkPolicyPeer */
export function validateNetworkPolicyPeer(peer: Field<NetworkPolicyPeer>, errors: Errors, env: Env): void {
  const { podSelector, namespaceSelector, ipBlock } = peer.value ?? {};
  if (podSelector !== undefined) validateLabelSelector(peer.get('podSelector'), errors);
  if (namespaceSelector !== undefined) validateLabelSelector(peer.get('namespaceSelector'), errors);
  if (ipBlock !== undefined) {
    validateIPBlock(peer.get('ipBlock'), errors, env);
    if (podSelector === undefined && namespaceSelector === undefined) return;
    const at = peer.get('ipBlock').atKey().shownAsPath(peer.path);
    errors.forbidden(at, 'ipBlock must be alone: addresses and selectors exclude each other');
  } else if (podSelector === undefined && namespaceSelector === undefined) {
    errors.required(peer, 'names nobody: it needs a podSelector, a namespaceSelector or an ipBlock');
  }
}

/** @mirrors networking/validation.ValidateIPBlock */
function validateIPBlock(block: Field<IPBlock>, errors: Errors, env: Env): void {
  const at = block.get('cidr');
  if (!at.value) {
    errors.required(at, 'is required: the range of addresses');
    return;
  }
  validateCIDRForLegacyField(at, errors, env);
  const cidr = parseCIDR(at.value);
  if (cidr === undefined) return;
  for (const except of block.get('except').items()) {
    validateCIDRForLegacyField(except, errors, env);
    const range = parseCIDR(except.value ?? '');
    if (range === undefined && !env.gates.ExceptsAllRead) return;
    if (range === undefined || isInside(range, cidr)) continue;
    errors.invalid(
      except,
      `${quote(except.value)} must be a part of the cidr, ${quote(at.value)}, and less than all of it`,
    );
  }
}

/**
 * Whether a range lies within another and is smaller. Upstream compares the lengths of the masks, whatever family they are
 * of, and takes an IPv4 address in IPv6 form for an IPv4 one.
 */
function isInside(inner: Cidr, outer: Cidr): boolean {
  return outer.length < inner.length && contains(outer, inner.network.bytes);
}

function contains({ network, length }: Cidr, bytes: readonly number[]): boolean {
  const address = shortest(bytes);
  const [base, bits] = asNetwork(network.bytes, length);
  if (base.length !== address.length) return false;
  for (let i = 0; i * 8 < bits; i++) {
    const mask = (0xff00 >> Math.min(bits - i * 8, 8)) & 0xff;
    if (((base[i] as number) & mask) !== ((address[i] as number) & mask)) return false;
  }
  return true;
}

/** The four bytes of an IPv4 address, in whichever form it stands. */
function shortest(bytes: readonly number[]): readonly number[] {
  const isMapped = bytes.length === 16 && bytes.every((byte, i) => i > 11 || byte === (i > 9 ? 255 : 0));
  return isMapped ? bytes.slice(12) : bytes;
}

/** A mapped network is one of IPv4 addresses, its mask cut to the last four bytes. */
function asNetwork(bytes: readonly number[], length: number): [readonly number[], number] {
  const short = shortest(bytes);
  return short.length < bytes.length ? [short, Math.max(length - 96, 0)] : [short, length];
}
