import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Ingress, IngressTLS } from '../schema/types.gen.ts';

/** Annotations by which controllers are told of certificates that are kept elsewhere. */
const ELSEWHERE: readonly string[] = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'traefik.ingress.kubernetes.io/router.tls',
  'haproxy.org/ssl-certificate',
  'nginx.ingress.kubernetes.io/ssl-passthrough',
];

export const rule: Rule = {
  category: 'network',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Ingress'],
  object(manifest, report) {
    const { metadata, spec } = (manifest.object ?? {}) as Ingress;
    const annotations = metadata?.annotations;
    if (spec === undefined || hasCertificateElsewhere(annotations)) return;
    const field = manifest.field<Ingress>().get('spec');
    const tls = spec.tls ?? [];
    if (field.get('tls').unknown) return;
    let hosts = 0;
    const seen = new Set<string>();
    for (const rule of field.get('rules').items()) {
      const host = rule.value?.host ?? '';
      if (host === '') continue;
      hosts++;
      if (seen.has(host) || isPlaceholder(host) || isCovered(host, tls)) continue;
      seen.add(host);
      report(rule.get('host'), `host ${quote(host)} is served without TLS`);
    }
    if (hosts === 0 && tls.length === 0 && !field.get('rules').unknown) report(field.atKey(), 'served without TLS');
  },
};

function hasCertificateElsewhere(annotations: ReadonlyMap<string, string> | undefined): boolean {
  if (annotations === undefined) return false;
  return (
    ELSEWHERE.some((key) => annotations.has(key)) ||
    (annotations.get('alb.ingress.kubernetes.io/listen-ports')?.includes('HTTPS') ?? false)
  );
}

/** Whether an entry names the host, a wildcard for it, or no host at all, which goes for every one. */
function isCovered(host: string, tls: readonly IngressTLS[]): boolean {
  const dot = host.indexOf('.');
  const wildcard = dot === -1 ? host : `*${host.slice(dot)}`;
  return tls.some(
    ({ hosts = [] }) =>
      hosts.length === 0 || hosts.some((one) => one === host || one === wildcard || isPlaceholder(one)),
  );
}

export const docs: RuleDocs = {
  summary: 'An Ingress that serves a host without TLS.',
  why: `A host that no entry of \`tls\` covers is served as plain HTTP, or with the controller's own self-signed certificate. A wildcard covers one label (\`*.shop.example\` covers \`www.shop.example\`), an entry without
hosts covers all. Certificates that an annotation names (AWS, Google, Azure, Traefik) count.`,
  bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: www.shop.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
  good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  tls:
    - hosts: [www.shop.example]
      secretName: shop-tls
  rules:
    - host: www.shop.example
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
};
