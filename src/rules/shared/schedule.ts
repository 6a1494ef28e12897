/** One field of a schedule: the numbers it stands for. */
export interface ScheduleField {
  readonly text: string;
  readonly numbers: ReadonlySet<number>;
  /** `*` or `?`: not restricted. A step makes a restriction of it. */
  readonly any: boolean;
}

/** The five fields of a schedule, as the CronJob controller reads them. */
export interface Schedule {
  readonly minute: ScheduleField;
  readonly hour: ScheduleField;
  readonly day: ScheduleField;
  readonly month: ScheduleField;
  readonly weekday: ScheduleField;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Takes a schedule apart that the API server accepts; undefined for descriptors (`@daily`) and for what can't be read. */
export function readSchedule(text: string): Schedule | undefined {
  const [minute, hour, day, month, weekday, ...rest] = text.trim().split(/\s+/);
  if (weekday === undefined || rest.length > 0) return undefined;
  const fields = [
    readField(minute as string, { min: 0, max: 59 }),
    readField(hour as string, { min: 0, max: 23 }),
    readField(day as string, { min: 1, max: 31 }),
    readField(month as string, { min: 1, max: 12, names: MONTHS }),
    readField(weekday, { min: 0, max: 6, names: WEEKDAYS }),
  ] as const;
  const [first, second, third, fourth, fifth] = fields;
  if (!first || !second || !third || !fourth || !fifth) return undefined;
  return { minute: first, hour: second, day: third, month: fourth, weekday: fifth };
}

interface Unit {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

function readField(text: string, unit: Unit): ScheduleField | undefined {
  const numbers = new Set<number>();
  let any = false;
  for (const range of text.split(',')) {
    const [bounds = '', every = '1'] = range.split('/');
    const [low = '', high] = bounds.split('-');
    const step = Number(every);
    const wild = low === '*' || low === '?';
    const start = wild ? unit.min : numberOf(low, unit);
    const end =
      wild || (high === undefined && range.includes('/'))
        ? unit.max
        : high === undefined
          ? start
          : numberOf(high, unit);
    if (!Number.isInteger(start) || !Number.isInteger(end) || !Number.isInteger(step) || step < 1) return undefined;
    if (start < unit.min || end > unit.max) return undefined;
    for (let at = start; at <= end; at += step) numbers.add(at);
    if (wild && step === 1) any = true;
  }
  return { text, numbers, any };
}

function numberOf(text: string, { min, names = [] }: Unit): number {
  const index = names.indexOf(text.toLowerCase());
  if (index !== -1) return index + min;
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}
