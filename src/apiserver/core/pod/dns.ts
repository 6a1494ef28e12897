import type { Field } from '../../../model/field.ts';
import type { HostAlias, PodDNSConfig, PodSpec } from '../../../schema/types.gen.ts';
import type { Env } from '../../env.ts';
import { type Errors, quote } from '../../errors.ts';
import { byteLength, dns1123Subdomain, dns1123SubdomainWithUnderscore } from '../../formats.ts';
import { ipForLegacyField } from '../../formats-ip.ts';
import { validateFormat } from '../checks.ts';

const POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const MOST_NAMESERVERS = 3;
const MOST_SEARCHES = 32;
const MOST_SEARCH_CHARACTERS = 2048;

/** @mirrors core/validation.validateDNSPolicy (partly: the policy has a default) */
export function validateDNSPolicy(policy: Field<string>, errors: Errors): void {
  if (!POLICIES.includes(policy.value ?? '')) errors.notSupported(policy, POLICIES);
}

/** @mirrors core/validation.validatePodDNSConfig */
export function validatePodDNSConfig(spec: Field<PodSpec>, errors: Errors, env: Env): void {
  if (spec.value?.dnsConfig === undefined && spec.value?.dnsPolicy !== 'None') return;
  const config = spec.get('dnsConfig');
  const { nameservers = [] } = config.value ?? {};
  if (spec.value?.dnsPolicy === 'None' && nameservers.length === 0) {
    const at = config.value === undefined ? config : config.get('nameservers');
    errors.required(at, 'is needed with `dnsPolicy: None`: at least one nameserver');
    return;
  }
  if (config.value === undefined) return;
  if (nameservers.length > MOST_NAMESERVERS) {
    errors.invalid(
      config.get('nameservers'),
      `may have at most ${MOST_NAMESERVERS} nameservers and has ${nameservers.length}`,
    );
  }
  for (const server of config.get('nameservers').items()) validateIP(server, errors, env);
  validateSearches(config, errors, env);
  for (const option of config.get('options').items()) {
    if ((option.value?.name ?? '') === '') errors.required(option, 'needs a name');
  }
}

function validateSearches(config: Field<PodDNSConfig>, errors: Errors, env: Env): void {
  const searches = config.get('searches');
  const list = searches.value ?? [];
  const characters = byteLength(list.join(' '));
  if (list.length > MOST_SEARCHES) {
    errors.invalid(searches, `may have at most ${MOST_SEARCHES} domains and has ${list.length}`);
  } else if (characters > MOST_SEARCH_CHARACTERS) {
    errors.invalid(searches, `may have at most ${MOST_SEARCH_CHARACTERS} characters in all and has ${characters}`);
  }
  const relaxed = env.gates.RelaxedDNSSearchValidation;
  const format = relaxed ? dns1123SubdomainWithUnderscore : dns1123Subdomain;
  for (const search of searches.items()) {
    if (relaxed && search.value === '.') continue;
    validateFormat(search, (text) => format(text.endsWith('.') ? text.slice(0, -1) : text), errors);
  }
}

/**
 * Up to 1.29 upstream named the list, not the entry.
 * @mirrors core/validation.ValidateHostAliases
 */
export function validateHostAliases(aliases: Field<HostAlias[]>, errors: Errors, env: Env): void {
  const indexed = env.gates.HostAliasesIndexed;
  for (const alias of aliases.items()) {
    const ip = alias.get('ip');
    validateIP(indexed ? ip : ip.shownAsPath(`${aliases.path}.ip`), errors, env);
    for (const name of alias.get('hostnames').items()) {
      validateFormat(indexed ? name : name.shownAsPath(`${aliases.path}.hostnames`), dns1123Subdomain, errors);
    }
  }
}

/** @mirrors core/validation.IsValidIPForLegacyField */
function validateIP(at: Field<string>, errors: Errors, env: Env): void {
  const fault = ipForLegacyField(at.value ?? '', env.gates.StrictIPCIDRValidation);
  if (fault !== undefined) errors.invalid(at, `${quote(at.value ?? '')} ${fault}`);
}
