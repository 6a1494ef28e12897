/** A line that begins with `---`, or the end of the text. */
export interface Separator {
  readonly start: number;
  /** Where the line ends, its line end not counted, and where the next one begins. */
  readonly end: number;
  readonly next: number;
}

/** The first line from `at` on, which counts as the beginning of a line, that begins with `---`. */
export function nextSeparator(text: string, at: number): Separator {
  let start = at;
  if (!text.startsWith('---', at)) {
    const found = text.indexOf('\n---', at);
    if (found === -1) return { start: text.length, end: text.length, next: text.length };
    start = found + 1;
  }
  const newline = text.indexOf('\n', start);
  return newline === -1 ? { start, end: text.length, next: text.length } : { start, end: newline, next: newline + 1 };
}

/** Whether something other than a comment follows the `---`, which Kubernetes refuses though YAML allows it. */
export function isBadSeparator(text: string, separator: Separator): boolean {
  if (separator.start === separator.end) return false;
  const at = skipSpace(text, separator.start + 3, separator.end);
  return at < separator.end && text.charCodeAt(at) !== 35;
}

/** Whether the line of a `---` holds nothing else, or a comment after a blank. */
export function isBareSeparator(text: string, start: number): boolean {
  let at = start + 3;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  const code = text.charCodeAt(at);
  return code === 10 || code === 13 || (code === 35 && at > start + 3);
}

/** Whether a document holds nothing but blank lines, comments and `---` and `...`. */
export function isBlankText(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const first = skipSpace(text, at, end);
    if (first >= end) return true;
    // Blanks of Unicode may be among the skipped, line ends too; what counts is the line of the first other character.
    const newline = text.indexOf('\n', first);
    const lineEnd = newline === -1 || newline > end ? end : newline;
    const code = text.charCodeAt(first);
    if (code !== 35 && !text.startsWith('---', first) && !(code === 46 && isEndMarker(text, first, lineEnd)))
      return false;
    at = lineEnd;
  }
  return true;
}

function isEndMarker(text: string, start: number, end: number): boolean {
  return text.startsWith('...', start) && skipSpace(text, start + 3, end) >= end;
}

/** Whether Kubernetes' decoder tries JSON first: a brace is the first character within its look of 1,024 bytes. */
export function startsLikeJson(text: string): boolean {
  const at = skipSpace(text, 0, Math.min(text.length, 1024));
  return at < 1024 && text.charCodeAt(at) === 123;
}

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** White space as Go's unicode.IsSpace has it. */
function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code < 0x2000) return code === 0x1680;
  return code <= 0x200a || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}
