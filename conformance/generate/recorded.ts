import { readdirSync, readFileSync } from 'node:fs';
import { type Answer, uniquePairs } from '../answer.ts';
import type { Case } from './case.ts';
import { expand } from './text.ts';

/**
 * Cases with the recorded answers of the API servers, one JSON line each in `test/fixtures/apiserver/KIND.jsonl`:
 *
 *     {"base":"pod","patch":[["spec.hostname","A"]],"1.37":{"verdict":"invalid","errors":[["FieldValueInvalid","spec.hostname"]]},"1.29":{...}}
 *
 * What is empty is left out; an older release that answers as 1.37 does is left out too. `"^"` at the start of `strict` or
 * `warnings` stands for all that the base alone gets in that release (the line of the base has an empty patch and comes first).
 * `"1.29":"^"` is the answer of 1.37 with what the base gets in 1.29 in place of what it gets in 1.37; if 1.29 does not serve
 * the base's kind, it is what the base gets.
 */
export interface Recorded extends Case {
  '1.37': Partial<Answer>;
  '1.33'?: Partial<Answer> | '^';
  '1.29'?: Partial<Answer> | '^';
}

/** A recorded case: its text as YAML or JSON, and the whole answer of a release. */
export interface RecordedCase extends Case {
  text(format?: 'json' | 'yaml'): string;
  answer(release: '1.37' | '1.33' | '1.29'): Answer;
}

const folder = new URL('../../test/fixtures/apiserver/', import.meta.url);

/** The names of the recorded files, which are the families of the bases. */
export function recordedFamilies(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .sort();
}

/** The recorded cases of a family. */
export function* readRecorded(family: string): Generator<RecordedCase> {
  const ofBase = new Map<string, Recorded>();
  for (const line of readFileSync(new URL(`${family}.jsonl`, folder), 'utf8').split('\n')) {
    if (line === '') continue;
    const one = JSON.parse(line) as Recorded;
    if (one.patch.length === 0) ofBase.set(one.base, one);
    yield {
      base: one.base,
      patch: one.patch,
      text: (format = 'yaml') => expand(one, format),
      answer: (release) => wholeAnswer(one, ofBase.get(one.base), release),
    };
  }
}

const nothing: Answer = { verdict: 'invalid', errors: [], strict: [], undecodable: '', warnings: [] };

function wholeAnswer(one: Recorded, base: Recorded | undefined, release: '1.37' | '1.33' | '1.29'): Answer {
  const short = one[release] ?? one['1.37'];
  if (short === '^')
    return expected(wholeAnswer(one, base, '1.37'), lineAnswer(base, '1.37'), lineAnswer(base, release));
  const ofBase = lineAnswer(base, release);
  return {
    ...nothing,
    ...short,
    strict: withBase(short.strict, ofBase.strict),
    warnings: withBase(short.warnings, ofBase.warnings),
  };
}

function lineAnswer(base: Recorded | undefined, release: '1.37' | '1.33' | '1.29'): Partial<Answer> {
  const short = base?.[release] ?? base?.['1.37'] ?? {};
  return short === '^' ? {} : short;
}

function withBase(list: string[] = [], base: string[] = []): string[] {
  return list[0] === '^' ? [...base, ...list.slice(1)].sort() : list;
}

/** What an older release says if nothing but the base's own fields sets it apart. */
export function expected(now: Answer, baseNow: Partial<Answer>, baseThen: Partial<Answer>): Answer {
  if (baseThen.verdict === 'unknown') return { ...nothing, ...baseThen };
  const moved = (key: 'strict' | 'warnings'): string[] =>
    [...without(now[key], baseNow[key] ?? []), ...(baseThen[key] ?? [])].sort();
  const errors = uniquePairs([...now.errors, ...(baseThen.errors ?? [])]);
  const strict = moved('strict');
  return {
    verdict: errors.length === 0 && strict.length === 0 ? 'valid' : 'invalid',
    errors,
    strict,
    undecodable: now.undecodable,
    warnings: errors.length > 0 ? [] : moved('warnings'),
  };
}

/** An answer as it is written: without what is empty, and with `^` for what the base gets too. */
export function shortAnswer(answer: Answer, base: Answer | undefined): Partial<Answer> {
  const short: Partial<Answer> = { verdict: answer.verdict };
  if (answer.errors.length > 0) short.errors = answer.errors;
  if (answer.undecodable !== '') short.undecodable = answer.undecodable;
  for (const key of ['strict', 'warnings'] as const) {
    if (answer[key].length > 0) short[key] = withoutBase(answer[key], base?.[key] ?? []);
  }
  return short;
}

function withoutBase(list: string[], base: string[]): string[] {
  const rest = without(list, base);
  return base.length > 0 && rest.length === list.length - base.length ? ['^', ...rest] : list;
}

function without(list: string[], gone: string[]): string[] {
  const rest = [...list];
  for (const text of gone) {
    const at = rest.indexOf(text);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
}
