import type { Rule, RuleDocs } from '../model/rule.ts';
import { quote } from '../model/quote.ts';
import type { ConfigMap } from '../schema/types.gen.ts';

export const rule: Rule<{ names: readonly string[]; absent: boolean }> = {
  category: 'names',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  options: {
    names: { type: 'array', items: { type: 'string' }, description: 'namespaces that nothing should go to' },
    absent: { type: 'boolean', description: 'objects that name no namespace too' },
  },
  defaults: { names: ['default', 'kube-system', 'kube-public', 'kube-node-lease'], absent: false },
  object(manifest, report, { names, absent }) {
    const { namespace, namespaced } = manifest;
    if (namespaced === false || (namespace === '' ? !absent || namespaced !== true : !names.includes(namespace)))
      return;
    const metadata = manifest.field<ConfigMap>().get('metadata');
    const at = metadata.get('namespace');
    if (namespace !== '') report(at, `goes to namespace ${quote(namespace)}`);
    else if (at.node === undefined) report(metadata.atKey(), 'names no namespace, and goes wherever it is sent');
  },
};

export const docs: RuleDocs = {
  summary: 'An object in a namespace that is not meant for applications.',
  why: `\`default\` is where everything ends up that was not thought about, so quotas, policies and roles of a team can't be set there; \`kube-system\` and its like belong to the cluster, and whoever
may change Pods there holds all of it. Give each application a namespace. The option \`absent\` also asks for one to be written; many leave it to \`kubectl -n\`, Helm or Kustomize.`,
  bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: default
data:
  LOG_LEVEL: info
`,
  good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  LOG_LEVEL: info
`,
};
