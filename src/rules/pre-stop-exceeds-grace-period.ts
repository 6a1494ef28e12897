import { setBelow } from '../fix/below.ts';
import { fixOf } from '../fix/edits.ts';
import type { Field } from '../model/field.ts';
import type { Rule, RuleDocs } from '../model/rule.ts';
import { scriptIndex } from './shared/commands.ts';
import { type Handler, isLasting } from './shared/handlers.ts';
import { isSleep, secondsOf, sleptByScript } from './shared/sleeps.ts';

/** What the application itself gets on top, where the fix sets a period. */
const REST = 30;

export const rule: Rule = {
  category: 'lifecycle',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  fixable: 'unsafe',
  container(container, report) {
    const hook = container.value.lifecycle?.preStop;
    const { spec } = container.pod;
    const period = spec.value?.terminationGracePeriodSeconds;
    if (hook === undefined || period === undefined || period < 1 || !isLasting(container)) return;
    const preStop = container.field.get('lifecycle').get('preStop') as Field<Handler>;
    const slept = hook.exec === undefined ? sleptByKubelet(preStop, period) : sleptByCommand(preStop);
    if (slept === undefined || slept.seconds < period) return;
    const at = spec.get('terminationGracePeriodSeconds');
    const parent = spec.node;
    const enough = Math.ceil(slept.seconds) + REST;
    const fix =
      parent &&
      Number.isSafeInteger(enough) &&
      fixOf(`raise the period to ${enough}`, at, false, [setBelow(parent, ['terminationGracePeriodSeconds'], enough)]);
    const message = `preStop sleeps ${slept.seconds === Infinity ? 'for ever' : `${slept.seconds} s`} of a ${period} s grace period: SIGTERM comes when the time is up`;
    const related = at.node === undefined ? undefined : { at, message: 'the grace period' };
    report(slept.at, message, { fix: fix || undefined, related });
  },
};

interface Slept {
  readonly at: Field;
  readonly seconds: number;
}

/** More than the period is refused by the API server. */
function sleptByKubelet(preStop: Field<Handler>, period: number): Slept | undefined {
  const seconds = preStop.value?.sleep?.seconds;
  return seconds === period ? { at: preStop.get('sleep').get('seconds'), seconds } : undefined;
}

function sleptByCommand(preStop: Field<Handler>): Slept | undefined {
  const command = preStop.get('exec').get('command');
  const words = command.value ?? [];
  if (isSleep(words[0])) {
    const seconds = words.slice(1).reduce((sum, word) => sum + secondsOf(word), 0);
    return { at: command.item(words.length > 1 ? 1 : 0), seconds };
  }
  const script = scriptIndex(words);
  return script === -1 ? undefined : { at: command.item(script), seconds: sleptByScript(words[script] as string) };
}

export const docs: RuleDocs = {
  summary: 'A preStop hook that sleeps away the whole grace period.',
  why: `\`terminationGracePeriodSeconds\` (30 if it is not set) runs from the moment of deletion: preStop first, then SIGTERM, then SIGKILL. A hook that sleeps as long leaves nothing: it is
stopped when the period is over, and the application gets SIGTERM with two seconds before it is killed. Raise the period to the sleep and what the application needs to end. A native
\`sleep\` that is longer than the period is refused by the API server; one that is equal is not. Scripts with branches or loops are left alone.`,
  bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:2.4.1
      lifecycle:
        preStop:
          exec:
            command: ["sh", "-c", "sleep 60"]
`,
  good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  terminationGracePeriodSeconds: 90
  containers:
    - name: web
      image: registry.example/web:2.4.1
      lifecycle:
        preStop:
          exec:
            command: ["sh", "-c", "sleep 60"]
`,
};
