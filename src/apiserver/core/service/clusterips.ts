import type { Field } from '../../../model/field.ts';
import type { ServiceSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { type Address, isIPv4, parseIP } from '../../formats-ip.ts';
import { validateIPForLegacyField } from '../addresses.ts';

/** What stands for an address in a Service that has none. */
export const NONE = 'None';
const FAMILIES: readonly string[] = ['IPv4', 'IPv6'];
const POLICIES: readonly string[] = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

/** @mirrors core/validation.isHeadlessService */
export function isHeadless({ clusterIPs }: ServiceSpec): boolean {
  return clusterIPs?.length === 1 && clusterIPs[0] === NONE;
}

/** @mirrors core/validation.ValidateServiceClusterIPsRelatedFields (partly: what needs an old Service is left out) */
export function validateServiceClusterIPsRelatedFields(spec: Field<ServiceSpec>, errors: Errors, env: Env): void {
  const value = spec.value ?? {};
  if (value.type === 'ExternalName') return;
  if (value.clusterIP !== undefined || value.clusterIPs !== undefined) validateFirst(spec, errors);
  if (value.ipFamilies !== undefined) validateFamilies(spec.get('ipFamilies'), errors);
  const { ipFamilyPolicy } = value;
  if (ipFamilyPolicy !== undefined && !POLICIES.includes(ipFamilyPolicy)) {
    errors.notSupported(spec.get('ipFamilyPolicy'), POLICIES);
  }
  if (value.clusterIPs !== undefined) validateClusterIPs(spec, errors, env);
}

/** The two fields for addresses have to say the same. */
function validateFirst(spec: Field<ServiceSpec>, errors: Errors): void {
  const { clusterIP = '', clusterIPs = [] } = spec.value ?? {};
  const at = spec.get('clusterIPs');
  const given = errors.given(spec.get('clusterIP'));
  if (clusterIP === '') {
    if (clusterIPs.length > 0) given.invalid(at, 'must be empty where there is no clusterIP');
  } else if (clusterIPs.length > 0 && clusterIPs[0] !== clusterIP) {
    given.invalid(at, `must begin with the clusterIP, ${quote(clusterIP)}`);
  }
}

function validateFamilies(families: Field<string[]>, errors: Errors): void {
  const seen = new Set<string>();
  for (const family of families.items()) {
    const name = family.value ?? '';
    if (!FAMILIES.includes(name)) errors.notSupported(family, FAMILIES);
    if (seen.has(name)) errors.duplicate(family);
    seen.add(name);
  }
}

function validateClusterIPs(spec: Field<ServiceSpec>, errors: Errors, env: Env): void {
  const at = spec.get('clusterIPs');
  const list = at.value ?? [];
  let isUsable = true;
  for (const address of at.items()) {
    if (address.step === 0 && address.value === NONE) {
      if (list.length === 1) continue;
      errors.invalid(at, '`None` must be the only value');
      isUsable = false;
    } else if (!validateIPForLegacyField(address, errors, env)) isUsable = false;
  }
  if (list.length > 2) errors.invalid(at, `may have at most two addresses and has ${list.length}`);
  if (!isUsable) return;
  const isV4 = list.map((text) => text !== NONE && isIPv4(parseIP(text) as Address));
  if (list.length > 1 && (isV4.every(Boolean) || !isV4.some(Boolean))) {
    errors.invalid(at, 'must be of two families: at most one IPv4 and one IPv6 address');
  }
  if (!isHeadless(spec.value ?? {})) validateFamiliesOf(spec, isV4, errors);
}

function validateFamiliesOf(spec: Field<ServiceSpec>, isV4: readonly boolean[], errors: Errors): void {
  const { ipFamilies = [], clusterIPs = [] } = spec.value ?? {};
  const given = errors.given(spec.get('ipFamilies'));
  for (const [i, family] of ipFamilies.entries()) {
    if (i >= clusterIPs.length || family !== (isV4[i] ? 'IPv6' : 'IPv4')) continue;
    given.invalid(
      spec.get('clusterIPs').item(i),
      `${quote(clusterIPs[i])} is not of the family ${family} in ipFamilies`,
    );
  }
}
