import type { Result } from '../../../src/engine/summary.ts';
import { applyEdits, applyFixes } from '../../../src/fix/apply.ts';
import { unifiedDiff } from '../../../src/fix/diff.ts';
import { type Draft, fixInRounds } from '../../../src/fix/rounds.ts';
import { problemsIn } from '../../../src/fix/syntax.ts';
import type { Edit } from '../../../src/model/document.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Settings } from '../../../src/model/settings.ts';
import { docs } from '../../../src/rules/docs.gen.ts';
import { rules } from '../../../src/rules/list.gen.ts';
import type { Random } from '../../readers/random.ts';
import { mutate } from '../../readers/mutate.ts';
import { lintChecked, lintOnce, print } from '../properties.ts';
import { Seeded } from '../seeded.ts';
import { smaller } from '../shrink.ts';
import { type Stage, holds, same } from '../stage.ts';
import { anyText } from '../texts.ts';
import { inputOf, objectCases, yamlOf } from './objects.ts';

const fixable = [...rules].filter(([, rule]) => rule.fixable !== undefined);
const others = [...rules].filter(([, rule]) => rule.fixable === undefined);
/** Rules without fixes have a stage of their own. */
const SETTINGS: Settings = {
  presets: ['all'],
  project: true,
  rules: Object.fromEntries(others.map(([id]) => [id, 'off'])),
};
const BAD = fixable.map(([id]) => docs.get(id)?.bad ?? '');
const objects = objectCases(1);

function make(random: Random): string {
  const kind = random.below(10);
  if (kind < 6) return mutate(random, random.pick(BAD));
  if (kind < 8) return yamlOf(objects.make(random));
  const text = anyText(random);
  return random.chance(0.2) ? text.replaceAll('\n', '\r\n') : text;
}

/** Fixes leave a text that can be read, come to an end, and are undone by nobody. */
export const fixes: Stage<string> = {
  name: 'fixes',
  cases: new Seeded({ make, smaller }),
  check(text) {
    if (text.length > 50_000 || text.includes('\0')) return;
    const before = lintChecked([inputOf(text)], SETTINGS);
    const mendable = before.findings.filter(({ fix }) => fix !== undefined);
    if (mendable.length === 0) return;
    checkAlone(text, mendable);
    const known = new Map([[text, before]]);
    const hasSafe = mendable.some(({ fix }) => fix?.safe);
    const hasUnsafe = mendable.some(({ fix }) => !fix?.safe);
    // One way of fixing for each text is enough for so many texts.
    const unsafe = hasUnsafe && (!hasSafe || text.length % 2 === 0);
    checkFixes(text, before, { unsafe, known });
  },
  show: (text) => text,
  // Slips show one after another: a text is read as often as it has lines.
  patience: 30,
};

/** One of the fixes is applied as an editor does, whatever else is there. */
function checkAlone(text: string, mendable: readonly Finding[]): void {
  const finding = mendable[text.length % mendable.length] as Finding;
  const fixed = applyEdits(text, finding.fix?.edits ?? []);
  holds(fixed !== text, () => `a fix changes nothing: ${print(finding)}`);
  holds(
    problemsIn(fixed).length <= problemsIn(text).length,
    () => `fixed, it can't be read any more: ${print(finding)}`,
  );
}

interface Fixing {
  readonly unsafe: boolean;
  /** What was found in texts before: most are met several times. */
  readonly known: Map<string, Result>;
}

function checkFixes(text: string, before: Result, fixing: Fixing): void {
  const { unsafe } = fixing;
  const once = applyFixes(text, before.findings, { unsafe });
  const edits = once.applied.flatMap(({ fix }) => fix?.edits ?? []);
  checkApart(edits);
  if (!unsafe) for (const { fix } of once.applied) holds(fix?.safe === true, 'an unsafe fix was applied unasked');
  holds(
    brokenIn(linted(once.text, fixing)) <= brokenIn(before),
    () => `fixed, it can't be read any more: ${once.applied.map(print).join('\n')}`,
  );
  checkEnd(text, fixing);
}

function linted(text: string, { known }: Fixing): Result {
  let result = known.get(text);
  if (result === undefined) known.set(text, (result = lintOnce([inputOf(text)], SETTINGS)));
  return result;
}

function brokenIn({ findings }: Result): number {
  return findings.filter(({ source }) => source === 'syntax').length;
}

/** Edits of different fixes do not touch each other, or are the same. */
function checkApart(edits: readonly Edit[]): void {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (let i = 1; i < sorted.length; i++) {
    const [one, other] = [sorted[i - 1] as Edit, sorted[i] as Edit];
    const isSame = one.start === other.start && one.end === other.end && one.text === other.text;
    holds(isSame || one.end <= other.start, () => `edits overlap: ${JSON.stringify([one, other])}`);
  }
}

/** As the command fixes: rounds until nothing changes. A second run has nothing to do, and the diff of the first one leads from text to text. */
function checkEnd(text: string, fixing: Fixing): void {
  const fixed = fixAll(text, fixing);
  same('fixed twice', fixAll(fixed, fixing), fixed);
  const diff = unifiedDiff('case.yaml', text, fixed);
  holds((diff === '') === (text === fixed), 'a diff of nothing, or none of something');
  same('the diff does not lead to the text', patched(text, diff), fixed);
}

function fixAll(text: string, fixing: Fixing): string {
  const draft: Draft = { before: text, after: text };
  const { endless } = fixInRounds(new Map([['case.yaml', draft]]), {
    lint: () => linted(draft.after, fixing),
    findingsOf: ({ findings }) => findings,
    unsafe: fixing.unsafe,
  });
  holds(endless.length === 0 || isEndless(text, fixing), 'left as it was, although its fixes come to an end');
  return draft.after;
}

/** Two rules may want the opposite of each other: podlint says so and leaves the text, which no user wants where a few rounds are enough. */
function isEndless(text: string, fixing: Fixing): boolean {
  let at = text;
  for (let rounds = 0; rounds < 12; rounds++) {
    const { text: next } = applyFixes(at, linted(at, fixing).findings, { unsafe: fixing.unsafe });
    if (next === at) return false;
    at = next;
  }
  return true;
}

/** What `patch` makes of a text. */
function patched(text: string, diff: string): string {
  const lines = text.split(/(?<=\n)/);
  const out: string[] = [];
  let at = 0;
  // `\\ No newline at end of file` is about the line before it.
  for (const line of diff
    .replaceAll(/\n\\ No newline[^\n]*\n/g, '\0')
    .split(/(?<=[\n\0])/)
    .slice(2)) {
    const start = /^@@ -(\d+)(,0)?/.exec(line);
    const content = line.slice(1).replace('\0', '');
    if (start !== null) {
      const to = Number(start[1]) - (start[2] === undefined ? 1 : 0);
      out.push(...lines.slice(at, to));
      at = to;
    } else if (line.startsWith('+')) out.push(content);
    else {
      holds(lines[at] === content, () => `the diff has ${JSON.stringify(line)} for ${JSON.stringify(lines[at])}`);
      if (line.startsWith(' ')) out.push(content);
      at++;
    }
  }
  return [...out, ...lines.slice(at)].join('');
}
