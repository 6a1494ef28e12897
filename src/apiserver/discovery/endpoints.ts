import type { Field } from '../../model/field.ts';
import type { Endpoint, EndpointHints, EndpointSlice } from '../../schema/types.gen.ts';
import { validateEndpointIP, validateIPForLegacyField } from '../core/addresses.ts';
import { validateDNS1123Label, validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Subdomain, type Format, fullyQualifiedDomainName, labelValue } from '../formats.ts';
import { ipStrict, isIPv4, parseIP } from '../formats-ip.ts';

const MOST_ENDPOINTS = 1000;
const MOST_ADDRESSES = 100;

/** @mirrors discovery/validation.validateEndpoints (partly: v1 has no topology to look at) */
export function validateEndpoints(slice: Field<EndpointSlice>, errors: Errors, env: Env): void {
  const endpoints = slice.get('endpoints').items();
  const tooMany = endpoints.length > MOST_ENDPOINTS;
  if (tooMany) errors.tooMany(slice.get('endpoints'), endpoints.length, MOST_ENDPOINTS);
  for (const endpoint of endpoints) {
    if (!tooMany || env.gates.EndpointAddressesAlwaysCounted) countAddresses(endpoint.get('addresses'), errors);
    if (tooMany) continue;
    for (const address of endpoint.get('addresses').items()) {
      validateAddress(address, slice.value?.addressType, errors, env);
    }
    validateEndpoint(endpoint, errors);
  }
}

function countAddresses(addresses: Field<string[]>, errors: Errors): void {
  const count = addresses.value?.length ?? 0;
  if (count === 0) errors.required(addresses, 'needs at least one address');
  else if (count > MOST_ADDRESSES) errors.tooMany(addresses, count, MOST_ADDRESSES);
}

function validateAddress(address: Field<string>, type: string | undefined, errors: Errors, env: Env): void {
  if (type === 'FQDN') validateName(address, errors);
  else if (type === 'IPv4' || type === 'IPv6') validateIP(address, type, errors, env);
}

function validateName(address: Field<string>, errors: Errors): void {
  if ((address.value ?? '') === '') errors.required(address);
  else validateFormat(address, fullyQualifiedDomainName, errors);
}

function validateIP(address: Field<string>, type: 'IPv4' | 'IPv6', errors: Errors, env: Env): void {
  const text = address.value ?? '';
  const parsed = parseIP(text);
  const isOfType = parsed !== undefined && isIPv4(parsed) === (type === 'IPv4');
  const wrong = `${quote(text)} is no ${type} address`;
  if (!env.gates.EndpointFamilyAtList) {
    if (!isOfType) errors.invalid(address, wrong);
    validateEndpointIP(address, errors);
    return;
  }
  if (type === 'IPv4' ? !validateIPForLegacyField(address, errors, env) : !validateStrictly(address, errors)) return;
  // Upstream names the list here.
  if (!isOfType) errors.invalid(address.shownAsPath((address.parent as Field).path), wrong);
  validateEndpointIP(address, errors);
}

function validateStrictly(address: Field<string>, errors: Errors): boolean {
  const fault = ipStrict(address.value ?? '');
  if (fault !== undefined) errors.invalid(address, `${quote(address.value ?? '')} ${fault}`);
  return fault === undefined;
}

function validateEndpoint(endpoint: Field<Endpoint>, errors: Errors): void {
  const { nodeName, hostname, hints } = endpoint.value ?? {};
  if (nodeName !== undefined) validateFormat(endpoint.get('nodeName'), dns1123Subdomain, errors);
  if (hostname !== undefined) validateDNS1123Label(endpoint.get('hostname'), errors);
  if (hints !== undefined) validateHints(endpoint.get('hints'), errors);
}

const MOST_HINTS = 8;

/** @mirrors discovery/validation.validateHints */
function validateHints(hints: Field<EndpointHints>, errors: Errors): void {
  if (!validateHintsFor(hints.get('forZones'), labelValue, errors)) return;
  validateHintsFor(hints.get('forNodes'), dns1123Subdomain, errors);
}

/** False if there are too many to look at. */
function validateHintsFor(list: Field<{ name?: string | undefined }[]>, format: Format, errors: Errors): boolean {
  const items = list.items();
  if (items.length > MOST_HINTS) {
    errors.tooMany(list, items.length, MOST_HINTS);
    return false;
  }
  const seen = new Set<string>();
  for (const item of items) {
    const name = item.value?.name ?? '';
    if (seen.has(name)) errors.duplicate(item.get('name'), `${quote(name)} is there already`);
    seen.add(name);
    validateFormat(item.get('name'), format, errors);
  }
  return true;
}
