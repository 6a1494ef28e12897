import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { ContainerPort } from '../schema/types.gen.ts';
import { removeRepeated } from './shared/duplicates.ts';

export const rule: Rule = {
  category: 'ports',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'safe',
  fix(at) {
    const item = (typeof at.step === 'number' ? at : at.parent) as Field<ContainerPort> | undefined;
    return item && removeRepeated(item, ({ containerPort, protocol }) => `${containerPort}/${protocol}`);
  },
};

export const docs: RuleDocs = {
  summary: 'One port, host port or port name twice in a Pod.',
  why: `The containers of a Pod share one network: only one of them can listen on a port. The API server refuses a name twice in one container and a host port twice in a Pod; of all else (one
containerPort in two containers, one name in two containers, addresses that overlap) it only warns. The second program fails with "address already in use", and a name means the first
port that has it. One number for TCP and UDP is fine.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - name: http
          containerPort: 8080
        - name: http
          containerPort: 8080
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      ports:
        - name: http
          containerPort: 8080
        - name: metrics
          containerPort: 9090
`,
};
