import type { Finding } from '../model/finding.ts';
import type { Summary } from '../engine/summary.ts';

// Control characters, signs that turn the direction of writing or can't be seen, halves of characters.
const SIGNS = String.raw`\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff`;
const UNSEEN = new RegExp(String.raw`[\x00-\x1f\x7f-\x9f${SIGNS}\ud800-\udfff]`, 'u');
const EACH_UNSEEN = new RegExp(UNSEEN, 'gu');
/** JSON escapes the others by itself. */
const EACH_UNSEEN_IN_JSON = new RegExp(String.raw`[\x7f-\x9f${SIGNS}]`, 'g');

/**
 * Text for people's terminals and for line-based readers: what comes from manifests may hold anything, so whatever commands a
 * terminal or turns the direction of writing is shown as an escape instead of being obeyed. So is the mark by which CI systems know
 * commands within a line of a log.
 */
export function plain(text: string): string {
  const marked = text.includes('##') ? text.replace(/##(?=\w*\[)/g, '#\\x23') : text;
  return UNSEEN.test(marked) ? marked.replace(EACH_UNSEEN, escapeOf) : marked;
}

function escapeOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 10) return '\\n';
  if (code === 9) return '\\t';
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A file's name at the start of a line, where two colons would begin a command of GitHub's; a line's number follows with one more. */
export function plainFile(file: string): string {
  return file.startsWith(':') ? `\\x3a${plain(file.slice(1))}` : plain(file);
}

/** JSON that says the same to programs, and nothing to a terminal or to who reads a log for commands. */
export function toJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent).replace(
    EACH_UNSEEN_IN_JSON,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.includes('##') ? text.replace(/##(?=\w*\[)/g, '#\\u0023') : text;
}

/** The beginning of a text that is too long, with no character cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 4;
  return `${text.slice(0, (text.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : end)} ...`;
}

/** One line that sums a run up. */
export function summaryLine(summary: Summary): string {
  const { errors, warnings, infos, objects, files } = summary;
  const found = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    ...(infos > 0 ? [counted(infos, 'info')] : []),
  ].join(', ');
  const more = [
    ...(summary.fixable > 0 ? [`${summary.fixable} fixable`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} silenced`] : []),
    ...(summary.skipped > 0 ? [`${counted(summary.skipped, 'file')} without manifests skipped`] : []),
  ];
  return `${found} in ${counted(objects, 'object')} of ${counted(files, 'file')}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

/** A number and its word. */
export function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** How often each rule spoke, most often first. */
export function statistics(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return rows.map(([rule, number]) => `${String(number).padStart(6)}  ${rule}\n`).join('');
}
