import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import type { Pod } from '../model/workload.ts';

export const rule: Rule<{ min: number }> = {
  category: 'security',
  severity: 'info',
  presets: [],
  source: 'rule',
  since: '0.1.0',
  options: { min: { type: 'integer', minimum: 1, description: "the lowest number that is surely none of the node's" } },
  defaults: { min: 10_000 },
  pod(pod, report, { min }) {
    if (pod.onWindows) return;
    const say = (at: Field<number>, what: string): void => {
      const id = at.value;
      // Of user 0 root-user speaks.
      if (id === undefined || id >= min || id < 0 || (id === 0 && what === 'user') || at.unknown) return;
      report(
        at,
        `${what} ${id} ${id === 0 ? 'is root on the node too' : "may be one of the node's"}; take a number from ${min} on`,
      );
    };
    for (const { container, field } of pod.securityContexts) {
      if (container !== undefined || isInherited(pod, 'runAsUser')) say(field.get('runAsUser'), 'user');
      if (container !== undefined || isInherited(pod, 'runAsGroup')) say(field.get('runAsGroup'), 'group');
    }
    const own = pod.spec.get('securityContext');
    if (own.value === undefined) return;
    say(own.get('fsGroup'), 'group');
    for (const group of own.get('supplementalGroups').items()) say(group, 'group');
  },
};

/** Whether what the Pod says counts for any of its containers. */
function isInherited({ containers }: Pod, name: 'runAsUser' | 'runAsGroup'): boolean {
  return containers.length === 0 || containers.some(({ value }) => value.securityContext?.[name] === undefined);
}

export const docs: RuleDocs = {
  summary: 'A user or group whose number the node may have given to somebody.',
  why: `Numbers of users and groups mean the same inside a container and on its node: user 1000 of a Pod is user 1000 of the node, if it has one, with all
of that user's files once a program breaks out. Low numbers belong to the system and to people. High ones, 10000 and up, belong to nobody. In no
preset; with \`hostUsers: false\` the question does not arise.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 1000
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: web
      image: registry.example/web:2.4.1
`,
};
