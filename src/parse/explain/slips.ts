import type { Edit } from '../../model/document.ts';
import { name, type Scene, shown } from './scene.ts';
import type { Failure } from '../slow.ts';
import type { Reason } from '../slow/cursor.ts';

/** What looks like a key and its colon at the beginning of a line. */
const KEY = /^\s*(?:- +)*[\w"'][\w./"'-]*:(?:\s|$)/;

/** Full-width and typographic signs, and what was meant. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '“': '"',
  '”': '"',
  '－': '-',
  '＃': '#',
};

/** Slips that many make, whatever the parser says of them: they are looked for first. */
export function findSlip(scene: Scene, reason: Reason): Failure | undefined {
  if (reason === 'control' || reason === 'depth') return undefined;
  return (
    conflict(scene) ??
    fence(scene) ??
    template(scene) ??
    strangeBlank(scene) ??
    strangeBreak(scene) ??
    fullWidth(scene) ??
    runaway(scene)
  );
}

/** The lines in which a slip is looked for: where the unfinished thing began, and where reading stopped. */
function* linesOf(scene: Scene): Generator<{ start: number; text: string }> {
  const first = scene.lineStart(scene.from);
  yield { start: first, text: scene.line(scene.from) };
  const last = scene.lineStart(scene.at);
  if (last === first) return;
  yield { start: last, text: scene.line(scene.at) };
}

function conflict(scene: Scene): Failure | undefined {
  for (const { start, text } of linesOf(scene)) {
    const mark = /^(?:<{7}|={7}|>{7})(?= |$)/.exec(text)?.[0];
    if (mark !== undefined)
      return scene.failure(`${shown(text)} is left of a merge conflict: resolve it`, start, start + text.length);
  }
  return undefined;
}

function fence(scene: Scene): Failure | undefined {
  const line = scene.line(scene.at);
  if (!line.startsWith('```')) return undefined;
  const start = scene.lineStart(scene.at);
  return scene.failure(`${shown(line)} is a fence of Markdown: remove it`, start, start + line.length, [
    { start, end: start + line.length, text: '' },
  ]);
}

function template(scene: Scene): Failure | undefined {
  for (const { start, text } of linesOf(scene)) {
    const found = /\{\{(?:[^}]|\}(?!\}))*(?:\}\})?/.exec(text);
    if (found === null || start + found.index > scene.at || /["']/.test(text.slice(0, found.index))) continue;
    const at = start + found.index;
    return scene.failure(
      `${shown(found[0])} is an unrendered template: render it first, or put the value in quotes if it is text`,
      at,
      at + found[0].length,
    );
  }
  return undefined;
}

/** No-break and ideographic spaces before the first character of a line. */
function strangeBlank(scene: Scene): Failure | undefined {
  for (const { start, text } of linesOf(scene)) {
    const blanks = /^ *([\u00a0\u2000-\u200b\u202f\u3000\ufeff][ \u00a0\u2000-\u200b\u202f\u3000\ufeff]*)/.exec(text);
    if (blanks === null) continue;
    const end = start + blanks[0].length;
    const message = `a blank of another kind (${name(blanks[1] as string)}) cannot indent: expected ordinary blanks`;
    return scene.failure(message, end - (blanks[1] as string).length, end, [
      { start, end, text: ' '.repeat(blanks[0].length) },
    ]);
  }
  return undefined;
}

/** A character inside a line that ends it in the YAML that Kubernetes reads, though no editor shows it so. */
function strangeBreak(scene: Scene): Failure | undefined {
  for (const { start, text } of linesOf(scene)) {
    const found = /[\u0085\u2028\u2029]/.exec(text);
    if (found === null || start + found.index > scene.at) continue;
    const at = start + found.index;
    return scene.failure(
      `the character ${name(found[0])} ends the line here: expected a blank, or an escape in double quotes`,
      at,
      at + 1,
    );
  }
  return undefined;
}

function fullWidth(scene: Scene): Failure | undefined {
  for (const { start, text } of linesOf(scene)) {
    const found = /^\s*(?:- +)*[\w./-]+ *(\uff1a)\s*|[\uff0c\uff3b\uff3d\uff5b\uff5d\u201c\u201d\uff0d\uff03]/.exec(
      text,
    );
    if (found === null) continue;
    const sign = found[1] ?? found[0];
    const at = start + found.index + (found[1] === undefined ? 0 : found[0].indexOf('：'));
    const meant = FULL_WIDTH[sign] as string;
    const edits = found[1] === undefined ? undefined : [{ start: at, end: start + found[0].length, text: ': ' }];
    return scene.failure(`'${sign}' is a full-width sign: expected '${meant}'`, at, at + 1, edits);
  }
  return fullWidthColonAbove(scene);
}

