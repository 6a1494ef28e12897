import type { Field } from '../../model/field.ts';
import type { Ingress, IngressRule, IngressSpec, IngressTLS } from '../../schema/types.gen.ts';
import { startLife } from '../apps/prepare.ts';
import { validateDNS1123Subdomain, validateFormat } from '../core/checks.ts';
import type { Env } from '../env.ts';
import { type Errors, quote } from '../errors.ts';
import { dns1123Subdomain, wildcardDNS1123Subdomain } from '../formats.ts';
import { parseIP } from '../formats-ip.ts';
import { nameIsDNSSubdomain } from '../meta/names.ts';
import { validateObjectMeta } from '../meta/objectmeta.ts';
import type { Strategy } from '../strategy.ts';
import { readOlderIngress } from './olderversion.ts';
import { validateHTTPIngressRuleValue, validateIngressBackend } from './paths.ts';

/** An annotation that is older than the field with the class. */
const CLASS = 'kubernetes.io/ingress.class';

/**
 * @mirrors networking/validation.ValidateIngressCreate
 * @mirrors networking/validation.validateIngress
 */
function validateIngress(ingress: Field<Ingress>, errors: Errors, env: Env): void {
  const meta = ingress.get('metadata');
  validateObjectMeta(meta, errors, env, { namespaced: true, name: nameIsDNSSubdomain });
  const spec = ingress.get('spec');
  validateIngressSpec(spec, errors, env);
  const name = spec.value?.ingressClassName;
  const annotation = meta.value?.annotations?.get(CLASS);
  if (annotation === undefined || name === undefined || annotation === name) return;
  const at = meta.get('annotations').key(CLASS).shownAsPath(`annotations.${CLASS}`);
  errors.invalid(at, `${quote(annotation)} and \`ingressClassName\`, ${quote(name)}, must be the same`);
}

/** @mirrors networking/validation.ValidateIngressSpec */
function validateIngressSpec(spec: Field<IngressSpec>, errors: Errors, env: Env): void {
  const { rules, defaultBackend, tls, ingressClassName } = spec.value ?? {};
  if ((rules?.length ?? 0) === 0 && defaultBackend === undefined) {
    errors.invalid(spec, 'needs `rules` or a `defaultBackend`');
  }
  if (defaultBackend !== undefined) validateIngressBackend(spec.get('defaultBackend'), errors, env);
  if (rules !== undefined) for (const rule of spec.get('rules').items()) validateIngressRule(rule, errors, env);
  if (tls !== undefined) for (const one of spec.get('tls').items()) validateIngressTLS(one, errors);
  if (ingressClassName !== undefined) validateDNS1123Subdomain(spec.get('ingressClassName'), errors);
}

/** @mirrors networking/validation.validateIngressTLS */
function validateIngressTLS(tls: Field<IngressTLS>, errors: Errors): void {
  for (const host of tls.get('hosts').items()) validateHost(host, errors);
  if (tls.value?.secretName) validateDNS1123Subdomain(tls.get('secretName'), errors);
}

function validateHost(host: Field<string>, errors: Errors): void {
  validateFormat(host, host.value?.includes('*') ? wildcardDNS1123Subdomain : dns1123Subdomain, errors);
}

/** @mirrors networking/validation.validateIngressRules */
function validateIngressRule(rule: Field<IngressRule>, errors: Errors, env: Env): void {
  const { host, http } = rule.value ?? {};
  if (host) {
    const at = rule.get('host');
    if (parseIP(host) !== undefined) errors.invalid(at, `${quote(host)} is an IP address; a host is named`);
    validateHost(at, errors);
  }
  if (http !== undefined) validateHTTPIngressRuleValue(rule.get('http'), errors, env);
}

/** How Ingresses are created. */
export const ingressStrategy: Strategy<Ingress> = {
  namespaced: true,
  defaults(ingress) {
    if (ingress.manifest.apiVersion !== 'networking.k8s.io/v1') readOlderIngress(ingress);
  },
  prepare: startLife,
  validate: validateIngress,
  warn(ingress, env) {
    const annotations = ingress.get('metadata').get('annotations');
    if (!annotations.value?.has(CLASS) || ingress.value?.spec?.ingressClassName !== undefined) return;
    env.warn(
      annotations.key(CLASS).atKey(),
      `the annotation \`${CLASS}\` is deprecated; use \`spec.ingressClassName\``,
    );
  },
};
