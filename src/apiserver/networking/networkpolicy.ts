import type { Field } from '../../model/field.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from '../../schema/types.gen.ts';
import { startLife } from '../apps/prepare.ts';
import { warnOfCIDR } from '../core/addresses.ts';
import { setDefault } from '../defaulting.ts';
import type { Env } from '../env.ts';
import type { Errors } from '../errors.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateLabelSelector } from '../meta/labelselector.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { validateNetworkPolicyPeer, validateNetworkPolicyPort } from './peers.ts';

/**
 * @mirrors networking/v1.SetDefaults_NetworkPolicy
 * @mirrors networking/v1.SetDefaults_NetworkPolicyPort
 */
function setDefaults(policy: Field<NetworkPolicy>): void {
  const spec = policy.get('spec');
  for (const { ports } of rulesOf(spec)) for (const port of ports.items()) setDefault(port, 'protocol', 'TCP');
  const value = spec.value;
  if (value === undefined || (value.policyTypes?.length ?? 0) > 0 || spec.get('policyTypes').unknown) return;
  value.policyTypes = (value.egress?.length ?? 0) > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

interface Rule {
  readonly ports: Field<NetworkPolicyPort[]>;
  readonly peers: Field<NetworkPolicyPeer[]>;
}

/** What comes in and what goes out differ in one name alone. */
function* rulesOf(spec: Field<NetworkPolicySpec>): Generator<Rule> {
  for (const rule of spec.get('ingress').items()) yield { ports: rule.get('ports'), peers: rule.get('from') };
  for (const rule of spec.get('egress').items()) yield { ports: rule.get('ports'), peers: rule.get('to') };
}

/** @mirrors networking/validation.ValidateNetworkPolicy */
function validateNetworkPolicy(policy: Field<NetworkPolicy>, errors: Errors, env: Env): void {
  validateObjectMeta(policy.get('metadata'), errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  validateNetworkPolicySpec(policy.get('spec'), errors, env);
}

const TYPES: readonly string[] = ['Ingress', 'Egress'];

/** @mirrors networking/validation.ValidateNetworkPolicySpec */
function validateNetworkPolicySpec(spec: Field<NetworkPolicySpec>, errors: Errors, env: Env): void {
  if (spec.value?.podSelector !== undefined) validateLabelSelector(spec.get('podSelector'), errors);
  for (const { ports, peers } of rulesOf(spec)) {
    for (const port of ports.items()) validateNetworkPolicyPort(port, errors);
    for (const peer of peers.items()) validateNetworkPolicyPeer(peer, errors, env);
  }
  const types = spec.get('policyTypes');
  if ((types.value?.length ?? 0) > TYPES.length) {
    errors.invalid(types, `may have at most ${TYPES.length} items: ${TYPES.join(', ')}`);
    return;
  }
  for (const type of types.items()) if (!TYPES.includes(type.value ?? '')) errors.notSupported(type, TYPES);
}

/** @mirrors networkpolicy.networkPolicyWarnings */
function warn(policy: Field<NetworkPolicy>, env: Env): void {
  if (!env.gates.IPWarnings) return;
  for (const { peers } of rulesOf(policy.get('spec'))) {
    for (const peer of peers.items()) {
      if (peer.value?.ipBlock === undefined) continue;
      warnOfCIDR(peer.get('ipBlock').get('cidr'), env);
      for (const range of peer.get('ipBlock').get('except').items()) warnOfCIDR(range, env);
    }
  }
}

/** How NetworkPolicies are created. */
export const networkPolicyStrategy: Strategy<NetworkPolicy> = {
  namespaced: true,
  defaults: setDefaults,
  prepare: startLife,
  validate: validateNetworkPolicy,
  warn,
};
