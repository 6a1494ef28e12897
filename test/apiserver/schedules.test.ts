import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDuration, scheduleProblem } from '../../src/apiserver/batch/cron.ts';
import { readIndexes } from '../../src/apiserver/batch/indexes.ts';
import { isTimeZone, timeZones } from '../../src/apiserver/batch/timezones.ts';

test('schedules that the controller takes, odd ones among them', () => {
  const taken = [
    '* * * * *',
    ' 0\t0\u00a01 1 0 ',
    '*/5 0-23/2 ? JAN-mar Sun,sat',
    '5/70 * * * *',
    ',,1 , * * *',
    '*-x * * * *',
    '+5 007 * * *',
    '@hourly',
    '@every 1h30m',
    '@every -1.5h',
  ];
  for (const schedule of taken) assert.equal(scheduleProblem(schedule), undefined, schedule);
});

test('schedules that are refused, with what is wrong', () => {
  const refused: [string, RegExp][] = [
    ['', /5 fields/],
    ['* * * *', /has 4/],
    ['0 0 * * * *', /has 6/],
    ['60 * * * *', /minute `60`: must be from 0 to 59/],
    ['0 24 * * *', /hour/],
    ['0 0 0 * *', /day of month .* from 1 to 31/],
    ['0 0 * 13 *', /month/],
    ['0 0 * * 7', /Sunday is 0/],
    ['0 0 * * monday', /a name \(sun, mon/],
    ['5-1 * * * *', /begins after its end/],
    ['1-2-3 * * * *', /more than one hyphen/],
    ['1/2/3 * * * *', /more than one slash/],
    ['*/0 * * * *', /step `0`/],
    ['1.5 * * * *', /must be a number/],
    ['99999999999999999999 * * * *', /must be a number/],
    ['@Hourly', /is none of/],
    [' @hourly', /has 1/],
    ['@every day', /no duration/],
  ];
  for (const [schedule, message] of refused) assert.match(scheduleProblem(schedule) ?? 'taken', message, schedule);
});

test('durations have units and an end', () => {
  for (const good of ['0', '+0', '1ns', '1us', '1µs', '1μs', '.5s', '1.s', '1h1m1s', '9223372036854775807ns']) {
    assert.equal(isDuration(good), true, good);
  }
  assert.equal(isDuration('-9223372036854775808ns'), true);
  for (const bad of ['', '+', '1', '.s', '1d', 's', '1h ', '9223372036854775808ns', '2562048h']) {
    assert.equal(isDuration(bad), false, bad);
  }
});

test('time zones are those of the database, in its spelling', () => {
  for (const good of [
    'UTC',
    'Europe/Berlin',
    'America/Argentina/Ushuaia',
    'Etc/GMT+5',
    'EST5EDT',
    'posix/Asia/Tokyo',
    'localtime',
  ]) {
    assert.equal(isTimeZone(good), true, good);
  }
  for (const bad of [
    '',
    'utc',
    'europe/berlin',
    'Local',
    'Europe',
    'Mars/Olympus',
    '../UTC',
    'posix/localtime',
    '__proto__',
  ]) {
    assert.equal(isTimeZone(bad), false, bad);
  }
  assert.equal(timeZones().size, 598);
});

test('indexes are counted, or refused', () => {
  const counts: [string, number][] = [
    ['', 0],
    ['0', 1],
    ['0,2-4', 4],
    ['+1,3-9', 8],
  ];
  for (const [text, count] of counts) assert.deepEqual(readIndexes(text, 10), { count }, text);
  for (const text of [
    '10',
    '0-10',
    '2,1',
    '1,1',
    '3-3',
    '4-3',
    '1-2-3',
    'a',
    '1,',
    ' 1',
    '-1',
    '99999999999999999999',
  ]) {
    assert.ok('fault' in readIndexes(text, 10), text);
  }
});
