import { type Scene, shown } from './scene.ts';
import type { Failure } from '../slow.ts';

/** How many lines above the culprit are looked at. */
const MOST_LINES = 2000;

/** A column at which a key or an item of an open collection stands. */
interface Level {
  readonly column: number;
  readonly offset: number;
  readonly text: string;
}

/** What the first sign or word of a line is, for a message. */
function wordAt(scene: Scene, offset: number): string {
  return /^(?:-(?=\s|$)|[^\s:]+|\S)/.exec(scene.rest(offset))?.[0] ?? '';
}

/**
 * Says of a line that stands at a column where nothing above it does which columns it could have meant. Undefined if the
 * culprit does not begin its line, or stands right.
 */
export function misalignment(scene: Scene): Failure | undefined {
  const start = scene.lineStart(scene.at);
  const column = scene.indentation(scene.at);
  if (scene.source.slice(start, scene.at).trim() !== '') return undefined;
  const levels = levelsAbove(scene, start);
  if (levels.some((level) => level.column === column)) return undefined;
  const shallower = levels.find((level) => level.column < column);
  const deeper = levels.findLast((level) => level.column > column);
  const expected = [deeper, shallower].filter((level) => level !== undefined);
  if (expected.length === 0) return undefined;
  const places = expected.map(
    (level) => `${level.column} as ${shown(level.text)} in line ${scene.number(level.offset)}`,
  );
  const message = `${shown(wordAt(scene, scene.at))} is indented by ${column}, where nothing above it stands: expected ${places.join(', or ')}`;
  return scene.failure(message, scene.at, scene.at + wordAt(scene, scene.at).length);
}

/** The columns of the collections that are open above a line, the innermost first. */
function levelsAbove(scene: Scene, lineStart: number): Level[] {
  const levels: Level[] = [];
  let least = Number.POSITIVE_INFINITY;
  let end = lineStart;
  for (let lines = 0; lines < MOST_LINES && end > scene.start && least > 0; lines++) {
    const start = scene.lineStart(end - 1);
    const line = scene.line(start);
    end = start;
    if (/^\s*(?:#|$)/.test(line)) continue;
    for (const column of columnsOf(line).reverse()) {
      if (column >= least) continue;
      least = column;
      levels.push({ column, offset: start + column, text: wordAt(scene, start + column) });
    }
  }
  return levels;
}

/** The columns at which a line begins something: its first character, and what follows dashes. */
function columnsOf(line: string): number[] {
  const columns: number[] = [];
  let at = /^ */.exec(line)?.[0].length ?? 0;
  columns.push(at);
  while (columns.length < 100) {
    const dash = /^- +(?=[^\s#])/.exec(line.slice(at));
    if (dash === null) break;
    at += dash[0].length;
    columns.push(at);
  }
  return columns;
}

/** A line that is indented deeper than the key above it, which has a value already. */
export function tooDeep(scene: Scene): Failure | undefined {
  const { source, from, at } = scene;
  const before = source.slice(scene.lineStart(from), from);
  const key = before.length > 1024 ? null : /^([\s-]*)(\S.*?)\s*:\s+$/.exec(before);
  if (key === null) return undefined;
  const column = (key[1] as string).length;
  const start = scene.lineStart(at) + scene.indentation(at);
  const word = source.slice(start, at).trim();
  const value = source.slice(from, scene.valueEnd(from));
  const above = `${shown(key[2] as string)} in line ${scene.number(from)}, which has the value ${shown(value)}`;
  const blanks = column === 0 ? 'no blanks' : column === 1 ? '1 blank' : `${column} blanks`;
  return scene.failure(`${shown(word)} is indented deeper than ${above}: expected ${blanks} before it`, start, at);
}
