import { quote } from '../model/quote.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'env',
  severity: 'info',
  presets: ['strict'],
  source: 'rule',
  since: '0.1.0',
  container({ field, value }, report) {
    const { env = [], envFrom = [] } = value;
    for (let i = 0; i < env.length; i++) {
      const secret = env[i]?.valueFrom?.secretKeyRef;
      if (secret === undefined) continue;
      const at = field.get('env').item(i).get('valueFrom').get('secretKeyRef');
      report(at.atKey(), message(secret.name));
    }
    for (let i = 0; i < envFrom.length; i++) {
      const secret = envFrom[i]?.secretRef;
      if (secret !== undefined) report(field.get('envFrom').item(i).get('secretRef').atKey(), message(secret.name));
    }
  },
};

function message(name: string | undefined): string {
  return `Secret${name ? ` ${quote(name)}` : ''} is read into the environment, which child processes, dumps and logs show; mount it as a file`;
}

export const docs: RuleDocs = {
  summary: 'A Secret in environment variables.',
  why: `An environment is inherited by every child process, is printed by crash reports and debug pages, and keeps the value of the Pod's start for ever. A Secret that is mounted as a
file can be read by the one program that needs it, with a mode of its own, and follows when the Secret changes.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: db
              key: password
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
        - name: DB_PASSWORD_FILE
          value: /run/secrets/db/password
      volumeMounts:
        - name: db
          mountPath: /run/secrets/db
          readOnly: true
  volumes:
    - name: db
      secret:
        secretName: db
`,
};
