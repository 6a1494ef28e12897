import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'shape',
  severity: 'error',
  presets: ['api'],
  source: 'schema',
  since: '0.1.0',
  fixable: 'both',
};

export const docs: RuleDocs = {
  summary: 'A field that the object does not have.',
  why: `The API server refuses unknown fields where it is asked to be strict, as kubectl asks it. Where nobody asks (older clients, many operators) it drops them silently, which is worse: the limit or the probe is simply not there. Most unknown fields are slips: a letter,
a capital, or the right field in the wrong place. A container's fields (\`image\`, \`env\`, \`ports\`, \`resources\`) do not belong to the Pod, the Pod's (\`nodeSelector\`, \`volumes\`, \`restartPolicy\`) not to its containers or beside \`template\`, and \`spec\` not below \`metadata\`.
The message names the field that was meant, or where it belongs. Other reasons are a version of Kubernetes that has the field not yet or no more: \`--kubernetes-version\`.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      imagePullPolcy: IfNotPresent
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
