import type { Finding } from '../../../src/model/finding.ts';
import { type Node, Type } from '../../../src/model/node.ts';
import type { Settings } from '../../../src/model/settings.ts';
import { readSource } from '../../../src/parse/read.ts';
import { lintChecked, lintOnce, saidIn } from '../properties.ts';
import { Seeded } from '../seeded.ts';
import { smaller } from '../shrink.ts';
import { type Stage, same } from '../stage.ts';
import { anyText } from '../texts.ts';
import { checkPaths } from './api.ts';
import { inputOf, objectCases, yamlOf } from './objects.ts';

const ONE = objectCases(1);
const SOME = objectCases(4);
const SETTINGS: Settings = { presets: ['all'], project: true };

/** A text, and what is done to it besides: both at once would take twice as long. */
interface Told {
  readonly text: string;
  readonly with: 'a comment' | 'another order' | 'nothing';
}

const cases = new Seeded<Told>({
  make(random) {
    if (random.chance(0.3))
      return { text: anyText(random), with: random.pick(['a comment', 'another order', 'nothing'] as const) };
    if (random.chance(0.4)) return { text: yamlOf(SOME.make(random)), with: 'another order' };
    return { text: yamlOf(ONE.make(random)), with: random.pick(['a comment', 'nothing'] as const) };
  },
  *smaller(told) {
    for (const text of smaller(told.text)) yield { ...told, text };
  },
});

/** What podlint says by itself: a comment more moves findings by a line, documents in another order change nothing but places. */
export const rules: Stage<Told> = {
  name: 'rules',
  cases,
  check({ text, with: what }) {
    const { findings } = lintChecked([inputOf(text)], SETTINGS);
    checkPaths(text, findings);
    if (findings.some(({ source }) => source === 'syntax') || text.includes('podlint')) return;
    if (what === 'a comment') checkComment(text, findings);
    if (what === 'another order') checkOrder(text, findings);
  },
  show: ({ text }) => text,
  // Up to three runs, and the same container again and again has eight findings in a line.
  patience: 3,
};

/** A comment in a line of its own, before a key in the middle of the text. */
function checkComment(text: string, findings: readonly Finding[]): void {
  const at = lineOfKey(text);
  if (at === undefined) return;
  const indent = text.slice(at).search(/[^ ]/);
  const line = text.slice(0, at).split('\n').length;
  const noted = `${text.slice(0, at)}${' '.repeat(indent)}# note\n${text.slice(at)}`;
  const moved = lintOnce([inputOf(noted)], SETTINGS).findings;
  same('a comment changes findings', placed(moved, 0, 0), placed(findings, line, 1));
}

function placed(findings: readonly Finding[], from: number, by: number): string {
  const move = (line: number): number => (from > 0 && line >= from ? line + by : line);
  return findings
    .map(
      ({ rule, line, column, endLine, endColumn, path, message }) =>
        `${move(line)}:${column}-${move(endLine)}:${endColumn} ${rule} ${path} ${withoutLines(message)}`,
    )
    .join('\n');
}

/** Some messages tell the line of something else. */
function withoutLines(message: string): string {
  return message.replaceAll(/\b(?:line )?\d+\b/g, 'N');
}

/** The start of a line that begins with a key of a block map, the later half of such lines first. */
function lineOfKey(text: string): number | undefined {
  const found: number[] = [];
  readSource(text, {
    document: ({ root, json }) => {
      if (!json) collect(root, found);
    },
    problem: () => {},
  });
  return found[found.length >> 1];
}

function collect(node: Node, found: number[]): void {
  if (node.alias !== undefined) return;
  for (const item of node.items) {
    if (item.alias === undefined && node.type === Type.Map && item.keyStart > 0) {
      const start = node.source.lastIndexOf('\n', item.keyStart - 1) + 1;
      if (/^ *$/.test(node.source.slice(start, item.keyStart))) found.push(start);
    }
    collect(item, found);
  }
}

/** The documents of a plain stream, last one first. */
function checkOrder(text: string, findings: readonly Finding[]): void {
  const parts = text.split(/^---\n/m);
  if (
    parts.length < 2 ||
    parts.some((part) => part.trim() === '' || !part.endsWith('\n') || /^[ \t]*[[{.]|^---|\ufeff/m.test(part))
  )
    return;
  const turned = lintOnce([inputOf(parts.toReversed().join('---\n'))], SETTINGS).findings;
  // Of two of a kind the later one is reported, of a kind without a schema the first, and of neighbours as near as each other the first is named.
  const isOfPlace = ({ rule, message, related }: Finding): boolean =>
    rule !== 'missing-schema' &&
    !message.startsWith('no Pod in the input') &&
    related === undefined &&
    !/\bline \d|\bdocument \d/.test(message);
  same('documents in another order change findings', saidIn(turned, isOfPlace), saidIn(findings, isOfPlace));
}
