import { setBelow } from '../fix/below.ts';
import { fixOf } from '../fix/edits.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';

export const rule: Rule = {
  category: 'lifecycle',
  severity: 'error',
  presets: ['api'],
  source: 'api',
  since: '0.1.0',
  fixable: 'both',
  fix(at) {
    const { kind } = at.manifest;
    // Of a Job's Pods, not of a container in them.
    if ((kind !== 'Job' && kind !== 'CronJob') || at.parent?.step !== 'spec') return undefined;
    const spec = at.parent.node;
    return spec && fixOf('set Never', at, false, [setBelow(spec, ['restartPolicy'], 'Never')]);
  },
};

export const docs: RuleDocs = {
  summary: 'A restartPolicy that the kind of the object does not take.',
  why: `Pods of a Deployment, ReplicaSet, DaemonSet, StatefulSet or ReplicationController run until they are removed: only \`Always\`, which is the default, makes sense for them. Pods of a Job or
CronJob are to end: \`OnFailure\` or \`Never\` has to be written, since the default is Always; with a \`podFailurePolicy\` only \`Never\`. Servers before 1.34 do not look at the template of a StatefulSet.
Policies of single containers are for newer servers: \`Always\` for sidecars since 1.29, others since 1.35.`,
  bad: `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      containers:
        - name: import
          image: registry.example/import:2.4.1
`,
  good: `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:2.4.1
`,
};
