import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { EnvVar } from '../schema/types.gen.ts';
import { removeRepeated } from './shared/duplicates.ts';

export const rule: Rule = {
  category: 'env',
  severity: 'warning',
  presets: ['api'],
  source: 'warning',
  since: '0.1.0',
  fixable: 'safe',
  fix: (at) => removeRepeated(at as Field<EnvVar>, ({ name = '' }) => name),
};

export const docs: RuleDocs = {
  summary: 'A variable that is set twice in one container.',
  why: `The last one counts. The danger comes later: \`kubectl apply\` and other clients that merge lists know the variables by their names, and with a name twice an update may drop both, change the
wrong one, or fail. A value that builds on the one before it (\`$(NAME)\` in its own value) is meant, and not reported.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: MODE
          value: fast
        - name: MODE
          value: fast
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: MODE
          value: fast
`,
};
