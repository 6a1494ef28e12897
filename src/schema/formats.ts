/** Whether Go reads a text as a date and time (RFC 3339, as its time package reads it: offsets up to 24:00, a comma for the point). */
export function isTime(value: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)([.,]\d+)?(Z|[+-](\d\d):(\d\d))$/.exec(value);
  if (parts === null) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  return parts[8] === 'Z' || (Number(parts[9]) <= 24 && Number(parts[10]) <= 60);
}

/** Whether Go reads a text as a time with microseconds: just six digits of them, no fewer and no more. */
export function isMicroTime(value: string): boolean {
  return /[.,]\d{6}(?:Z|[+-][\d:]+)$/.test(value) && isTime(value);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether Go reads a text as a length of time: `1h30m`, `-1.5s`, `0`. */
export function isDuration(value: string): boolean {
  if (/^[+-]?0$/.test(value)) return true;
  if (!/^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/.test(value)) return false;
  let nanoseconds = 0;
  for (const [, number, unit] of value.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/g))
    nanoseconds += Number(number) * (NANOSECONDS[unit as string] ?? 1);
  return nanoseconds < 2 ** 63;
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

/** Where a text stops being base64 as Go decodes it (padded, line ends skipped); -1 if it never does. */
export function badBase64(value: string): number {
  let digits = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 10 || code === 13) continue;
    if (code === 61) return restIsPadding(value, i, digits % 4) ? -1 : i;
    if (!isBase64Digit(code)) return i;
    digits++;
  }
  return digits % 4 === 0 ? -1 : value.length;
}

export function isBase64(value: string): boolean {
  return badBase64(value) === -1;
}

function restIsPadding(value: string, start: number, digits: number): boolean {
  let signs = 0;
  for (let i = start; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code === 61) signs++;
    else if (code !== 10 && code !== 13) return false;
  }
  return (digits === 2 && signs === 2) || (digits === 3 && signs === 1);
}

function isBase64Digit(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 47
  );
}
