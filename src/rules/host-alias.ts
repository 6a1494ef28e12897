import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'scheduling',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  pod({ spec }, report) {
    if ((spec.value?.hostAliases?.length ?? 0) > 0)
      report(
        spec.get('hostAliases').atKey(),
        'these names go before DNS in every container of the Pod, and do not follow its changes',
      );
  },
};

export const docs: RuleDocs = {
  summary: 'Host names that are written into the Pod.',
  why: `\`hostAliases\` become lines of /etc/hosts in every container: they go before DNS, and stay as they are when the address changes, until the Pods are
replaced. A Service without a selector, or of type ExternalName, gives a name to something outside the cluster at one place. (Older documents say
that aliases do not work with \`hostNetwork\`; they do.)`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostAliases:
    - ip: 192.0.2.10
      hostnames: [db.example]
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
