import type { Comment } from '../model/document.ts';

/** The verbs of comments that silence findings. */
export const VERBS = ['disable-next-line', 'disable-line', 'disable-file', 'disable', 'enable'] as const;

/** A comment such as `# podlint-disable-next-line latest-image -- pinned by the registry`. */
export interface Directive {
  readonly verb: string;
  readonly start: number;
  readonly end: number;
  /** The word after `podlint-`. */
  readonly verbStart: number;
  readonly verbEnd: number;
  readonly rules: readonly NamedRule[];
  readonly reason: string;
}

/** A rule's name as it is written somewhere. */
export interface NamedRule {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const MARK = 'podlint-';

/** Reads a comment as a directive; undefined if it is none. */
export function directiveOf(text: string, comment: Comment): Directive | undefined {
  let at = comment.start + 1;
  while (isBlank(text, at)) at++;
  if (!text.startsWith(MARK, at)) return undefined;
  const verbStart = at + MARK.length;
  let verbEnd = verbStart;
  while (verbEnd < comment.end && !isBlank(text, verbEnd)) verbEnd++;
  const dashes = text.indexOf('--', verbEnd);
  const listEnd = dashes === -1 || dashes > comment.end ? comment.end : dashes;
  return {
    verb: text.slice(verbStart, verbEnd),
    start: comment.start,
    end: comment.end,
    verbStart,
    verbEnd,
    rules: namesIn(text, verbEnd, listEnd),
    reason: listEnd === comment.end ? '' : text.slice(listEnd + 2, comment.end).trim(),
  };
}

/** Names between blanks and commas, with their places. */
export function namesIn(text: string, start: number, end: number): NamedRule[] {
  const names: NamedRule[] = [];
  let at = start;
  while (at < end) {
    while (at < end && isSeparator(text, at)) at++;
    const from = at;
    while (at < end && !isSeparator(text, at)) at++;
    if (at > from) names.push({ name: text.slice(from, at), start: from, end: at });
  }
  return names;
}

function isSeparator(text: string, at: number): boolean {
  return text.charCodeAt(at) === 44 || isBlank(text, at);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9 || code === 13;
}
