import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { imageOf, mayMove, unlessPinned } from './shared/images.ts';

const LATEST = ['latest'];

export const rule: Rule = {
  category: 'containers',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  container(container, report) {
    const { field, value } = container;
    const policy = value.imagePullPolicy;
    if (policy !== 'IfNotPresent' && policy !== 'Never') return;
    const image = mayMove(value.image, LATEST) ? imageOf(container) : undefined;
    if (image === undefined) return;
    const name = quote(image.tag === undefined ? `${value.image}:latest` : value.image);
    const does = policy === 'Never' ? `runs whichever ${name} it has` : `keeps the first ${name} that it saw`;
    report(field.get('imagePullPolicy'), `with ${quote(policy)} a node ${does}; name a version`, {
      unless: unlessPinned(value.image ?? '', image.tag),
    });
  },
};

export const docs: RuleDocs = {
  summary: 'An image that may change under its name, and nodes that do not look for the change.',
  why: `Without a policy, \`:latest\` (or no tag) is pulled at every start. A policy of \`IfNotPresent\` or \`Never\` takes that away: each node keeps whichever image it
saw first, for ever, and two Pods of one Deployment run two programs. Name a version; for an image that is built into the nodes of a test cluster, name any tag but \`latest\`.
[latest-image](latest-image.md) says nothing where this rule speaks.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:latest
      imagePullPolicy: IfNotPresent
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      imagePullPolicy: IfNotPresent
`,
};
