import type { Random } from './random.ts';

/** What one edit puts in: what YAML gives a meaning to, and some that it refuses. */
const SNIPPETS: readonly string[] = [
  ' ',
  '  ',
  '\n',
  '\t',
  ':',
  ': ',
  '-',
  '- ',
  '#',
  ' #',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  ', ',
  '&a ',
  '*a',
  '*a ',
  '!',
  '!!str ',
  '|',
  '>',
  '|-\n',
  '>+\n',
  '|2\n',
  '%',
  '@',
  '`',
  '?',
  '? ',
  '~',
  '<<: ',
  '\\',
  '\r',
  '\r\n',
  '\n\n',
  '\n ',
  '\n  ',
  '\n- ',
  '\n  - ',
  ' \n',
  '...',
  '\n...\n',
  '\n---\n',
  '---',
  '0',
  '1_0',
  '.5',
  'null',
  'yes',
  'x',
  'x: y',
  '\nx: y\n',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u00a0',
  '\u00e9',
  '：',
  '\0',
  '\x7f',
];

/** A text with one to three small edits. */
export function mutate(random: Random, text: string): string {
  let out = text;
  for (let edits = random.chance(0.7) ? 1 : 1 + random.below(3); edits > 0; edits--) out = edit(random, out);
  return out;
}

function edit(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at);
    case 1:
    case 2:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return text.slice(0, at) + random.pick(SNIPPETS) + text.slice(at + 1);
    case 4:
      return editLine(random, text, at);
    case 5: {
      const from = random.below(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + random.below(12)) + text.slice(at);
    }
    case 6:
      return text.slice(at);
    default:
      return text.slice(0, at) + random.pick(SNIPPETS) + text.slice(at);
  }
}

/** Moves, doubles, indents or joins the line at an offset. */
function editLine(random: Random, text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const found = text.indexOf('\n', at);
  const end = found === -1 ? text.length : found + 1;
  const line = text.slice(start, end);
  const before = text.slice(0, start);
  const after = text.slice(end);
  switch (random.below(6)) {
    case 0:
      return `${before} ${line}${after}`;
    case 1:
      return before + line.replace(/^ /, '') + after;
    case 2:
      return before + line + line + after;
    case 3:
      return before + after;
    case 4:
      return before + line.trimEnd() + after;
    default:
      return before + line.trimStart() + after;
  }
}
