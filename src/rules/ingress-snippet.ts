import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Ingress } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'network',
  severity: 'warning',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['Ingress'],
  object(manifest, report) {
    const annotations = ((manifest.object ?? {}) as Ingress).metadata?.annotations;
    if (annotations === undefined) return;
    for (const [key, value] of annotations) {
      if (!isSnippet(key) || value === '') continue;
      const at = manifest.field<Ingress>().get('metadata').get('annotations').key(key).atKey();
      const worse = LUA.test(value)
        ? '; this one runs Lua'
        : ALIAS.test(value)
          ? '; this one serves files of the controller'
          : '';
      report(at, `snippets run as the controller, which may read every Secret (CVE-2021-25742)${worse}`);
    }
  },
};

/** `nginx.ingress.kubernetes.io/server-snippet`, `nginx.org/location-snippets`. */
function isSnippet(key: string): boolean {
  return key.startsWith('nginx.') && (key.endsWith('-snippet') || key.endsWith('-snippets'));
}

const LUA = /\blua_|_by_lua/;
const ALIAS = /^[ \t]*(?:alias|root)\s/m;

export const docs: RuleDocs = {
  summary: 'Configuration of NGINX in the annotations of an Ingress.',
  why: `What a \`…-snippet\` annotation holds goes into the configuration of the controller as it stands. Whoever may write an Ingress in any namespace can read the controller's token with it, and through that every
Secret of the cluster (CVE-2021-25742); ingress-nginx switches snippets off by default since 1.9. Use annotations made for the purpose, or a ConfigMap of the controller that only its owners may write.`,
  bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/server-snippet: |
      location /internal { return 404; }
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
  good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
};
