/**
 * Records what the API servers say of a choice of the generated cases, as the fixtures that the tests replay.
 *
 *     npx tsx conformance/record.ts [--family pod,job] [--random 300] [--seed 1]
 *     npx tsx conformance/record.ts --add          # only what is new in generate/kept.jsonl, to what is recorded
 *
 * Of all cases those are kept that show something new: an error of a type at a path, a place in upstream's code that makes it,
 * a warning, an objection of the decoder, a difference between releases, a field that may be changed; and all of
 * generate/kept.jsonl. Needs the three oracles and the tracing build of 1.37 (see build.sh).
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Answer, answerOf, pathPattern, textPattern } from './answer.ts';
import { oracleFault } from './differences.ts';
import type { Case } from './generate/case.ts';
import { faults, kept, random, systematic, type Wanted, wantedBases } from './generate/cases.ts';
import { familiesOf } from './generate/families.ts';
import { expected, type Recorded, shortAnswer } from './generate/recorded.ts';
import { expand } from './generate/text.ts';
import { ask, type OracleReport, oraclePath, type Release, releases } from './oracle.ts';

const { values: flags } = parseArgs({
  options: {
    family: { type: 'string' },
    random: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    add: { type: 'boolean', default: false },
  },
});

const output = new URL('../test/fixtures/apiserver/', import.meta.url);

/** What a case shows, per release; where upstream made each error, of the newest. */
interface Shown {
  answers: Record<Release, Answer>;
  details: string[];
  /** Whether an oracle is at fault itself. */
  isSpoilt: boolean;
}

async function askAll(cases: readonly Case[]): Promise<Shown[]> {
  const shown: Shown[] = cases.map(() => ({ answers: {} as Record<Release, Answer>, details: [], isSpoilt: false }));
  for (const release of releases) {
    const oracle = release === '1.37' ? oraclePath(release, 'trace') : oraclePath(release);
    let at = 0;
    await ask(
      oracle,
      ['-'],
      (report) => {
        const one = shown[at++] as Shown;
        one.answers[release] = answerOf(report);
        one.isSpoilt ||= oracleFault(report) !== undefined;
        one.details.push(...detailsOf(release, report));
      },
      texts(cases),
    );
    if (at !== cases.length) throw new Error(`${release} answered ${at} of ${cases.length} cases`);
  }
  return shown;
}

function* texts(cases: readonly Case[]): Generator<string> {
  for (const one of cases) yield expand(one, 'json');
}

/** The pattern of a path, which is the same wherever the pod is and, all but its last step, wherever the schema is. */
function placeless(path: string): string {
  return pathPattern(path)
    .replace(/^(spec\.)?(jobTemplate\.spec\.)?template\./, '')
    .replace(/^spec\.versions\[\*\]\.schema\.openAPIV3Schema|^spec\.validation\.openAPIV3Schema/, 'schema')
    .replace(
      /^schema(\.((properties|patternProperties)(\[key\]|\.\w+)|(items|not|additionalProperties)|(all|any|one)Of\[\*\])(?=[.]))+/,
      'schema$1',
    );
}

function detailsOf(release: Release, report: OracleReport): string[] {
  const details = [`verdict ${release} ${report.verdict}`];
  for (const error of report.errors) {
    details.push(`error ${error.type} ${placeless(error.field)} ${textPattern(error.detail)}`);
    if (error.site) details.push(`site ${error.site.split('<').slice(0, 3).join('<')}`);
  }
  for (const text of report.decodeErrors)
    details.push(`decode ${textPattern(text.replace(/^.* into Go struct field/, ''))}`);
  for (const text of report.warnings) details.push(`warning ${placeless(text).replace(/"[^"]*"|\d+/g, '*')}`);
  return details;
}

/** What a case would add to the choice, each with how often it is wanted. */
function* features(one: Case, shown: Shown, family: string): Generator<[string, number]> {
  const now = shown.answers['1.37'];
  if (one.patch.length === 0) yield [`base ${one.base}`, 1];
  for (const detail of shown.details) yield [detail, detail.startsWith('verdict') ? 5 : 1];
  for (const [type, field] of now.errors) yield [`${type} ${placeless(field)}`, 2];
  for (const release of ['1.33', '1.29'] as const) {
    const then = shown.answers[release];
    yield [`since ${release} ${then.verdict} ${now.verdict}`, 5];
    for (const text of differences(then, now)) yield [`since ${release} ${text}`, 1];
  }
  for (const [path] of one.patch) {
    yield [`${now.verdict} ${placeless(path)}`, 1];
    yield [`${family} ${now.verdict} ${pathPattern(path).split('.').slice(0, 2).join('.')}`, 1];
  }
}

/** The errors that only one of two releases has. */
function differences(then: Answer, now: Answer): string[] {
  const before = new Set(then.errors.map(String));
  const after = new Set(now.errors.map(String));
  const pattern = ([type, field]: [string, string]): string => `${type} ${placeless(field)}`;
  return [
    ...then.errors.filter((pair) => !after.has(String(pair))).map((pair) => `- ${pattern(pair)}`),
    ...now.errors.filter((pair) => !before.has(String(pair))).map((pair) => `+ ${pattern(pair)}`),
  ];
}

