import { isBreak } from '../model/unfold.ts';

/** A blank or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** A line end, or the end of the text as a cursor gives it. */
export function isBreakOrEnd(code: number): boolean {
  return code === -1 || isBreak(code);
}

/** White space of any kind, or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code === 32 || code === 9 || code === -1 || isBreak(code);
}

/** A character of anchors' names, tags and the like. */
export function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

/** A hexadecimal digit. */
export function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);
}

/** The offset of the next character that is no blank of JSON. */
export function skipJsonBlanks(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}
