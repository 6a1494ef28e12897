import { fixOf, replaceValue } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import { isPlaceholder } from '../model/image.ts';
import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { HTTPIngressPath, Ingress } from '../schema/types.gen.ts';

export const rule: Rule = {
  category: 'network',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  kinds: ['Ingress'],
  object(manifest, report) {
    const seen = new Map<string, Field>();
    for (const rule of manifest.field<Ingress>().get('spec').get('rules').items()) {
      for (const entry of rule.get('http').get('paths').items()) {
        const { path = '', pathType = '' } = entry.value ?? {};
        if (isPlaceholder(path) || pathType === '') continue;
        const at = entry.get('path');
        const key = `${rule.value?.host ?? ''} ${pathType} ${path}`;
        const first = seen.get(key);
        if (first !== undefined) {
          report(at.node === undefined ? entry : at, `${pathType} path ${quote(path)} of this host is taken already`, {
            related: { at: first, message: 'this one counts' },
          });
          continue;
        }
        seen.set(key, at.node === undefined ? (entry as Field) : at);
        const sign = pathType === 'Prefix' || pathType === 'Exact' ? SIGNS.exec(path)?.[0] : undefined;
        if (sign !== undefined)
          report(at, `${quote(sign)} is taken literally with ${pathType}; use ImplementationSpecific`, {
            fix: fixFor(entry),
          });
      }
    }
  },
};

/** From the first sign on that only regular expressions and shells have. Brackets alone are in some titles of wikis. */
const SIGNS = /\([^(]*[.*+?|[\\].*|[|*^$].*/;

function fixFor(entry: Field<HTTPIngressPath>): ReturnType<typeof fixOf> {
  const type = entry.get('pathType');
  return (
    type.node && fixOf('use ImplementationSpecific', type, false, [replaceValue(type.node, 'ImplementationSpecific')])
  );
}

export const docs: RuleDocs = {
  summary: 'A path of an Ingress that no request can reach.',
  why: `\`Prefix\` and \`Exact\` compare the path as it stands: \`/api(/|$)(.*)\` or \`/static/*\` match requests with just these signs in them, on controllers that keep to the specification. Regular expressions and wildcards are
the matter of \`ImplementationSpecific\` (newer versions of ingress-nginx refuse them elsewhere; with Prefix a \`*\` is not needed). A second entry with the same host, path and type
is never asked.`,
  bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - http:
        paths:
          - path: /api(/|$)(.*)
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
  rules:
    - http:
        paths:
          - path: /api(/|$)(.*)
            pathType: ImplementationSpecific
            backend:
              service:
                name: web
                port:
                  number: 80
`,
};