const keptTexts = new Set([...kept({})].map((one) => JSON.stringify(one)));

/** How often each feature was chosen. */
const counts = new Map<string, number>();

/** Picks the cases that are kept anyway and those that show something that too few before them have shown. */
function choose(cases: readonly Case[], shown: readonly Shown[], family: string): number[] {
  const chosen: number[] = [];
  for (const [i, one] of cases.entries()) {
    if (shown[i]?.isSpoilt) continue;
    const all = [...features(one, shown[i] as Shown, family)];
    if (!keptTexts.has(JSON.stringify(one)) && !all.some(([feature, wanted]) => (counts.get(feature) ?? 0) < wanted))
      continue;
    chosen.push(i);
    for (const [feature] of all) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return chosen;
}

/** The cases to choose from: those of small bases first, for their verdicts differ more between releases. */
function candidates(wanted: Wanted): Case[] {
  const sizes = new Map(wantedBases(wanted).map((base) => [base.name, JSON.stringify(base.manifest).length]));
  const small = (a: Case, b: Case): number => (sizes.get(a.base) ?? 0) - (sizes.get(b.base) ?? 0);
  return [
    ...[...sizes.keys()].map((base): Case => ({ base, patch: [] })),
    ...kept(wanted),
    ...[...faults(wanted)].sort(small),
    ...[...systematic(wanted)].sort(small),
    ...random(wanted, Number(flags.random), Number(flags.seed)),
  ];
}

/** Leaves out what upstream answers now so, now so, for it walks Go maps. */
async function stable(cases: readonly Case[], shown: readonly Shown[], chosen: number[]): Promise<number[]> {
  const again = await askAll(chosen.map((i) => cases[i] as Case));
  return chosen.filter((i, k) => JSON.stringify(again[k]?.answers) === JSON.stringify(shown[i]?.answers));
}

/** Chooses anew among all cases of a family. */
async function recordFamily(family: string, wanted: Wanted): Promise<void> {
  const unique = [...new Map(candidates(wanted).map((one) => [JSON.stringify(one), one])).values()];
  const shown = await askAll(unique);
  const chosen = await stable(unique, shown, choose(unique, shown, family));
  writeFileSync(new URL(`${family}.jsonl`, output), linesOf(unique, shown, chosen));
  console.log(`${family}: ${chosen.length} of ${unique.length} cases`);
}

/** Adds the kept cases of a family that are not recorded yet. */
async function addKept(family: string, wanted: Wanted): Promise<void> {
  const file = new URL(`${family}.jsonl`, output);
  const keyOf = ({ base, patch }: Case): string => JSON.stringify({ base, patch });
  const known = new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => keyOf(JSON.parse(line) as Recorded)),
  );
  const missing = [...kept(wanted)].filter((one) => !known.has(keyOf(one)));
  if (missing.length === 0) return;
  const cases = [...wantedBases(wanted).map(({ name }): Case => ({ base: name, patch: [] })), ...missing];
  const shown = await askAll(cases);
  const added = [...cases.keys()].filter((i) => cases[i]?.patch.length !== 0 && shown[i]?.isSpoilt === false);
  const chosen = await stable(cases, shown, added);
  appendFileSync(file, linesOf(cases, shown, chosen));
  console.log(`${family}: ${chosen.length} of ${missing.length} cases added`);
}

async function main(): Promise<void> {
  const wanted = flags.family ? familiesOf(flags.family) : undefined;
  const families = [...new Set(wantedBases({ families: wanted }).map((base) => base.family))];
  families.sort((a, b) => Number(b === 'pod') - Number(a === 'pod')); // pods first: the templates need not repeat them
  mkdirSync(output, { recursive: true });
  for (const family of families) await (flags.add ? addKept : recordFamily)(family, { families: new Set([family]) });
}

function linesOf(cases: readonly Case[], shown: readonly Shown[], chosen: readonly number[]): string {
  return chosen
    .map((i) => `${JSON.stringify(recorded(cases[i] as Case, shown[i] as Shown, baseAnswers(cases, shown, i)))}\n`)
    .join('');
}

function baseAnswers(cases: readonly Case[], shown: readonly Shown[], i: number): Record<Release, Answer> {
  const base = cases.findIndex((one) => one.base === (cases[i] as Case).base && one.patch.length === 0);
  return (shown[base] as Shown).answers;
}

function recorded(one: Case, shown: Shown, ofBase: Record<Release, Answer>): Recorded {
  const isBase = one.patch.length === 0;
  const short = (release: Release): Partial<Answer> =>
    shortAnswer(shown.answers[release], isBase ? undefined : ofBase[release]);
  const line: Recorded = { base: one.base, patch: one.patch, '1.37': short('1.37') };
  for (const release of ['1.33', '1.29'] as const) {
    const answer = JSON.stringify(shown.answers[release]);
    if (answer === JSON.stringify(shown.answers['1.37'])) continue;
    const usual = JSON.stringify(expected(shown.answers['1.37'], ofBase['1.37'], ofBase[release]));
    line[release] = !isBase && answer === usual ? '^' : short(release);
  }
  return line;
}

await main();
