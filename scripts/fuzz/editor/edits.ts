import { type Change, EditorText, type Encoding, type Range } from '../../../src/lsp/text.ts';

/** What an editor does with a change, done simply: by lines, and characters of the encoding. */
export function changed(encoding: Encoding): (text: EditorText, change: Change) => EditorText {
  return (before, { range, text }) => {
    if (range === undefined) return new EditorText(text, encoding);
    const start = offsetOf(before.text, range.start, encoding);
    const end = Math.max(start, offsetOf(before.text, range.end, encoding));
    return new EditorText(before.text.slice(0, start) + text + before.text.slice(end), encoding);
  };
}

function offsetOf(text: string, { line, character }: Range['start'], encoding: Encoding): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  if (text === '' || /[\r\n]$/.test(text)) lines.push('');
  if (line >= lines.length) return text.length;
  const start = lines.slice(0, line).join('').length;
  const content = (lines[line] as string).replace(/[\r\n]+$/, '');
  if (encoding === 'utf-16') return start + Math.min(character, content.length);
  let [at, left] = [start, character];
  for (const char of content) {
    left -= encoding === 'utf-8' ? Buffer.byteLength(char) : 1;
    if (left < 0) break;
    at += char.length;
  }
  return at;
}

/** All ranges of an answer, however deep. */
export function rangesIn(value: any): Range[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.start?.line === 'number' && typeof value.end?.line === 'number' ? [value as Range] : [];
  return [...own, ...Object.values(value).flatMap(rangesIn)];
}

/** Whether a range is one of a text, said as the text itself says it. */
export function isIn({ start, end }: Range, text: EditorText): boolean {
  const [from, to] = [text.offsetAt(start), text.offsetAt(end)];
  const back = text.range(from, to);
  return from <= to && JSON.stringify(back) === JSON.stringify({ start, end });
}
