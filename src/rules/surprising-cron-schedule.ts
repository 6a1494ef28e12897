import type { Rule, RuleDocs } from '../model/rule.ts';
import type { CronJob } from '../schema/types.gen.ts';
import { type Schedule, type ScheduleField, readSchedule } from './shared/schedule.ts';

export const rule: Rule = {
  category: 'jobs',
  severity: 'warning',
  presets: ['recommended'],
  source: 'rule',
  since: '0.1.0',
  kinds: ['CronJob'],
  object(manifest, report) {
    const spec = manifest.field<CronJob>().get('spec');
    const { schedule: text, startingDeadlineSeconds: deadline } = spec.value ?? {};
    if (deadline !== undefined && deadline >= 0 && deadline < LEAST_DEADLINE) {
      report(
        spec.get('startingDeadlineSeconds'),
        `the controller looks every ${LEAST_DEADLINE} s: with ${deadline} s to start in, starts are missed`,
      );
    }
    const schedule = text === undefined ? undefined : readSchedule(text);
    const surprise = schedule && (never(schedule) ?? eitherDay(schedule) ?? unevenStep(schedule));
    if (surprise !== undefined) report(spec.get('schedule'), surprise);
  },
};

const LEAST_DEADLINE = 10;

/** How many days a month has at most. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function never({ day, month, weekday }: Schedule): string | undefined {
  if (day.any || !weekday.any) return undefined;
  const first = Math.min(...day.numbers);
  const due = [...month.numbers].some((one) => first <= (DAYS[one - 1] as number));
  return due ? undefined : `never due: no month of \`${month.text}\` has a day ${first}`;
}

/** With both restricted, a day that fits one of them is enough. */
function eitherDay({ day, weekday }: Schedule): string | undefined {
  if (day.any || weekday.any || day.numbers.size === 31 || weekday.numbers.size === 7) return undefined;
  return `runs on days ${day.text} of the month and on every ${weekdays(weekday)} besides, not only where both fit`;
}

/** A step that does not go into the hour (day, year): the last part is shorter than the others. */
function unevenStep({ minute, hour, month }: Schedule): string | undefined {
  for (const [{ text, numbers }, whole, what] of [
    [minute, 60, 'minutes'],
    [hour, 24, 'hours'],
    [month, 12, 'months'],
  ] as const) {
    const step = Number(/^[*?]\/(\d{1,4})$/.exec(text)?.[1] ?? 1);
    if (whole % step === 0) continue;
    if (numbers.size === 1) return `\`${text}\` is due once only: there are no ${step} ${what} to step over`;
    const last = Math.max(...numbers);
    return `\`${text}\` is not every ${step} ${what}: after ${last} it starts anew, ${whole - last} later`;
  }
  return undefined;
}

const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function weekdays({ numbers }: ScheduleField): string {
  return [...numbers]
    .sort((a, b) => a - b)
    .map((day) => NAMES[day])
    .join(', ');
}

export const docs: RuleDocs = {
  summary: 'A schedule that does not mean what it seems to.',
  why: `Schedules are accepted that hardly anybody means. \`0 0 31 2 *\` is never due. \`0 0 1 * 1\` is not the first if it is a Monday: with both days restricted either one is enough. \`*/45\` is not every 45 minutes, since each
field starts anew: it runs at :00 and :45, a quarter of an hour apart. And since the controller looks every ten seconds, a shorter \`startingDeadlineSeconds\` has it miss
starts, all of them if it comes to that.`,
  bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 6 1 * 1"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:2.4.1
`,
  good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 6 * * 1"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:2.4.1
`,
};
