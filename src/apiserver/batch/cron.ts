import { parseInteger } from './integers.ts';

/**
 * Schedules as the CronJob controller's parser reads them: five fields or a descriptor. It is more generous than crontab(5) in places (`?`, empty
 * list items, `*-x`) and stricter in others (weekday 7).
 */

interface Unit {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names that stand for the numbers from `min` on. */
  readonly names: readonly string[];
}

const UNITS: readonly Unit[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of month', min: 1, max: 31, names: [] },
  { name: 'month', min: 1, max: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { name: 'day of week', min: 0, max: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

const DESCRIPTORS: readonly string[] = [
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
];

// What Go counts as white space.
const BLANKS = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** What is wrong with a schedule; undefined if nothing is. */
export function scheduleProblem(schedule: string): string | undefined {
  if (schedule.startsWith('@')) return descriptorProblem(schedule);
  const fields = schedule.split(BLANKS).filter((field) => field !== '');
  if (fields.length !== UNITS.length) {
    return `must have 5 fields (minute, hour, day of month, month, day of week) and has ${fields.length}`;
  }
  for (const [i, unit] of UNITS.entries()) {
    const problem = fieldProblem(fields[i] as string, unit);
    if (problem !== undefined) return `${unit.name} \`${fields[i]}\`: ${problem}`;
  }
  return undefined;
}

function descriptorProblem(descriptor: string): string | undefined {
  if (DESCRIPTORS.includes(descriptor)) return undefined;
  const every = '@every ';
  if (!descriptor.startsWith(every)) return `\`${descriptor}\` is none of ${DESCRIPTORS.join(', ')}, @every <duration>`;
  if (isDuration(descriptor.slice(every.length))) return undefined;
  return `\`${descriptor.slice(every.length)}\` is no duration such as 1h30m`;
}

function fieldProblem(field: string, unit: Unit): string | undefined {
  for (const range of field.split(',')) {
    const problem = range === '' ? undefined : rangeProblem(range, unit);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** `*`, `n`, `n-m`, each with or without a step. Behind a `*`, a second bound is not looked at. */
function rangeProblem(range: string, unit: Unit): string | undefined {
  const [bounds = '', step, ...more] = range.split('/');
  const [low = '', high, ...others] = bounds.split('-');
  if (low !== '*' && low !== '?') {
    const start = numberOf(low, unit);
    if (start === undefined) return notANumber(low, unit);
    if (others.length > 0) return 'has more than one hyphen';
    const stepped = high === undefined && step !== undefined;
    const end = stepped ? unit.max : high === undefined ? start : numberOf(high, unit);
    if (end === undefined) return notANumber(high ?? '', unit);
    if (start < unit.min || end > unit.max) return `must be from ${unit.min} to ${unit.max}${sundayHint(unit, end)}`;
    if (start > end) return `begins after its end: ${low} is more than ${high ?? unit.max}`;
  }
  if (more.length > 0) return 'has more than one slash';
  if (step === undefined) return undefined;
  const every = parseInteger(step);
  return every === undefined || every < 1 ? `step \`${step}\` must be a number from 1 on` : undefined;
}

function numberOf(text: string, unit: Unit): number | undefined {
  const index = unit.names.indexOf(text.toLowerCase());
  if (index >= 0) return index + unit.min;
  return parseInteger(text);
}

function notANumber(text: string, unit: Unit): string {
  const names = unit.names.length > 0 ? ` or a name (${unit.names.join(', ')})` : '';
  return `\`${text}\` must be a number from ${unit.min} to ${unit.max}${names}`;
}

function sundayHint(unit: Unit, end: number): string {
  return unit.max === 6 && end === 7 ? ' (Sunday is 0)' : '';
}

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** Whether a text is a duration of Go: numbers with units, of at most 2^63 nanoseconds together. */
export function isDuration(text: string): boolean {
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return true;
  const part = /([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/y;
  const most = (1n << 63n) - (text.startsWith('-') ? 0n : 1n);
  let total = 0n;
  do {
    const match = part.exec(unsigned);
    if (match === null) return false;
    const [, whole = '', fraction = '', unit = ''] = match;
    const size = Object.hasOwn(NANOSECONDS, unit) ? NANOSECONDS[unit] : undefined;
    if (size === undefined || (whole === '' && fraction === '') || whole.replace(/^0+/, '').length > 19) return false;
    // Parts of a nanosecond are dropped; 18 digits are more than any unit has.
    const parts =
      fraction === '' ? 0n : (BigInt(fraction.slice(0, 18)) * size) / 10n ** BigInt(Math.min(fraction.length, 18));
    total += BigInt(whole || '0') * size + parts;
    if (total > most) return false;
  } while (part.lastIndex < unsigned.length);
  return true;
}