/** A key with such a colon is text, and what is wrong shows only below it. */
function fullWidthColonAbove(scene: Scene): Failure | undefined {
  const { last } = scene;
  const found = last === -1 ? null : /^\s*(?:- +)*[\w./-]+ *(\uff1a)\s*/.exec(scene.line(last));
  if (found === null) return undefined;
  const start = scene.lineStart(last);
  const at = start + found[0].indexOf('：');
  return scene.failure("'：' is a full-width sign: expected ':'", at, at + 1, [
    { start: at, end: start + found[0].length, text: ': ' },
  ]);
}

/** A quote that was not closed on its line, and so ran on to the next quote that is met. */
function runaway(scene: Scene): Failure | undefined {
  const { source, last, at } = scene;
  const quote = last === -1 ? '' : source.charAt(last);
  if ((quote !== '"' && quote !== "'") || last >= at || scene.isSameLine(last, at)) return undefined;
  const next = source.indexOf('\n', last) + 1;
  if (!KEY.test(source.slice(next, scene.lineEnd(next)))) return undefined;
  return unclosedQuote(scene, last);
}

/** Says that the quote at an offset is not closed. Where the rest of its line can be the content, it is closed there. */
export function unclosedQuote(scene: Scene, at: number): Failure {
  const quote = scene.source.charAt(at);
  const rest = scene.rest(at + 1);
  const end = at + 1 + rest.length;
  const clear = rest !== '' && !/["'#\\]/.test(rest);
  return scene.failure(
    `the quote ${quote} that opens here is not closed`,
    at,
    at + 1,
    clear ? [{ start: end, end, text: quote }] : undefined,
  );
}

/** A tab where only blanks may stand. */
export function explainTab(scene: Scene): Failure {
  const { source, at } = scene;
  let end = at;
  while (source.charAt(end) === '\t') end++;
  const start = scene.lineStart(at);
  if (scene.line(at).trim() === '') {
    const edits = [{ start, end: start + scene.line(at).length, text: '' }];
    while (source.charAt((edits[0] as Edit).end) === '\t' || source.charAt((edits[0] as Edit).end) === ' ')
      (edits[0] as { end: number }).end++;
    return scene.failure('a tab stands in an otherwise empty line: remove it', at, end, edits);
  }
  return scene.failure('a tab cannot indent: expected blanks', at, end);
}

/** A value that begins with a sign which means something else there. */
export function explainIndicator(scene: Scene): Failure {
  const { source, from } = scene;
  const sign = source.charAt(from);
  const end = scene.valueEnd(from);
  const value = source.slice(from, end);
  const begins: Record<string, string> = { '*': 'begins an alias', '&': 'begins an anchor', '!': 'begins a tag' };
  const why = begins[sign] ?? 'cannot begin a value';
  return scene.failure(`${shown(value)} must be in quotes: '${sign}' ${why}`, from, end, quoteEdits(scene, from, end));
}

/** Puts a value in quotes, if it fills the rest of its line and that is all plain text. */
export function quoteEdits(scene: Scene, start: number, end: number): Edit[] | undefined {
  const value = scene.source.slice(start, end);
  const before = scene.source.slice(scene.lineStart(start), start);
  if (/[[{]/.test(before) || /["'\\]/.test(value) || value === '') return undefined;
  return [
    { start, end: start, text: '"' },
    { start: end, end, text: '"' },
  ];
}

/** Two keys on one line, and other text after the end of a value. */
export function explainJoined(scene: Scene): Failure | undefined {
  const { source, at } = scene;
  const start = scene.lineStart(at);
  const before = source.slice(start, at).trimEnd();
  if (before.trim() === '' || /(?:^|\s)-$/.test(before)) return undefined;
  const rest = scene.rest(at);
  const key = /^["']?[\w./-]+["']?(?=:(?:\s|$))/.exec(rest)?.[0];
  if (key !== undefined) {
    const column = /^\s*(?:- +)*/.exec(source.slice(start, at))?.[0].length ?? 0;
    const edits = [{ start: start + before.length, end: at, text: `\n${' '.repeat(column)}` }];
    return scene.failure(
      `two keys on one line: expected ${shown(key)} on a line of its own`,
      at,
      at + key.length,
      edits,
    );
  }
  const closing = before.at(-1) ?? '';
  const text = source.slice(at, scene.valueEnd(at));
  if (closing === "'" && start + before.length === at && /^[^']*'$/.test(text)) {
    const edits = [{ start: at, end: at, text: "'" }];
    return scene.failure(
      "the quote ' ends the value here: expected two of them for one inside single quotes",
      at - 1,
      at,
      edits,
    );
  }
  if (!'"\')]}'.includes(closing)) return undefined;
  const what = closing === '"' || closing === "'" ? 'quote' : 'bracket';
  return scene.failure(
    `${shown(text)} follows the closing ${what}: expected the end of the line`,
    at,
    at + text.length,
  );
}
