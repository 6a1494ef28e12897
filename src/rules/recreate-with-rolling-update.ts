import type { Rule, RuleDocs } from '../model/rule.ts';
import { fixOf, removeEntry } from '../fix/edits.ts';

export const rule: Rule = {
  category: 'rollout',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'safe',
  fix(at) {
    const [strategy, update] = [at.parent?.node, at.node];
    return strategy && update && fixOf('remove rollingUpdate', at, true, [removeEntry(strategy, update)]);
  },
};

export const docs: RuleDocs = {
  summary: '`rollingUpdate` beside a type that does not roll.',
  why: `\`rollingUpdate\` holds the numbers of a rolling update. With \`type: Recreate\` (Deployment) or \`OnDelete\` (StatefulSet, DaemonSet) there is nothing that they could mean, and the API server refuses them. It happens most often when \`type\` is changed by a patch or a values file and the numbers of the
default strategy stay. Remove \`rollingUpdate\`; a patch has to set it to \`null\`.`,
  bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
    rollingUpdate:
      maxUnavailable: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
  good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:2.4.1
`,
};
